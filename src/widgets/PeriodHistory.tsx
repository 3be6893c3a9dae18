'use client';
import { forwardRef, useState } from 'react';
import type { HistoryMore } from '../components/chart';
import { classNames } from '../components/classNames';
import { DrawnHistory, type DrawnHistoryProps } from '../components/DrawnHistory';
import { ghostsOf, partsOf } from '../components/historyMore';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { meterName } from '../components/meterName';
import { ErrorNotice } from '../components/Notice';
import { formatDay } from '../core/formatDate';
import { historyViews } from '../core/historyViews';
import { useWords } from '../i18n/context';
import { periodWords } from '../i18n/english/periods';
import { usePortal } from '../react/PortalProvider';
import { useFailure } from '../react/useFailure';
import { useHistories } from '../react/useHistories';
import { useUsage } from '../react/useUsage';
import { bounded } from './bounded';

export interface UsageHistoryProps extends Omit<DrawnHistoryProps, 'history'> {
  /** The quantities from `useUsageHistory` or `parseMeterQuantities`. Without them, the component loads the history of a meter. */
  history?: DrawnHistoryProps['history'] | undefined;
  /** The id of the meter to load. Default: the customer chooses one. */
  meterId?: string | undefined;
  /**
   * One bar for each of the last periods of the meter's subscription, at most 12; with `by`, the current period is shown first, and the
   * customer can choose these. Default: the current period, day by day, or month by month if it has more than 100 days. With
   * `interval`, the number of intervals.
   */
  periods?: number | undefined;
  /** Whether to show the time before, which is as long, behind the bars. Default: false. */
  compare?: boolean | undefined;
  /** A metadata key of your events: bars are then split by its values, if the proxy offers that (`source.can.breakdown`) and the meter counts or sums. The bars of several periods are not. */
  by?: string | undefined;
  /** Whether the customer can choose the time: this or the last period, days, months, several periods. Default: false. */
  presets?: boolean | undefined;
}

/** A history that loads itself, with what the customer can choose above it. Renders nothing if the source has no histories, or if the customer has no such meter. */
export const PeriodHistory = bounded(forwardRef<HTMLDivElement, UsageHistoryProps>(function PeriodHistory(props, ref) {
  const { history: _1, meterId, periods, compare, by, presets, interval, unit, creditedUnits, consumedUnits, now: given, timeZone, className, ...rest } = props;
  const { can } = usePortal().source;
  const { locale, messages, ...own } = useWords(periodWords);
  const usage = useUsage();
  const { meters, status } = usage;
  const [chosen, choose] = useState<string>();
  const [time, chooseTime] = useState<string>();
  const joined = meters.find(({ meter }) => meter.meterId === (meterId ?? chosen)) ?? (meterId == null ? meters[0] : undefined);
  const id = joined?.meter.meterId ?? '';
  const now = given ?? usage.asOf ?? usage.datesAsOf;
  const key = (can.breakdown && by) || undefined;
  const { views, first } = historyViews(joined ?? {}, { periods, interval, presets, isBrokenDown: !!key }, now);
  const nameOf = ({ name, count }: typeof first) => messages.historyView(name, count);
  const view = views.find((one) => nameOf(one) === time) ?? first;
  const name = nameOf(view);
  // Views by calendar are in UTC, like their first and last day.
  const zone = view.name === view.interval ? 'UTC' : (timeZone ?? own.timeZone);
  const { query, history } = useHistories({ meterId: id, view, compare: !!compare, by: key, timeZone: zone, enabled: can.history && !!joined });
  const failure = useFailure(query);
  const hasFailed = status === 'error';
  if (!can.history || (status !== 'loading' && !hasFailed && !joined)) return null;
  const day = (date: Date | undefined) => formatDay(date, now, locale, zone);
  const more: HistoryMore = {
    ...(view.name === 'periods' && { title: messages.periodTitle, timeOf: (_, index) => messages.periodSpan(day(view.ranges[index]?.start), day(view.ranges[index]?.end)) }),
    ...(history?.before && ghostsOf(history.before, messages)),
    ...(key && history?.parts && history.other && partsOf(history, { parts: history.parts, other: history.other }, key, messages)),
  };
  // Credits and consumed units are those of the current period.
  const counts = view.name === 'period' ? joined?.meter : undefined;
  const select = (label: string, value: string, options: string[][], onChoose: (value: string) => void) => options.length > 1 && (
    <select className="mf-field" aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
    </select>
  );
  const meterChoice = meterId == null && select(messages.historyMeter, id, meters.map(({ meter }) => [meter.meterId, meterName(meter.meter.name, messages)]), choose);
  const timeChoice = joined && select(messages.historyRange, name, views.map((one) => [nameOf(one), nameOf(one)]), chooseTime);
  return (
    <div {...rest} ref={ref} className={classNames('mf', className)}>
      {(meterChoice || timeChoice) && <div className="mf-head">{meterChoice}{timeChoice}</div>}
      {hasFailed || (failure !== null && !history) ? (
        <ErrorNotice error={hasFailed ? usage.error : failure} onRetry={hasFailed ? usage.retry : () => void query.refetch()} retrying={(hasFailed ? usage : query).isFetching} />
      ) : !history ? <HistorySkeleton /> : (
        <DrawnHistory
          key={name + id}
          history={history}
          interval={view.interval}
          unit={unit ?? joined?.unit}
          now={now}
          timeZone={zone}
          creditedUnits={creditedUnits ?? counts?.creditedUnits}
          consumedUnits={consumedUnits ?? counts?.consumedUnits}
          more={more}
        />
      )}
    </div>
  );
}));
