import { type ReactElement, type ReactNode, type SVGProps, useId } from 'react';
import { formatTick } from '../core/formatInterval';
import type { HistoryChart, UsageInterval } from '../core/history';
import type { HistoryMarks } from '../core/historyMarks';
import type { MeterQuantities } from '../core/schemas/quantities';
import { localeText } from '../i18n/localeText';
import { chartHeight, percent } from './svg';

/** Draws a rectangle of one interval, between two heights from 0 to 1. `share` is the part of the interval's width that it takes. */
export type DrawBlock = (index: number, from: number, to: number, attributes: SVGProps<SVGRectElement> & { 'data-part'?: string }, share?: number) => ReactNode;

/** What a chart shows beyond a plain history, such as the previous range. */
export interface HistoryMore {
  /** The start of each bar and the end of the last one, if bars are periods and not intervals of the calendar. */
  edges?: readonly Date[] | undefined;
  /** The bars of the previous range. Each is drawn as a ghost behind the bar at its place. */
  before?: MeterQuantities['quantities'] | undefined;
  /** Draws a bar in parts. `height` is the bar's height, from 0 to 1. If nothing is returned, the bar is drawn whole. */
  inside?: (index: number, height: number, draw: DrawBlock) => ReactNode;
  /** Stands below the keys, and names the parts of bars. The chart then has no key for usage beyond the credits. `attributes` go on each element with a formatted text. */
  legend?: (selected: number | undefined, quantity: (units: number | null) => string, attributes: typeof localeText) => ReactNode;
}

interface BarsProps {
  chart: HistoryChart;
  marks: HistoryMarks;
  selected: number | undefined;
  more: HistoryMore;
}

/** The smallest height of a bar with any usage, as a share of the chart. */
const leastHeight = 0.0227;
/** The share of an interval's width that its bar takes. */
const breadth = 0.72;
/** The share of an interval's width that its bar takes if something is drawn behind it. */
const narrow = 0.5;
/** The share of an interval's width that a ghost takes. */
const wide = 0.86;
/** How the bars of the previous range look, and their sample among the keys. */
export const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };
/** How many characters fit beside the chart, such as "66.6K". */
const longestValue = 5;
/** The smallest distance between a value and the line of even usage at which their texts do not overlap. */
const leastDistance = 0.13;
/** The least such distance in a chart that is low for its text, where the style sheet hides values marked `data-near`. */
const farDistance = 0.3;

/** The bars. They are placed in shares of the SVG, so that the style sheet can set its height. */
export function HistoryBars({ chart, marks, selected, more }: BarsProps): ReactElement {
  const { bars, line, full } = chart;
  const { before } = more;
  const hatch = `${useId()}hatch`;
  const { today, comingFrom, pace, paceHeight, values } = marks;
  // In px. WebKit draws bars of less than a pixel unevenly if they have round corners.
  const radius = bars.length > 100 ? 0 : 2;
  const coming = { className: 'mf-history-coming', rx: radius, strokeDasharray: '2 2' };
  const left = bars.length - comingFrom;
  const draw: DrawBlock = (index, from, to, attributes, share = before ? narrow : breadth) =>
    to > from && <rect key={index + from} x={percent((index + (1 - share) / 2) / bars.length)} width={percent(share / bars.length)} y={percent(1 - to)} height={percent(to - from)} {...attributes} />;
  return (
    <svg className="mf-history-bars" width="100%" height={chartHeight} aria-hidden="true" data-selected={selected !== undefined}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(35)">
          <rect width="5" height="5" fillOpacity="0.18" />
          <rect width="2" height="5" fillOpacity="0.75" />
        </pattern>
      </defs>
      {values.map(({ units, height }) => (
        <line key={units} className="mf-history-value-line" x2="100%" y1={percent(1 - height)} y2={percent(1 - height)} />
      ))}
      {today !== null && draw(today, 0, 1, { className: 'mf-history-today' }, 1)}
      {before && bars.map(({ start }, index) => <g key={start.getTime()}>{draw(index, 0, (before[index]?.quantity ?? 0) / full, ghost, wide)}</g>)}
      {bars.map(({ start, units, height, over }, index) => {
        if (pace !== null && index >= comingFrom) return !before && draw(index, 0, paceHeight, coming);
        if (units === null || units <= 0) return null;
        const whole = Math.max(leastHeight, height);
        // Where other bars have parts, no key explains the hatch.
        const own = more.inside ? whole : Math.max(0, whole - over);
        return (
          <g key={start.getTime()} data-selected={index === selected || undefined}>
            {more.inside?.(index, whole, draw) || [
              draw(index, 0, own, { className: 'mf-history-bar', rx: radius }),
              draw(index, own, whole, { className: 'mf-history-over', rx: radius, fill: `url(#${hatch})` }),
            ]}
          </g>
        );
      })}
      {/* An outline of each would be lost among those of the previous range. */}
      {before && draw(comingFrom + (left - 1) / 2, 0, paceHeight, coming, left)}
      {line !== null && <line className="mf-history-line" x2="100%" y1={percent(1 - line)} y2={percent(1 - line)} strokeDasharray="4 3" />}
    </svg>
  );
}

interface ValuesProps {
  chart: HistoryChart;
  values: HistoryMarks['values'];
  /** Formats units, for a text that stands at their height. */
  axis: (units: number | null) => string;
}

/** The values beside the bars, and the one of the line of even usage. */
export function HistoryValues({ chart: { even, line }, values, axis }: ValuesProps): ReactElement {
  const distance = (height: number) => (line === null ? 1 : Math.abs(height - line));
  const shown = [...values.filter(({ height }) => distance(height) >= leastDistance), ...(line === null ? [] : [{ units: even, height: line }])];
  return (
    <svg className="mf-history-values" width="40" height={chartHeight} aria-hidden="true">
      {shown.map(({ units, height }) => {
        const label = axis(units);
        return (
          // A longer text would be cut off at the edge of the page.
          <text key={height} {...localeText} x="6" y={percent(1 - height)} dy="0.35em" data-line={height === line ? '' : undefined} data-near={height !== line && distance(height) < farDistance ? '' : undefined} textLength={label.length > longestValue ? '3em' : undefined} lengthAdjust="spacingAndGlyphs">
            {label}
          </text>
        );
      })}
    </svg>
  );
}

interface TicksProps {
  bars: HistoryChart['bars'];
  before: HistoryMore['before'];
  interval: UsageInterval;
  locale: string;
  timeZone: string | undefined;
}

/** The times below the bars: one each week for up to 35 days, else at most five in all. */
export function HistoryTicks({ bars, before, interval, locale, timeZone }: TicksProps): ReactElement {
  const stride = interval === 'day' && bars.length <= 35 ? 7 : Math.max(1, Math.ceil(bars.length / 5));
  const ticks = bars.map(({ start }, index) => ({ start, index })).filter(({ index }) => index % stride === 0);
  return (
    <svg className="mf-history-axis" width="100%" height="18" aria-hidden="true">
      {ticks.map(({ start, index }, position) => (
        <text key={index} {...localeText} x={percent((index + (1 - (before ? narrow : breadth)) / 2) / bars.length)} y="0.9em">
          {formatTick(start, ticks[position - 1]?.start, interval, locale, timeZone)}
        </text>
      ))}
    </svg>
  );
}
