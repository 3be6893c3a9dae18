import type { UsageInterval } from './history';
import type { AccountMeter } from './joinMeters';
import { day, type UsagePeriod } from './pace';

/** A range of time that a history can show. */
export type HistoryViewName = 'period' | 'lastPeriod' | 'days' | 'periods' | 'months' | 'calendar';

/** A range of time that a history shows, and the time before it, which is as long. */
export interface HistoryView {
  name: HistoryViewName;
  /** How many days, months or periods it has. */
  count: number;
  /** The length of each bar, if there is one range. */
  interval: UsageInterval;
  /** One range with a bar for each interval, or several ranges with one bar each. */
  ranges: readonly UsagePeriod[];
  /** As many ranges; fewer if the subscription is younger. */
  before: readonly UsagePeriod[];
}

/** What a host chooses for a history. */
export interface HistoryChoice {
  periods?: number | undefined;
  interval?: UsageInterval | undefined;
  presets?: boolean | undefined;
  /** Whether usage is broken down by metadata, which takes too many requests for several periods. */
  isBrokenDown?: boolean | undefined;
}

/** Polar has no usage before. */
const earliest = Date.UTC(2023, 0, 1);
const mostPeriods = 12;
const usualPeriods = 6;
/** Polar's limit for a history by day. */
const mostDays = 366;
/** How many intervals a calendar view has, within Polar's limits. */
const calendarCounts: Record<UsageInterval, number> = { hour: 24, day: 30, week: 12, month: 12, year: 3 };
/** Days from which on a period has a bar for each month. */
const longPeriod = 100;

/**
 * The views of a meter's history that a customer can choose from, in their order; the first of `defaults` is shown first.
 * @internal
 */
export function historyViews(meter: Pick<AccountMeter, 'period' | 'subscription'>, { periods, interval, presets = false, isBrokenDown = false }: HistoryChoice, now: Date): { views: HistoryView[]; first: HistoryView | undefined } {
  const count = Math.min(mostPeriods, Math.max(1, Math.trunc(periods ?? usualPeriods) || usualPeriods));
  const past = periodsOf(meter, 2 * count);
  const [current, last, third] = past;
  const views: HistoryView[] = [];
  // Longer periods have no history by day, and months don't begin with a period.
  const hasPeriods = current !== undefined && last !== undefined && lengthOf(current) <= mostDays * day;
  const wantsPeriods = hasPeriods && periods !== undefined && interval === undefined;
  const add = (isWanted: boolean, view: HistoryView | undefined) => isWanted && view && views.push(view);
  const dayByDay = (name: HistoryViewName, range: UsagePeriod | undefined, before: UsagePeriod | undefined): HistoryView | undefined =>
    range && { name, count: 1, interval: lengthOf(range) > longPeriod * day ? 'month' : 'day', ranges: [range], before: before ? [before] : [] };

  add(presets || interval === undefined && (!wantsPeriods || isBrokenDown), dayByDay('period', current, last));
  add(presets, dayByDay('lastPeriod', last, third));
  add(presets || (interval === undefined && current === undefined), calendarView('days', 'day', 7, now));
  add(presets, calendarView('days', 'day', 30, now));
  // Time runs in the reading direction, so the latest period is the last bar.
  add(wantsPeriods || (presets && hasPeriods), { name: 'periods', count: Math.min(count, past.length), interval: 'month', ranges: past.slice(0, count).toReversed(), before: past.slice(count).toReversed() });
  add(presets, calendarView('months', 'month', 12, now));
  const own = interval && calendarView('calendar', interval, Math.min(calendarCounts[interval], periods ?? calendarCounts[interval]), now);
  add(true, own);
  return { views, first: own ?? views.find(({ name }) => wantsPeriods && !isBrokenDown && name === 'periods') ?? views[0] };
}

/**
 * The current period of a meter and those before it, the latest first. Polar reports only the current one: those before it are as
 * long, in months where it begins and ends on the same day of a month, and none is older than the subscription.
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

/** The day of the month on which periods begin, or earlier in a short month. If a period lies between short months, it's that of the subscription. */
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

/** So many intervals of the calendar in UTC, up to the current one. */
function calendarView(name: HistoryViewName, interval: UsageInterval, given: number, now: Date): HistoryView {
  const count = Math.max(1, Math.trunc(given) || 1);
  const at = (place: number) => new Date(Math.max(earliest, calendarStart(interval, now, place)));
  const range = { start: at(1 - count), end: at(1) };
  const start = at(1 - 2 * count);
  return { name, count, interval, ranges: [range], before: start < range.start ? [{ start, end: range.start }] : [] };
}

/** The start of the interval that is `place` intervals after the current one, in milliseconds since 1970. */
function calendarStart(interval: UsageInterval, now: Date, place: number): number {
  const [year, month, date] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (interval === 'year') return Date.UTC(year + place, 0, 1);
  if (interval === 'month') return Date.UTC(year, month + place, 1);
  if (interval === 'hour') return Date.UTC(year, month, date, now.getUTCHours() + place);
  // Weeks begin on Monday.
  return interval === 'week' ? Date.UTC(year, month, date - ((now.getUTCDay() + 6) % 7) + 7 * place) : Date.UTC(year, month, date + place);
}

function lengthOf({ start, end }: UsagePeriod): number {
  return Number(end) - Number(start);
}
