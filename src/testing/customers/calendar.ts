import { stableNumber } from '../fixtures/identity';

/** The instants a demo is built around, in milliseconds since 1970; all whole months are in UTC. */
export interface Calendar {
  /** When the demo was made: usage moves from here. */
  birth: number;
  /** The first of a month at midnight: 0 is the month of birth, 1 the next one. */
  month: (offset: number) => number;
  /** Midnight, that many days after the day of birth. */
  day: (offset: number) => number;
}

/** Makes the calendar of a demo that is born now. */
export function createCalendar(now: Date): Calendar {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return {
    birth: now.getTime(),
    month: (offset) => Date.UTC(year, month + offset, 1),
    day: (offset) => Date.UTC(year, month, date + offset),
  };
}

/**
 * An instant as Polar writes it: `…:37Z` on a whole second, `…:37.123456Z` otherwise.
 * JavaScript knows no microseconds; the last three digits come from `salt`.
 */
export function wireDate(instant: number, salt = ''): string {
  const iso = new Date(instant).toISOString();
  if (iso.endsWith('.000Z')) return iso.replace('.000Z', 'Z');
  return iso.replace('Z', `${String(stableNumber(`${salt}${instant}`, 1000)).padStart(3, '0')}Z`);
}
