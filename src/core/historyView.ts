import { day } from './day';
import type { UsageInterval } from './history';
import type { AccountMeter } from './joinMeters';

/** A range of time that a history can show: a period, several of them, or the last hours, days and so on of the calendar. */
export type HistoryViewName = 'period' | 'lastPeriod' | 'periods' | UsageInterval;

/** A range of time that a history shows, and the time before it, which is as long unless it would begin before the subscription or before 2023. */
export interface HistoryView {
  name: HistoryViewName;
  /** How many periods, hours, days and so on it has. */
  count: number;
  /** The length of each bar, unless there is a bar for each period. */
  interval: UsageInterval;
  /** The starts of the periods, hours, days and so on, the earliest first, then the end of the last one. They begin with the starts of the time before: `count`, or fewer if that time is shorter. */
  edges: readonly Date[];
}

/** The fields of a meter that its views depend on. */
export type ViewedMeter = Partial<Pick<AccountMeter, 'period' | 'subscription'>>;

/** Polar has no older usage. */
const earliest = Date.UTC(2023, 0, 1);
/** A longer period has a bar for each month. */
const longPeriod = 100 * day;

/**
 * The last periods of a meter, if their number is given (0 for six) and there are several; else its current period. Without edges if the meter has no period.
 * @internal
 */
export function historyView(meter: ViewedMeter | undefined, periods: number | null | undefined): HistoryView {
  // Twice twelve, the most that a view has, because it may be compared with the time before.
  const past = edgesOf(meter, 24);
  if (periods == null || !past[2]) return viewOf('period', past);
  return viewOf('periods', past, Math.min(past.length - 1, 12, Math.max(1, Math.trunc(periods) || 6)), 'month');
}

/**
 * A view of the latest `count` of some periods or intervals, whose edges are ordered latest first. Time runs in the reading direction, so the latest is the last bar.
 * @internal
 */
export function viewOf(name: HistoryViewName, edges: readonly Date[], count = 1, interval: UsageInterval = Number(edges[0]) - Number(edges[1]) > longPeriod ? 'month' : 'day'): HistoryView {
  return { name, count, interval, edges: edges.slice(0, 2 * count + 1).toReversed() };
}

/**
 * The end and the start of a meter's current period, then the starts of earlier periods, the latest first: at most `count`
 * periods in all, or none if the meter has no period. Polar reports only the current period, so earlier ones are assumed to be
 * as long. Their length is counted in months if the current period begins and ends at the same time on the same day of the
 * month, or on the last day of a shorter month. If not, or if the subscription renews by day or week, it is counted in
 * milliseconds. A trial at the beginning is one period, as in Polar. No earlier period starts before the subscription, its trial or 2023.
 * @internal
 */
export function edgesOf({ period, subscription }: ViewedMeter = {}, count: number): Date[] {
  if (!(period && period.start < period.end)) return [];
  const { start, end } = period;
  const { trialStart, trialEnd = null, recurringInterval } = subscription ?? {};
  const startedAt = subscription?.startedAt ?? subscription?.createdAt;
  const oldest = Math.max(earliest, Number(trialStart ?? startedAt ?? 0));
  // Polar gives no start to a trial that it adds to a running subscription. Such a trial lengthens the period in which it's added.
  const trialEnds = Number(trialStart !== null && Number(trialEnd) <= Number(start) && trialEnd);
  const months = monthOf(end) - monthOf(start);
  // A date on the day of the month on which periods begin. A period between two short months doesn't show it, but the subscription's start does.
  const anchor = !/day|week/.test(recurringInterval as string) && [startedAt ?? start, start, end].find((one) => addMonths(start, 0, one) === Number(start) && addMonths(start, months, one) === Number(end));
  const edges = [end, start];
  for (let place = 1, edge = Number(start); place < count && edge > oldest; place += 1) {
    const assumed = anchor ? addMonths(start, -place * months, anchor) : Number(start) - place * (Number(end) - Number(start));
    edge = edge > trialEnds ? Math.max(oldest, assumed, trialEnds) : oldest;
    edges.push(new Date(edge));
  }
  return edges;
}

/** Adds months to a date, and goes to the day of the month of another date, or to the last day of a shorter month. */
function addMonths(date: Date, months: number, anchor: Date): number {
  const month = monthOf(date) + months;
  return Math.min(Date.UTC(1970, month + 1, 0), Date.UTC(1970, month, anchor.getUTCDate())) + (Number(date) % day);
}

/** Months since January 1970. */
function monthOf(date: Date): number {
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
