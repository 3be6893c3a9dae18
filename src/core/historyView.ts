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
  /** Earliest first: the starts in the time before, at most `count`; the `count` starts of the range's own periods, hours, days and so on; the end of the last one. */
  edges: readonly Date[];
}

/** The fields of a meter that its views depend on. */
export type ViewedMeter = Partial<Pick<AccountMeter, 'period' | 'subscription'>>;

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
 * @param interval default: days, or months for a period of more than 100 days.
 * @internal
 */
export function viewOf(name: HistoryViewName, edges: readonly Date[], count = 1, interval: UsageInterval = Number(edges[0]) - Number(edges[1]) > 100 * day ? 'month' : 'day'): HistoryView {
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
  const { trialStart, trialEnd, recurringInterval, startedAt, createdAt } = subscription ?? {};
  const began = startedAt ?? createdAt;
  // Polar has no usage before 2023.
  const oldest = Math.max(Date.UTC(2023, 0, 1), Number(trialStart ?? began ?? 0));
  // Polar gives no start to a trial that it adds to a running subscription. Such a trial lengthens the period in which it's added.
  const trialEnds = trialStart !== null && trialEnd && trialEnd <= start ? Number(trialEnd) : 0;
  const length = Number(end) - Number(start);
  // The nearest number of months, which have 30.44 days on average.
  const months = Math.round(length / (30.44 * day));
  // The start of another period: on the day of the month of `anchor`, or on the last day of a shorter month.
  const startOf = (place: number, anchor: Date) => {
    const inMonth = start.getUTCMonth() + place * months;
    return Math.min(new Date(start).setUTCMonth(inMonth + 1, 0), new Date(start).setUTCMonth(inMonth, anchor.getUTCDate()));
  };
  // A date on the day of the month on which periods begin. If this period starts and ends in short months, only the subscription's start shows it.
  const anchor = !/day|week/.test(recurringInterval as string) && [began ?? start, start, end].find((one) => startOf(0, one) === Number(start) && startOf(1, one) === Number(end));
  const edges = [end, start];
  for (let place = 1, edge = Number(start); place < count && edge > oldest; place += 1) {
    edge = edge > trialEnds ? Math.max(oldest, trialEnds, anchor ? startOf(-place, anchor) : Number(start) - place * length) : oldest;
    edges.push(new Date(edge));
  }
  return edges;
}
