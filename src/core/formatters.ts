/** Replaces an invalid locale. */
const fallbackLocale = 'en';

type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat;
/**
 * Creating an `Intl` formatter takes about 50 times as long as using it, so each one is kept. By locale, then by key: a key
 * put together for each number would cost more than formatting it.
 */
const formatters = new Map<string, Map<string, Formatter>>();

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
  let ofLocale = formatters.get(locale);
  if (!ofLocale) formatters.set(locale, (ofLocale = new Map()));
  let found = ofLocale.get(key);
  if (!found) {
    try {
      found = make(locale, key);
    } catch {
      found = make(fallbackLocale, key);
    }
    ofLocale.set(key, found);
  }
  return found as T;
}
