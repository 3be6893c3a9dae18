import { day } from './day';
import type { UsageInterval } from './history';
import { edgesOf, type HistoryView, historyView, type ViewedMeter, viewOf } from './historyView';
import type { UsagePeriod } from './pace';

/** What a host chooses for a history. */
export interface HistoryChoice {
  periods?: number | null | undefined;
  interval?: UsageInterval | null | undefined;
  presets?: boolean | null | undefined;
}

/** How many intervals a calendar view has, within Polar's limits. */
const calendarCounts: Record<UsageInterval, number> = { hour: 24, day: 30, week: 12, month: 12, year: 3 };

/**
 * The views of a meter's history that a customer can choose from, in their order, and the one that is shown first.
 * @param isBrokenDown whether usage is broken down by metadata, which takes too many requests for several periods.
 * @internal
 */
export function historyViews(meter: ViewedMeter | undefined, { periods, interval, presets }: HistoryChoice, now: Date, isBrokenDown = false): { views: HistoryView[]; first: HistoryView } {
  const calendarView = (by: UsageInterval, given = Infinity) => {
    const count = Math.max(1, Math.trunc(Math.min(calendarCounts[by], given)) || 1);
    return viewOf(by, edgesOf({ period: currentInterval(by, now) }, 2 * count), count, by);
  };
  const last = edgesOf(meter, 3).slice(1);
  const week = calendarView('day', 7);
  const periodView = (count: number | null) => (last[0] ? historyView(meter, count) : week);
  const period = periodView(null);
  // A subscription in its first period has only that period to show. Zero stands for the usual number of periods.
  const byPeriod = periodView(periods ?? 0);
  const own = interval ? calendarView(interval, periods ?? undefined) : periods == null ? period : byPeriod;
  const first = own === byPeriod && isBrokenDown ? period : own;
  const wanted = presets ? [period, last[1] ? viewOf('lastPeriod', last) : period, week, calendarView('day'), byPeriod, calendarView('month'), own] : [first, own];
  // One of the presets may be the host's own view, and the first period has none before it.
  return { views: [...new Map(wanted.map((view) => [view.name + view.count, view])).values()], first };
}

/** The current interval of the calendar in UTC. Weeks begin on Monday. */
function currentInterval(interval: UsageInterval, now: Date): UsagePeriod {
  // Months and years differ in length.
  const lengths: Partial<Record<UsageInterval, number>> = { hour: day / 24, day, week: 7 * day };
  const length = lengths[interval];
  const [months, month] = interval === 'month' ? [1, now.getUTCMonth()] : [12, 0];
  // The fifth day of 1970 was the first Monday.
  const start = length ? Number(now) - ((Number(now) - 4 * day) % length) : Date.UTC(now.getUTCFullYear(), month);
  return { start: new Date(start), end: new Date(length ? start + length : new Date(start).setUTCMonth(month + months)) };
}
