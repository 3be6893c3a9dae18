import { formatDate } from '../core';
import type { Localization, periodWords } from '../i18n';

/**
 * What happens on a day, "Renews Dec 1, 2026"; that it is being updated where the day was over when the numbers were read:
 * what follows on it is not known yet.
 */
export function sayDay(date: Date, now: Date | undefined, say: (day: string) => string, { locale, messages, timeZone }: Localization<typeof periodWords>): string {
  return now !== undefined && date <= now ? messages.updating : say(formatDate(date, locale, timeZone));
}
