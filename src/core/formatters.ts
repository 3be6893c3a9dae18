/** Replaces an invalid locale. */
const fallbackLocale = 'en';

type Formatter = Intl.NumberFormat | Intl.NumberFormat['format'] | Intl.DateTimeFormat | Intl.RelativeTimeFormat;
/**
 * Creating an `Intl` formatter takes about 50 times as long as using it, so each one is kept, by its locale and then by its
 * key: joining the two into one key for each number would cost more than formatting it.
 */
const formatters: Record<string, Record<string, Formatter>> = Object.create(null);

/**
 * The formatter with a key, made the first time. English replaces an invalid locale.
 * @internal
 */
export function cachedFormatter<T extends Formatter, K extends string>(key: K, locale: string, make: (locale: string, key: K) => T): T {
  return ((formatters[locale] ??= Object.create(null) as Record<string, Formatter>)[key] ??= attempt(key, locale, make)) as T;
}

function attempt<T, K>(key: K, locale: string, make: (locale: string, key: K) => T): T {
  try {
    return make(locale, key);
  } catch {
    return make(fallbackLocale, key);
  }
}
