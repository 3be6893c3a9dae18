'use client';
import { type ComponentPropsWithoutRef, forwardRef, type PointerEvent, type ReactElement, useState } from 'react';
import { formatInterval, formatQuantity } from '../core/format';
import { describeHistory, isCountedApart, type HistoryBar, type HistoryChart, type UsageInterval } from '../core/history';
import type { MeterQuantities } from '../core/schemas/quantities';
import { useWords } from '../i18n/context';
import { historyWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { chartHeight, percent } from './svg';
import { describeUnit, type UnitProp } from './units';

export interface UsageHistoryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The quantities from `useUsageHistory` or `parseMeterQuantities`. */
  history: Pick<MeterQuantities, 'quantities' | 'total'>;
  /** Length of the interval that each bar covers. Default `'day'`. */
  interval?: UsageInterval | undefined;
  /** What the units are called. Default "units". */
  unit?: UnitProp | undefined;
  /** Credits for exactly this range. The chart then shows the pace at which they last, and marks usage beyond them. */
  creditedUnits?: number | null | undefined;
  /** The units of a receipt beside the chart, for exactly this range. If the history's total differs, a note says so. */
  consumedUnits?: number | null | undefined;
  /** When the quantities were read. Bars that start later are shown as unknown, not as 0. */
  now?: Date | undefined;
  /** IANA name of the time zone that the intervals were requested in. Default: the provider's, else UTC. */
  timeZone?: string | undefined;
}

/** The smallest height of a bar with any usage, as a share of the chart. */
const leastHeight = 0.0227;
/** Corner radius of a bar, in px. */
const radius = 1;
/** The share of an interval's width that its bar takes. */
const breadth = 0.72;

/**
 * Usage over time: one bar per interval, a line at the pace at which the credits last, and the value of the bar under the
 * pointer or the arrow keys. Screen readers get a slider through time and a table. Renders a `div`.
 */
export const UsageHistory = forwardRef<HTMLDivElement, UsageHistoryProps>(function UsageHistory(props, ref): ReactElement {
  const { history, interval: given, unit, creditedUnits, consumedUnits = null, now, timeZone, className, ...rest } = props;
  const { locale, messages, ...own } = useWords(historyWords);
  const interval = given ?? 'day';
  const [selected, select] = useState<number>();
  const chart = describeHistory(history, creditedUnits, now ?? undefined);
  const { bars, total, even, line } = chart;
  const description = describeUnit({ unit });
  const scale = description.customMultiplier;
  const unitOf = (count: number | null) => messages.unitName({ ...description, count: count && count / scale });
  const quantity = (units: number | null, exact = false) => formatQuantity(units, locale, exact, scale);
  const timeOf = ({ start }: HistoryBar) => formatInterval(start, interval, locale, timeZone ?? own.timeZone);
  const wordsOf = (bar: HistoryBar) => messages.historyBar(timeOf(bar), quantity(bar.units), unitOf(bar.units));
  // The label is short, so it names the unit only with a multiplier, where a bare number would mean single units.
  const pace = (even: number | null) => `${quantity(even !== null && even >= 10 * scale ? Math.floor(even / scale) * scale : even)}${scale > 1 ? ` ${unitOf(even)}` : ''}`;
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
  const active = selected === undefined ? undefined : bars[selected];
  return (
    <div role="group" aria-label={title} {...root}>
      <p className="mf-history-text" aria-hidden="true">
        <span {...localeText} className="mf-history-title">{active ? timeOf(active) : title}</span>{' '}
        <span {...localeText} className="mf-history-value">{active ? `${quantity(active.units)} ${unitOf(active.units)}` : total !== null && messages.historyTotal(quantity(total), unitOf(total))}</span>
      </p>
      <div className="mf-history-chart" onPointerMove={(event) => select(indexAt(event, bars.length))} onPointerLeave={() => select(undefined)}>
        <Bars chart={chart} selected={selected} />
        <input
          {...localeText}
          className="mf-history-point"
          type="range"
          min={0}
          max={bars.length - 1}
          value={selected ?? latest}
          aria-label={title}
          aria-valuetext={wordsOf(active ?? bars[latest] ?? first)}
          onChange={(event) => select(Number(event.target.value))}
          onFocus={() => select(selected ?? latest)}
          onBlur={() => select(undefined)}
        />
      </div>
      <p className="mf-history-axis" aria-hidden="true">
        <span {...localeText} className="mf-text">{timeOf(first)}</span>
        {bars.length > 1 && <span {...localeText} className="mf-text">{timeOf(last)}</span>}
      </p>
      {isOver && <p className="mf-hint mf-history-key">{messages.historyOver}</p>}
      {line !== null && <p {...localeText} className="mf-hint mf-history-key" data-line="">{messages.historyEven(pace(even), interval)}</p>}
      {isCountedApart(history, consumedUnits) && (
        <p {...localeText} className="mf-hint">
          {messages.historyApart(quantity(total, true), quantity(consumedUnits, true), unitOf(consumedUnits))}
        </p>
      )}
      <div className="mf-hidden">
        <table className="mf-history-table">
          <caption>{title}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.start.getTime()}>
                <th {...localeText} scope="row">{timeOf(bar)}</th>
                <td {...localeText}>{quantity(bar.units, true)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
});

/** The drawing. All lengths are shares of the SVG, so that the style sheet alone sets the height. */
function Bars({ chart: { bars, line }, selected }: { chart: HistoryChart; selected: number | undefined }): ReactElement {
  const x = (index: number) => percent((index + (1 - breadth) / 2) / bars.length);
  const width = percent(breadth / bars.length);
  return (
    <svg className="mf-history-bars" width="100%" height={chartHeight} aria-hidden="true" data-selected={selected !== undefined}>
      {bars.map(({ start, units, height, over }, index) => {
        if (units === null || units <= 0) return null;
        const whole = Math.max(leastHeight, height);
        const beyond = Math.min(whole, over);
        return (
          <g key={start.getTime()} data-selected={index === selected || undefined}>
            {whole > beyond && <rect className="mf-history-bar" rx={radius} x={x(index)} width={width} y={percent(1 - whole + beyond)} height={percent(whole - beyond)} />}
            {beyond > 0 && <rect className="mf-history-over" rx={radius} x={x(index)} width={width} y={percent(1 - whole)} height={percent(beyond)} />}
          </g>
        );
      })}
      {line !== null && <line className="mf-history-line" x2="100%" y1={percent(1 - line)} y2={percent(1 - line)} />}
    </svg>
  );
}

/** Index of the bar under the pointer. On a right-to-left page time runs from right to left. */
function indexAt({ currentTarget, clientX }: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  const isMirrored = currentTarget.matches(':dir(rtl)');
  return Math.min(count - 1, Math.max(0, Math.floor((isMirrored ? 1 - share : share) * count)));
}
