'use client';
import { type ComponentPropsWithoutRef, forwardRef, type PointerEvent, type ReactElement, useState } from 'react';
import { formatInterval, formatQuantity } from '../core/format';
import { describeHistory, type HistoryBar, type HistoryChart, type UsageInterval } from '../core/history';
import type { MeterQuantities } from '../core/schemas/quantities';
import { useWords } from '../i18n/context';
import { historyWords } from '../i18n/english/billing';
import { classNames } from './classNames';
import { describeUnit, type UnitProp } from './units';

export interface UsageHistoryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** As `useUsageHistory` or `parseMeterQuantities` gives it. */
  history: Pick<MeterQuantities, 'quantities' | 'total'>;
  /** How long each bar is. Default `'day'`. */
  interval?: UsageInterval | undefined;
  /** What the units are called. Default "units". */
  unit?: UnitProp | undefined;
  /** Credits of exactly this range: draws the line at which they last to its end, and marks what goes beyond them. */
  creditedUnits?: number | null | undefined;
  /** The moment of the numbers: bars that begin later are not known yet, and not 0. */
  now?: Date | undefined;
  /** IANA name of the zone that the intervals were asked for in. Default: the provider's, else UTC. */
  timeZone?: string | undefined;
}

/** Height of the chart in px, and the least of it that is drawn for something. */
const height = 88;
const least = 2;
const radius = 1;
/** The part of an interval's width that its bar takes. */
const breadth = 0.72;

/**
 * What was used, interval by interval: bars, the line at which credits last, and under the pointer or the arrow keys
 * one bar in words. Renders a `div`; for screen readers it is a slider through time, and a table.
 */
export const UsageHistory = forwardRef<HTMLDivElement, UsageHistoryProps>(function UsageHistory(props, ref): ReactElement {
  const { history, interval = 'day', unit, creditedUnits, now, timeZone, className, ...rest } = props;
  const { locale, messages, ...own } = useWords(historyWords);
  const [chosen, choose] = useState<number>();
  const chart = describeHistory(history, creditedUnits, now);
  const { bars, total, even, line } = chart;
  const kind = describeUnit({ unit });
  const unitOf = (count: number | null) => messages.unitName({ ...kind, count });
  const timeOf = ({ start }: HistoryBar) => formatInterval(start, interval, locale, timeZone ?? own.timeZone);
  const wordsOf = (bar: HistoryBar) => messages.historyBar(timeOf(bar), formatQuantity(bar.units, locale), unitOf(bar.units));
  const title = messages.historyTitle(interval);
  const [first, last] = [bars[0], bars.at(-1)];
  const root = { ...rest, ref, className: classNames('mf mf-history', className) };
  if (first === undefined || last === undefined) {
    return (
      <div {...root}>
        <p className="mf-hint">{messages.historyNone}</p>
      </div>
    );
  }
  const latest = Math.max(0, bars.findLastIndex(({ units }) => units !== null));
  const isOver = bars.some(({ over }) => over > 0);
  const active = chosen === undefined ? undefined : bars[chosen];
  return (
    <div role="group" aria-label={title} {...root}>
      <p className="mf-history-text" aria-hidden="true">
        <span className="mf-history-title">{active ? timeOf(active) : title}</span>{' '}
        <span>{active ? `${formatQuantity(active.units, locale)} ${unitOf(active.units)}` : total !== null && messages.historyTotal(formatQuantity(total, locale), unitOf(total))}</span>
      </p>
      <div className="mf-history-chart" onPointerMove={(event) => choose(indexAt(event, bars.length))} onPointerLeave={() => choose(undefined)}>
        <Bars chart={chart} chosen={chosen} />
        <input
          className="mf-history-point"
          type="range"
          min={0}
          max={bars.length - 1}
          value={chosen ?? latest}
          aria-label={title}
          aria-valuetext={wordsOf(active ?? bars[latest] ?? first)}
          onChange={(event) => choose(Number(event.target.value))}
          onFocus={() => choose(chosen ?? latest)}
          onBlur={() => choose(undefined)}
        />
      </div>
      <p className="mf-history-axis" aria-hidden="true">
        <span>{timeOf(first)}</span>
        {bars.length > 1 && <span>{timeOf(last)}</span>}
      </p>
      {isOver && <p className="mf-hint mf-history-key">{messages.historyOver}</p>}
      {line !== null && <p className="mf-hint mf-history-key" data-line="">{messages.historyEven(formatQuantity(even !== null && even >= 10 ? Math.floor(even) : even, locale), interval)}</p>}
      <div className="mf-hidden">
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.start.getTime()}>
                <th scope="row">{timeOf(bar)}</th>
                <td>{formatQuantity(bar.units, locale, true)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
});

/** The drawing alone. Lengths are attributes: strict pages block styles. */
function Bars({ chart: { bars, line }, chosen }: { chart: HistoryChart; chosen: number | undefined }): ReactElement {
  const x = (index: number) => percent((index + (1 - breadth) / 2) / bars.length);
  const width = percent(breadth / bars.length);
  return (
    <svg width="100%" height={height} aria-hidden="true" data-chosen={chosen !== undefined}>
      {bars.map(({ start, units, height: share, over }, index) => {
        if (units === null || units <= 0) return null;
        const tall = Math.max(least, share * height);
        const beyond = Math.min(tall, over * height);
        return (
          <g key={start.getTime()} data-chosen={index === chosen || undefined}>
            {tall > beyond && <rect className="mf-history-bar" rx={radius} x={x(index)} width={width} y={px(height - tall + beyond)} height={px(tall - beyond)} />}
            {beyond > 0 && <rect className="mf-history-over" rx={radius} x={x(index)} width={width} y={px(height - tall)} height={px(beyond)} />}
          </g>
        );
      })}
      {line !== null && <line className="mf-history-line" x2="100%" y1={px(height - line * height)} y2={px(height - line * height)} />}
    </svg>
  );
}

/** The bar under a pointer; in a right-to-left page time runs the other way. */
function indexAt({ currentTarget, clientX }: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  const isMirrored = currentTarget.matches(':dir(rtl)');
  return Math.min(count - 1, Math.max(0, Math.floor((isMirrored ? 1 - share : share) * count)));
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}

function px(length: number): number {
  return Math.round(length * 100) / 100;
}
