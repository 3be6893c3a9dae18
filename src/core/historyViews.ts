import { day } from './day';
import type { UsageInterval } from './history';
import type { AccountMeter } from './joinMeters';
import type { UsagePeriod } from './pace';

/** A range of time that a history can show: a period, several of them, or the last hours, days and so on of the calendar. */
export type HistoryViewName = 'period' | 'lastPeriod' | 'periods' | UsageInterval;

/** A range of time that a history shows, and the time before it, which is as long. */
export interface HistoryView {
  name: HistoryViewName;
  /** How many periods, hours, days and so on it has. */
  count: number;
  /** The length of each bar, unless each period has one. */
  interval: UsageInterval;
  /** The periods, hours, days and so on, earliest first, without a gap. */
  ranges: readonly UsagePeriod[];
  /** Those before these: as many, or fewer for a young subscription. */
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

/**
 * The views of a meter's history that a customer can choose from, in their order, and the one that is shown first.
 * @internal
 */
export function historyViews(meter: Pick<AccountMeter, 'period' | 'subscription'>, { periods, interval, presets, isBrokenDown }: HistoryChoice, now: Date): { views: HistoryView[]; first: HistoryView } {
  const past = periodsOf(meter, 2 * mostPeriods);
  const calendarView = (by: UsageInterval, given = Infinity) => {
    const count = Math.max(1, Math.trunc(Math.min(calendarCounts[by], given)) || 1);
    return viewOf(by, periodsOf({ period: currentInterval(by, now) }, 2 * count), count, by);
  };
  const lastDays = calendarView('day', 7);
  const period = past.length > 0 ? viewOf('period', past, 1) : lastDays;
  const byPeriod = past.length > 1 && viewOf('periods', past, Math.min(past.length, mostPeriods, Math.max(1, Math.trunc(periods ?? usualPeriods) || usualPeriods)), 'month');
  const own = interval ? calendarView(interval, periods ?? undefined) : periods != null && byPeriod;
  const first = (!(own === byPeriod && isBrokenDown) && own) || period;
  const last = past.length > 1 && viewOf('lastPeriod', past.slice(1), 1);
  const wanted = (presets ? [period, last, lastDays, calendarView('day'), byPeriod, calendarView('month'), own] : [first, own]).filter((view) => view !== false);
  // One of the presets may be the host's own view.
  return { views: [...new Map(wanted.map((view) => [view.name + view.count, view])).values()], first };
}

/** A view of the latest `count` ranges of some, which are ordered latest first. Time runs in the reading direction, so the latest is the last bar. */
function viewOf(name: HistoryViewName, past: readonly UsagePeriod[], count: number, interval: UsageInterval = past[0] && lengthOf(past[0]) > longPeriod * day ? 'month' : 'day'): HistoryView {
  return { name, count, interval, ranges: past.slice(0, count).toReversed(), before: past.slice(count, 2 * count).toReversed() };
}

/**
 * The current period of a meter and those before it, the latest first. Polar reports only the current one: those before it are
 * taken to be as long, counted in months if it begins and ends on the same day of a month. None starts before the subscription.
 * @internal
 */
export function periodsOf({ period, subscription }: Pick<AccountMeter, 'period' | 'subscription'>, count: number): UsagePeriod[] {
  if (!period || !(lengthOf(period) > 0)) return [];
  const { start, end } = period;
  const startedAt = subscription?.startedAt ?? subscription?.createdAt;
  const isFixed = subscription?.recurringInterval === 'day' || subscription?.recurringInterval === 'week';
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  // The day of the month on which periods begin. A period between two short months doesn't show it, but the subscription's start does.
  const anchor = [startedAt, start, end].map((date) => date?.getUTCDate() ?? 0).find((one) => addMonths(start, 0, one) === Number(start) && addMonths(start, months, one) === Number(end));
  const startAt = (place: number) => (isFixed || !anchor ? Number(start) - place * lengthOf(period) : addMonths(start, -place * months, anchor));
  const oldest = Math.max(earliest, Number(startedAt ?? earliest));
  const found = [period];
  for (let next = start; found.length < count && Number(next) > oldest; ) {
    const before = new Date(Math.max(startAt(found.length), oldest));
    found.push({ start: before, end: next });
    next = before;
  }
  return found;
}

/** The same day of another month, or its last day if it is shorter. */
function addMonths(date: Date, months: number, anchor: number): number {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(anchor, lastDay)) + (Number(date) % day);
}

/** The current interval of the calendar in UTC. */
function currentInterval(interval: UsageInterval, now: Date): UsagePeriod {
  const year = now.getUTCFullYear();
  if (interval === 'year') return { start: new Date(Date.UTC(year, 0)), end: new Date(Date.UTC(year + 1, 0)) };
  if (interval === 'month') return { start: new Date(Date.UTC(year, now.getUTCMonth())), end: new Date(Date.UTC(year, now.getUTCMonth() + 1)) };
  const length = { hour: day / 24, day, week: 7 * day }[interval];
  // Weeks begin on Monday, and 1970 began on a Thursday.
  const start = Number(now) - ((Number(now) - (interval === 'week' ? 4 * day : 0)) % length);
  return { start: new Date(start), end: new Date(start + length) };
}

function lengthOf({ start, end }: UsagePeriod): number {
  return Number(end) - Number(start);
}
