'use client';
import { forwardRef, useState } from 'react';
import { classNames } from '../components/classNames';
import { DrawnHistory, type DrawnHistoryProps } from '../components/DrawnHistory';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { meterName } from '../components/meterName';
import { displayName } from '../core/displayName';
import { historyView } from '../core/historyView';
import { useWords } from '../i18n/context';
import { periodWords } from '../i18n/english/periods';
import { loadPeriods } from '../react/loadPeriods';
import { usePortal } from '../react/PortalProvider';
import { useFailure } from '../react/useFailure';
import { useViewedHistory } from '../react/useViewedHistory';
import { useUsage } from '../react/useUsage';
import { bounded } from './bounded';
import { FailureNotice } from './FailureNotice';
import { keepFocus } from './keepFocus';
import { missingPart } from './missingPart';
import { useHistoryTimes } from './useHistoryTimes';
import { useHistoryValues } from './useHistoryValues';

export interface UsageHistoryProps extends Omit<DrawnHistoryProps, 'history'> {
  /** The quantities from `useUsageHistory` or `parseMeterQuantities`. Without them, the component loads the history of a meter. */
  history?: DrawnHistoryProps['history'] | undefined;
  /** The id of the meter to load. Default: the customer chooses one. */
  meterId?: string | undefined;
  /**
   * One bar for each of the last periods of the meter's subscription, at most 12. With `by`, the current period is shown first, and the
   * customer can switch to the last periods. Default: the current period, day by day, or month by month if it has more than 100 days. With
   * `interval`, the number of intervals.
   */
  periods?: number | undefined;
  /** Whether to draw the previous range behind the bars. Default: false. */
  compare?: boolean | undefined;
  /** A metadata key of your events: bars are then split by its values, if the proxy offers that (`source.can.breakdown`) and the meter counts or sums. Bars of whole periods are never split. */
  by?: string | undefined;
  /** Whether the customer can choose the time: this or the last period, days, months, several periods. Default: false. */
  presets?: boolean | undefined;
}

/** A history that loads itself, below lists in which the customer chooses the meter and the time. Renders nothing if the source has no histories, or if the customer has no such meter. */
export const PeriodHistory = bounded(forwardRef<HTMLDivElement, UsageHistoryProps>(function PeriodHistory(props, ref) {
  const { history: _1, meterId, periods, compare, by: key, presets, interval, unit, creditedUnits, consumedUnits, now: given, timeZone, className, ...rest } = props;
  const { can } = usePortal().source;
  const { messages, timeZone: usualZone } = useWords(periodWords);
  const usage = useUsage();
  const [chosen, choose] = useState<string>();
  const [time, chooseTime] = useState<string>();
  const offered = usage.meters.filter(({ meter }) => meterId == null || meter.meterId === meterId);
  const joined = offered.find(({ meter }) => meter.meterId === chosen) ?? offered[0];
  const id = joined?.meter.meterId ?? '';
  const by = (can.breakdown && key) || '';
  const own = historyView(joined, periods);
  // Several periods are not broken down, so the customer chooses between them and the current one. Without a period, days of the calendar are shown.
  const hasTimes = !!(presets || interval || (by && periods != null) || (joined && !own.edges[0]));
  const [times, values] = [useHistoryTimes(hasTimes), useHistoryValues(!!by)];
  const missing = hasTimes && !times[0] ? times : by && !values[0] && values;
  // `asOf` is null only until there are meters.
  const now = given ?? (usage.asOf as Date);
  const { view = own, choice } = (joined && times[0]?.historyTimes(joined, props, now, !!by, messages, time, chooseTime)) ?? {};
  const isByPeriod = view.name === 'periods';
  // Calendar views begin and end in UTC, so their bars are in UTC, too.
  const zone = view.name === view.interval ? 'UTC' : (timeZone ?? usualZone);
  const edges = view.edges.slice(-1 - view.count);
  const wanted = { ...view, meterId: id, by, timeZone: zone };
  const enabled = can.history && !!joined && !missing;
  const query = useViewedHistory({ ...wanted, edges: isByPeriod && compare ? view.edges : edges }, enabled, isByPeriod ? loadPeriods : values[0]?.loadBreakdown);
  // The periods before come with the periods themselves.
  const earlier = useViewedHistory({ ...wanted, edges: view.edges.slice(0, -view.count) }, enabled && !!compare && !isByPeriod);
  const failure = useFailure(query);
  // The meters have loaded, without the wanted one.
  if (!can.history || (!joined && usage.asOf)) return null;
  const error = joined ? failure : usage.error;
  // Credits and consumed units are those of the current period.
  const counts = view.name === 'period' ? joined?.meter : undefined;
  const meterChoice = offered[1] && (
    <select className="mf-field" aria-label={messages.historyMeter} value={id} onChange={(event) => choose(event.target.value)}>
      {offered.map(({ meter }) => <option key={meter.meterId} value={meter.meterId}>{meterName(meter.meter.name, messages)}</option>)}
    </select>
  );
  const skeleton = <HistorySkeleton />;
  return (
    <div onFocus={keepFocus} {...rest} ref={ref} className={classNames('mf', className)}>
      {/* The lists appear together, once every part that is needed has loaded. After the customer has chosen a meter, they stay. */}
      {(!missing || chosen) && (meterChoice || choice) && <div className="mf-head">{meterChoice}{choice}</div>}
      {joined && missing ? (
        missingPart(missing)
      ) : error ? (
        <FailureNotice skeleton={skeleton} error={error} onRetry={() => void (joined ? query.refetch() : usage.retry())} retrying={(joined ? query : usage).isFetching} />
      ) : !query.data ? (
        skeleton
      ) : (
        <DrawnHistory
          key={view.name + view.count + id}
          history={query.data}
          interval={view.interval}
          unit={unit ?? joined?.unit}
          creditedUnits={creditedUnits ?? counts?.creditedUnits}
          consumedUnits={consumedUnits ?? counts?.consumedUnits}
          // Intervals that began after the request have no units yet.
          now={given ?? new Date(query.dataUpdatedAt)}
          timeZone={zone}
          more={{
            edges: isByPeriod ? edges : undefined,
            before: query.data.before ?? earlier.data?.quantities,
            ...values[0]?.historyParts(query.data, by, messages, displayName),
          }}
        />
      )}
    </div>
  );
}));
