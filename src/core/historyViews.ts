import type { UsageInterval } from './history';
import type { AccountMeter } from './joinMeters';
import { day } from './day';
import type { UsagePeriod } from './pace';

/** A range of time that a history can show: a period, several of them, or the last hours, days and so on of the calendar. */
export type HistoryViewName = 'period' | 'lastPeriod' | 'periods' | UsageInterval;

/** A range of time that a history shows, and the time before it, which is as long. */
export interface HistoryView {
  name: HistoryViewName;
  /** How many periods, hours, days and so on it has. */
  count: number;
  /** The length of each bar, if there is one range. */
  interval: UsageInterval;
  /** One range with a bar for each interval, or several ranges with one bar each, the latest last. */
  ranges: readonly UsagePeriod[];
  /** The ranges before these: as many, or fewer for a young subscription. */
  before: readonly UsagePeriod[];
}

/** What a host chooses for a history. */
export interface HistoryChoice {
  periods?: number | null | undefined;
  interval?: UsageInterval | null | undefined;
  presets?: boolean | null | undefined;
  /** Whether usage is broken down by metadata, which takes too many requests for several periods. */
  isBrokenDown?: boolean | undefined;
}

/** Polar has no older usage. */
const earliest = Date.UTC(2023, 0, 1);
const mostPeriods = 12;
const usualPeriods = 6;
/** Days: a longer period has a bar for each month. */
const longPeriod = 100;
/** How many intervals a calendar view has, within Polar's limits. */
const calendarCounts: Record<UsageInterval, number> = { hour: 24, day: 30, week: 12, month: 12, year: 3 };
/** Milliseconds, in UTC. */
const lengths = { hour: day / 24, day, week: 7 * day };

/**
 * The views of a meter's history that a customer can choose from, in their order, and the one that is shown first.
 * @internal
 */
export function historyViews(meter: Pick<AccountMeter, 'period' | 'subscription'>, { periods, interval, presets, isBrokenDown }: HistoryChoice, now: Date): { views: HistoryView[]; first: HistoryView } {
  const count = Math.min(mostPeriods, Math.max(1, Math.trunc(periods ?? usualPeriods) || usualPeriods));
  const past = periodsOf(meter, 2 * count);
  const [current, last, third] = past;
  const calendarView = (by: UsageInterval, given: number) => lastIntervals(by, Math.max(1, Math.trunc(given) || 1), now);
  const dayByDay = (name: HistoryViewName, range: UsagePeriod | undefined, before: UsagePeriod | undefined): HistoryView | undefined =>
    range && { name, count: 1, interval: lengthOf(range) > longPeriod * day ? 'month' : 'day', ranges: [range], before: before ? [before] : [] };
  // Time runs in the reading direction, so the latest period is the last bar.
  const byPeriod: HistoryView | undefined = last && { name: 'periods', count: Math.min(count, past.length), interval: 'month', ranges: past.slice(0, count).toReversed(), before: past.slice(count).toReversed() };
  const period = dayByDay('period', current, last) ?? calendarView('day', 7);
  const own = interval ? calendarView(interval, Math.min(calendarCounts[interval], periods ?? Infinity)) : periods == null ? undefined : byPeriod;
  const first = (!(own === byPeriod && isBrokenDown) && own) || period;
  const wanted = presets ? [period, dayByDay('lastPeriod', last, third), calendarView('day', 7), calendarView('day', 30), byPeriod, calendarView('month', 12), own] : [first, own];
  // One of the presets may be the host's own view.
  return { views: [...new Map(wanted.flatMap((view) => (view ? [[view.name + view.count, view]] : []))).values()], first };
}

/**
 * The current period of a meter and those before it, the latest first. Polar reports only the current one: those before it are
 * taken to be as long, counted in months if it begins and ends on the same day of a month. None starts before the subscription.
 * @internal
 */
export function periodsOf({ period, subscription }: Pick<AccountMeter, 'period' | 'subscription'>, count: number): UsagePeriod[] {
  if (!period || !(lengthOf(period) > 0)) return [];
  const isFixed = subscription?.recurringInterval === 'day' || subscription?.recurringInterval === 'week';
  const months = isFixed ? undefined : monthsOf(period);
  const startedAt = subscription?.startedAt ?? subscription?.createdAt;
  const anchor = anchorOf(period, startedAt);
  const startAt = (place: number) => (months === undefined ? Number(period.start) - place * lengthOf(period) : addMonths(period.start, -place * months, anchor));
  const oldest = Math.max(earliest, Number(startedAt ?? earliest));
  const found = [period];
  for (let [place, end] = [1, period.start]; place < count && Number(end) > oldest; place += 1) {
    const start = new Date(Math.max(startAt(place), oldest));
    found.push({ start, end });
    end = start;
  }
  return found;
}

/** How many months a period has; `undefined` if it isn't whole months. */
function monthsOf({ start, end }: UsagePeriod): number | undefined {
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return months > 0 && addMonths(start, months, anchorOf({ start, end })) === Number(end) ? months : undefined;
}

/** The day of the month on which periods begin; in a shorter month it is the last day. A period between two short months doesn't show it, but the subscription's start does. */
function anchorOf({ start, end }: UsagePeriod, startedAt = end): number {
  const anchor = startedAt.getUTCDate();
  return [start, end].every((date) => addMonths(date, 0, anchor) === Number(date)) ? anchor : Math.max(start.getUTCDate(), end.getUTCDate());
}

/** The same day of another month, or its last day if it is shorter. */
function addMonths(date: Date, months: number, anchor: number): number {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(anchor, lastDay)) + (Number(date) % day);
}

/** The last `count` intervals of the calendar in UTC, including the current one. */
function lastIntervals(interval: UsageInterval, count: number, now: Date): HistoryView {
  const at = (place: number) => new Date(Math.max(earliest, calendarStart(interval, now, place)));
  const [before, start, end] = [at(1 - 2 * count), at(1 - count), at(1)];
  return { name: interval, count, interval, ranges: [{ start, end }], before: before < start ? [{ start: before, end: start }] : [] };
}

/** The start of the interval that is `place` intervals after the current one, in milliseconds since 1970. */
function calendarStart(interval: UsageInterval, now: Date, place: number): number {
  const year = now.getUTCFullYear();
  if (interval === 'year') return Date.UTC(year + place, 0);
  if (interval === 'month') return Date.UTC(year, now.getUTCMonth() + place);
  const length = lengths[interval];
  // Weeks begin on Monday, and 1970 began on a Thursday.
  const first = interval === 'week' ? 4 * day : 0;
  return (Math.floor((Number(now) - first) / length) + place) * length + first;
}

function lengthOf({ start, end }: UsagePeriod): number {
  return Number(end) - Number(start);
}
