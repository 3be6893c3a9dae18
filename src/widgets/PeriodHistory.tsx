'use client';
import { forwardRef, type ReactNode, useState } from 'react';
import { classNames } from '../components/classNames';
import { DrawnHistory, type DrawnHistoryProps } from '../components/DrawnHistory';
import { historyMore } from '../components/historyMore';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { ErrorNotice } from '../components/Notice';
import { describeUnit } from '../components/units';
import { displayName, formatDay, formatQuantity } from '../core/format';
import { historyViews } from '../core/historyViews';
import type { AccountMeter } from '../core/joinMeters';
import { useWords } from '../i18n/context';
import { periodWords } from '../i18n/english/actions';
import { usageWords } from '../i18n/english/usage';
import { usePortal } from '../react/PortalProvider';
import { useHistories } from '../react/useHistories';
import { useUsage } from '../react/useUsage';
import { bounded } from './bounded';

export interface UsageHistoryProps extends Omit<DrawnHistoryProps, 'history'> {
  /** The quantities from `useUsageHistory` or `parseMeterQuantities`. Without them, the component loads the history of a meter. */
  history?: DrawnHistoryProps['history'] | undefined;
  /** The id of the meter to load. Default: the customer chooses one. */
  meterId?: string | undefined;
  /** One bar for each of the last periods of the meter's subscription, at most 12. Default: the current period, day by day. With `interval`, how many of those. */
  periods?: number | undefined;
  /** Whether to show the time before, which is as long, behind the bars. Default false. */
  compare?: boolean | undefined;
  /** A metadata key of your events: bars are then parted by its values, if the proxy offers that (`source.can.breakdown`) and the meter counts or sums. The bars of several periods are not. */
  by?: string | undefined;
  /** Whether the customer can choose the time: this or the last period, days, months, several periods. Default false. */
  presets?: boolean | undefined;
}

/** A history that loads itself, with what the customer can choose above it. Renders nothing if the source has no histories or the customer no such meter. */
export const PeriodHistory = bounded(forwardRef<HTMLDivElement, UsageHistoryProps>(function PeriodHistory(props, ref) {
  const { history: _1, meterId, periods, compare, by, presets, interval, unit, creditedUnits, consumedUnits, now, timeZone, className, ...rest } = props;
  const { source } = usePortal();
  const { messages } = useWords(periodWords);
  const { unnamedMeter } = useWords(usageWords).messages;
  const usage = useUsage();
  const [chosen, choose] = useState<string>();
  const wanted = meterId ?? chosen;
  const { meters, status, error, retry, isFetching } = usage;
  const found = meters.find(({ meter }) => meter.meterId === wanted) ?? (meterId == null ? meters[0] : undefined);
  if (!source.can.history || (status !== 'loading' && status !== 'error' && !found)) return null;
  const root = { ...rest, ref, className: classNames('mf', className) };
  if (status === 'error') return <div {...root}><ErrorNotice error={error} onRetry={retry} retrying={isFetching} /></div>;
  if (!found) return <div {...root}><HistorySkeleton /></div>;
  const choice = meterId == null && meters.length > 1 && (
    <select className="mf-field" aria-label={messages.historyMeter} value={found.meter.meterId} onChange={(event) => choose(event.target.value)}>
      {meters.map(({ meter }) => <option key={meter.meterId} value={meter.meterId}>{displayName(meter.meter.name) || unnamedMeter}</option>)}
    </select>
  );
  const shown = { periods, compare, by, presets, interval, unit, creditedUnits, consumedUnits, timeZone };
  return (
    <div {...root}>
      <MeterViews {...shown} choice={choice} joined={found} now={now ?? usage.asOf ?? usage.datesAsOf} />
    </div>
  );
}));

interface MeterViewsProps extends Omit<UsageHistoryProps, 'history' | 'meterId' | 'className'> {
  /** Chooses the meter. */
  choice: ReactNode;
  joined: AccountMeter;
  now: Date;
}

function MeterViews({ choice, joined, now, periods, compare = false, by, presets, interval, unit, creditedUnits, consumedUnits, timeZone }: MeterViewsProps) {
  const { source } = usePortal();
  const { messages, ...own } = useWords(periodWords);
  const [place, choose] = useState<string>();
  const key = by ?? undefined;
  const { views, first } = historyViews(joined, { periods: periods ?? undefined, interval: interval ?? undefined, presets: presets ?? false, isBrokenDown: key !== undefined && source.can.breakdown === true }, now);
  const nameOf = ({ name, count }: { name: (typeof views)[number]['name']; count: number }) => messages.historyView(name, count);
  const view = views.find((one) => nameOf(one) === place) ?? first;
  if (!view) return null;
  const isCalendar = view.name === 'days' || view.name === 'months' || view.name === 'calendar';
  return (
    <>
      {(choice || views.length > 1) && (
        <div className="mf-head">
          <div className="mf-tools">
            {choice}
            {views.length > 1 && (
              <select className="mf-field" aria-label={messages.historyRange} value={nameOf(view)} onChange={(event) => choose(event.target.value)}>
                {views.map((one) => <option key={nameOf(one)}>{nameOf(one)}</option>)}
              </select>
            )}
          </div>
        </div>
      )}
      <View
        view={view}
        joined={joined}
        now={now}
        compare={compare ?? false}
        by={key}
        unit={unit ?? joined.unit}
        // Views by calendar are in UTC, like their first and last day.
        timeZone={isCalendar ? 'UTC' : (timeZone ?? own.timeZone)}
        creditedUnits={creditedUnits ?? (view.name === 'period' ? joined.meter.creditedUnits : undefined)}
        consumedUnits={consumedUnits ?? (view.name === 'period' ? joined.meter.consumedUnits : undefined)}
      />
    </>
  );
}

interface ViewProps extends Pick<UsageHistoryProps, 'unit' | 'creditedUnits' | 'consumedUnits'> {
  view: Parameters<typeof useHistories>[0]['view'];
  joined: AccountMeter;
  now: Date;
  compare: boolean;
  by: string | undefined;
  timeZone: string | undefined;
}

function View({ view, joined, now, compare, by, unit, timeZone, ...units }: ViewProps) {
  const { locale, messages } = useWords(periodWords);
  const { history, before, breakdown, failure, isFetching, retry } = useHistories({ meterId: joined.meter.meterId, view, compare, by, timeZone });
  if (failure !== null && !history) return <ErrorNotice error={failure} onRetry={retry} retrying={isFetching} />;
  if (!history) return <HistorySkeleton />;
  const { unit: kind, customLabel, customMultiplier: scale } = describeUnit({ unit });
  const quantity = (count: number | null) => `${formatQuantity(count, locale, false, scale)}${scale > 1 ? ` ${messages.unitName({ unit: kind, customLabel, count: count && count / scale })}` : ''}`;
  const isByPeriod = view.name === 'periods';
  const day = (date: Date) => formatDay(date, now, locale, timeZone);
  const more = historyMore({
    history,
    before,
    parts: breakdown ? [...breakdown.parts.map((part) => ({ ...part, name: part.value })), { ...breakdown.other, name: messages.otherValues }] : [],
    title: isByPeriod ? messages.periodTitle : messages.historyTitle(view.interval),
    timeOf: isByPeriod ? ({ start }, index) => messages.periodSpan(day(start), day(view.ranges[index]?.end ?? start)) : undefined,
    quantity,
    words: { ...messages, historyBy: messages.historyBy(by ?? '') },
  });
  return <DrawnHistory {...units} history={history} interval={view.interval} unit={unit} now={now} timeZone={timeZone} more={more} />;
}
