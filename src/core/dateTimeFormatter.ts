import { cachedFormatter } from './formatters';

/**
 * A formatter of dates. UTC replaces an invalid time zone, English an invalid locale.
 * @internal
 */
export function dateTimeFormatter(locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cachedFormatter(JSON.stringify([timeZone, style]), locale, (tag) => {
    try {
      return new Intl.DateTimeFormat(tag, { ...style, timeZone });
    } catch {
      // An invalid time zone. If the locale is invalid, this throws again and `cachedFormatter` replaces it.
      return new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' });
    }
  });
}
