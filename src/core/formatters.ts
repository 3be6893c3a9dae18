/** Replaces an invalid locale. */
const fallbackLocale = 'en';

type Formatter = Intl.NumberFormat | Intl.NumberFormat['format'] | Intl.DateTimeFormat | Intl.RelativeTimeFormat;
/**
 * Creating an `Intl` formatter takes about 50 times as long as using it, so each one is kept. By locale, then by key: a key
 * put together for each number would cost more than formatting it.
 */
const formatters: Record<string, Record<string, Formatter>> = Object.create(null);

/**
 * A formatter of dates. UTC replaces an invalid time zone, English an invalid locale.
 * @internal
 */
export function dateTimeFormatter(locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cachedFormatter(JSON.stringify([timeZone, style]), locale, (tag) => dateTimeFormat(tag, timeZone, style));
}

function dateTimeFormat(locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone });
  } catch {
    // An invalid time zone. If the locale is invalid, this throws again and `cachedFormatter` replaces it.
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
  }
}

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
