import { formatDay } from '../core/formatDate';
import type { Localization } from '../i18n/context';
import type { Messages } from '../i18n/messages';

/**
 * A message about a day, such as "Renews Dec 1". If the day had passed when the numbers were read (`now`), it says that
 * they are being updated instead: the date of the next period is not known yet.
 */
export function dayMessage(
  date: Date,
  now: Date | undefined,
  message: (day: string) => string,
  { locale, messages, timeZone }: Localization<Pick<Messages, 'updating'>>,
  month: 'short' | 'long' = 'short',
): string {
  if (now !== undefined && date <= now) return messages.updating;
  return message(formatDay(date, now, locale, timeZone, month));
}
