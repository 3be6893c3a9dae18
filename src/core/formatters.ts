/** Replaces an invalid locale. */
const fallbackLocale = 'en';

type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat;
/** Creating an `Intl` formatter takes about 50 times as long as using it, so each one is kept. */
const formatters = new Map<string, Formatter>();

/**
 * A formatter of dates. UTC replaces an invalid time zone, English an invalid locale.
 * @internal
 */
export function dateTimeFormatter(locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cachedFormatter(JSON.stringify([locale, timeZone, style]), locale, (tag) => dateTimeFormat(tag, timeZone, style));
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
export function cachedFormatter<T extends Formatter>(key: string, locale: string, make: (locale: string) => T): T {
  let found = formatters.get(key);
  if (!found) {
    try {
      found = make(locale);
    } catch {
      found = make(fallbackLocale);
    }
    formatters.set(key, found);
  }
  return found as T;
}
