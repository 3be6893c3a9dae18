'use client';
import { type ComponentPropsWithoutRef, forwardRef, type PointerEvent, type ReactElement, useState } from 'react';
import { formatDay } from '../core/formatDate';
import { formatAxis, formatChosen, formatInterval } from '../core/formatInterval';
import { formatQuantity } from '../core/formatQuantity';
import { addsUp, describeHistory, isCountedApart, type HistoryBar, sumOfUnits, unitsIn, type UsageInterval } from '../core/history';
import { historyMarks } from '../core/historyMarks';
import type { MeterQuantities } from '../core/schemas/quantities';
import { useWords } from '../i18n/context';
import { historyWords } from '../i18n/english/history';
import { localeText } from '../i18n/localeText';
import { ghost, HistoryBars, type HistoryMore, HistoryTicks, HistoryValues } from './chart';
import { classNames } from './classNames';
import { describeUnit, type UnitProp } from './units';

export interface DrawnHistoryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The quantities from `useUsageHistory` or `parseMeterQuantities`. */
  history: Pick<MeterQuantities, 'quantities' | 'total'>;
  /** Length of the interval that each bar covers. Default: `'day'`. With it, a `UsageHistory` that loads its data shows the last such intervals, in UTC, not the period. */
  interval?: UsageInterval | undefined;
  /** What the units are called. Default: "units". */
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

interface OwnProps extends DrawnHistoryProps {
  more?: HistoryMore | undefined;
}

/**
 * Usage over time: one bar per interval, a line at the pace at which the credits last, and the value of the bar under the
 * pointer or the arrow keys. Screen readers get a slider through time and a table. Renders a `div`.
 */
export const DrawnHistory = forwardRef<HTMLDivElement, OwnProps>(function DrawnHistory(props, ref): ReactElement {
  const { history, interval: given, unit, creditedUnits, consumedUnits = null, now: readAt, timeZone, more = {}, className, ...rest } = props;
  const { before, edges } = more;
  const now = readAt instanceof Date ? readAt : undefined;
  const { locale, messages, ...own } = useWords(historyWords);
  const interval = given ?? 'day';
  const [selected, select] = useState<number>();
  const chart = describeHistory(history, creditedUnits, now, Math.max(0, ...unitsIn(before ?? []).map(Number)));
  const { bars, total, even, line } = chart;
  // A total that is the units of one bar, and not the sum of all.
  const counts = unitsIn(history.quantities).map(Number);
  const isHighest = total === Math.max(...counts) && !addsUp(sumOfUnits(counts), total);
  const description = describeUnit({ unit });
  const scale = description.customMultiplier;
  const unitOf = (count: number | null) => messages.unitName({ ...description, count: count && count / scale });
  const quantity = (units: number | null, exact = false) => formatQuantity(units, locale, exact, scale);
  // The unit is named only with a multiplier, where a bare number would mean single units.
  const named = (units: number | null, text = quantity(units)) => (scale > 1 ? messages.historyTotal(text, unitOf(units)) : text);
  // Rounded down, because the credits must last.
  const axis = (units: number | null) => formatAxis(threeDigits((units ?? 0) / scale), locale);
  const zone = timeZone ?? own.timeZone;
  const dayOf = (date: Date | undefined) => formatDay(date, now, locale, zone);
  const spanOf = (index: number) => edges && messages.periodSpan(dayOf(edges[index]), dayOf(edges[index + 1]));
  const timeOf = (bar: HistoryBar, index: number) => spanOf(index) ?? formatInterval(bar.start, interval, locale, zone);
  const chosenOf = (bar: HistoryBar, index: number) => spanOf(index) ?? formatChosen(bar.start, now, interval, locale, zone);
  const hasBefore = unitsIn(before ?? []).some(Boolean);
  const periods = edges ? bars.length : null;
  const beforeOf = (index: number) => {
    const units = before?.[index]?.quantity;
    return units == null ? '' : messages.unitsBefore(named(units), periods);
  };
  const marks = historyMarks(chart, now, scale);
  const title = edges ? messages.periodTitle : messages.historyTitle(interval);
  const [first] = bars;
  const root = { ...rest, ref, className: classNames('mf mf-history', className) };
  if (first === undefined) {
    return (
      <div {...root}>
        <div className="mf-hint">{messages.historyNone}</div>
      </div>
    );
  }
  const latest = Math.max(0, bars.findLastIndex(({ units }) => units !== null));
  const place = selected ?? latest;
  const active = selected === undefined ? undefined : bars[selected];
  const spoken = active ?? bars[latest] ?? first;
  // While the slider has the focus, a mouse that passes by doesn't change the bar that the arrow keys chose.
  const pass = ({ currentTarget }: PointerEvent<HTMLElement>, index?: number) => currentTarget.matches(':focus-within') || select(index);
  const point = (event: PointerEvent<HTMLElement>) => pass(event, indexAt(event, bars.length));
  const clear = (event: PointerEvent<HTMLElement>) => pass(event);
  const press = (event: PointerEvent<HTMLElement>) => {
    const index = indexAt(event, bars.length);
    return event.pointerType === 'touch' && index === selected ? clear(event) : select(index);
  };
  // A touch pointer leaves after each tap, but the bar that it chose stays chosen. If the page scrolls, it's canceled first.
  const leave = (event: PointerEvent<HTMLElement>) => event.pointerType === 'touch' || clear(event);
  const keyOf = (kind: string, text: string) => <div {...localeText} className="mf-hint mf-history-key" data-key={kind}>{text}</div>;
  return (
    <div role="group" aria-label={title} {...root}>
      <div className="mf-history-text" aria-hidden="true">
        <span {...localeText} className="mf-history-title">{active ? chosenOf(active, place) : title}</span>{' '}
        <span {...localeText} className="mf-history-value">{active ? messages.historyTotal(quantity(active.units), unitOf(active.units)) + beforeOf(place) : total !== null && (isHighest ? messages.historyHighest : messages.historyTotal)(quantity(total), unitOf(total))}</span>
      </div>
      <div className="mf-history-frame">
        <div className="mf-history-chart" onPointerDown={press} onPointerMove={point} onPointerCancel={clear} onPointerLeave={leave}>
          <HistoryBars chart={chart} marks={marks} selected={selected} more={more} />
          <input
            {...localeText}
            className="mf-history-point"
            type="range"
            min={0}
            max={bars.length - 1}
            value={place}
            aria-label={title}
            aria-valuetext={messages.historyBar(chosenOf(spoken, place), quantity(spoken.units), unitOf(spoken.units)) + beforeOf(place)}
            onChange={(event) => select(Number(event.target.value))}
            onFocus={() => select(place)}
            onBlur={() => select(undefined)}
          />
        </div>
        {marks.values.length > 0 && <HistoryValues chart={chart} values={marks.values} axis={axis} />}
        <HistoryTicks bars={bars} before={before} interval={interval} locale={locale} timeZone={zone} />
      </div>
      <div className="mf-history-keys">
        {bars.some(({ over }) => over > 0) && !more.legend && keyOf('over', messages.historyOver)}
        {marks.pace !== null && keyOf('coming', messages.historyComing)}
        {line !== null && keyOf('line', messages.historyEven(named(even, axis(even)), interval))}
        {hasBefore && <div className="mf-hint"><svg width={10} height={10} aria-hidden="true"><rect x={0.5} y={0.5} width={9} height={9} {...ghost} /></svg> {messages.timeBefore(periods)}</div>}
      </div>
      {isCountedApart(history, consumedUnits) && (
        <div {...localeText} className="mf-hint">
          {messages.historyApart(quantity(total, true), quantity(consumedUnits, true), unitOf(consumedUnits), interval, (total ?? 0) > (consumedUnits ?? 0))}
        </div>
      )}
      {more.legend?.(selected, named, localeText)}
      <div className="mf-hidden">
        <table className="mf-history-table">
          <caption>{title}</caption>
          <tbody>
            {bars.map((bar, index) => (
              <tr key={bar.start.getTime()}>
                <th {...localeText} scope="row">{timeOf(bar, index)}</th>
                <td {...localeText}>{quantity(bar.units, true)}{beforeOf(index)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
});

/** Index of the bar under the pointer. Where texts run from right to left, so does time. */
function indexAt({ currentTarget, clientX }: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  const isMirrored = currentTarget.matches(':dir(rtl)');
  return Math.min(count - 1, Math.max(0, Math.floor((isMirrored ? 1 - share : share) * count)));
}

/** Rounds a positive number down to three digits. */
function threeDigits(value: number): number {
  const power = 10 ** (Math.floor(Math.log10(value)) - 2);
  // 4.1 / 0.01 is 409.99999999999994. For a number below 1e-321, the power is 0 and the result NaN.
  return Math.floor(value / power + 1e-9) * power || value;
}
