import { stableNumber } from '../fixtures/identity';

/** Milliseconds in a minute, an hour and a day. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The dates that a demo is built around, in milliseconds since 1970. Months and days begin at midnight UTC. */
export interface Calendar {
  /** When the demo was made: usage grows from here. */
  birth: number;
  /** The first of a month: 0 is the month of `birth`, 1 the next. */
  month: (offset: number) => number;
  /** The day that is `offset` days after that of `birth`. */
  day: (offset: number) => number;
}

/** Makes the calendar of a demo made now. */
export function createCalendar(now: Date): Calendar {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return {
    birth: now.getTime(),
    month: (offset) => Date.UTC(year, month + offset, 1),
    day: (offset) => Date.UTC(year, month, date + offset),
  };
}

/**
 * A date as Polar writes it: `…:37Z` on a whole second, `…:37.123456Z` otherwise.
 * JavaScript dates have no microseconds, so `salt` decides the last three digits.
 */
export function wireDate(time: number, salt = ''): string {
  const iso = new Date(time).toISOString();
  if (iso.endsWith('.000Z')) return iso.replace('.000Z', 'Z');
  return iso.replace('Z', `${String(stableNumber(`${salt}${time}`, 1000)).padStart(3, '0')}Z`);
}
