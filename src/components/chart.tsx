import { type ReactElement, type ReactNode, type SVGProps, useId } from 'react';
import { formatAxis, formatTick } from '../core/formatInterval';
import type { HistoryBar, HistoryChart, UsageInterval } from '../core/history';
import { fullHeightOf, type HistoryMarks } from '../core/historyMarks';
import { localeText } from '../i18n/localeText';
import { chartHeight, percent } from './svg';

/** Draws a rectangle of one interval, between two heights from 0 to 1. `share` is the part of the interval's width that it takes. */
export type DrawBlock = (index: number, from: number, to: number, attributes: SVGProps<SVGRectElement> & { 'data-part'?: string }, share?: number) => ReactNode;

/** What a chart shows beyond a plain history, such as the time before it. */
export interface HistoryMore {
  /** Replaces the title. */
  title?: string;
  /** Replaces the name of a bar's time, for bars that are not calendar intervals. */
  timeOf?: (bar: HistoryBar, index: number) => string;
  /** The chart is high enough for a bar of this many units. */
  highest?: number;
  /** Follows the units of a bar, with a separator before it. `quantity` formats units, with their name if they are scaled. */
  saidOf?: (index: number, quantity: (units: number | null) => string) => string;
  /** Draws something behind a bar. `full` is the number of units at the chart's full height. */
  behind?: (index: number, full: number, draw: DrawBlock) => ReactNode;
  /** Draws a bar in parts. `height` is the bar's height, from 0 to 1. If nothing is returned, the bar is drawn whole. */
  inside?: (index: number, height: number, draw: DrawBlock) => ReactNode;
  /** Stands among the keys below the chart. */
  key?: ReactNode;
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
/** Corner radius of a bar, in px. */
const radius = 2;
/** The share of an interval's width that its bar takes. */
const breadth = 0.72;
/** The share of an interval's width that its bar takes if something is drawn behind it. */
const narrow = 0.5;
/** How many characters fit beside the chart, such as "66.6K". */
const longestValue = 5;
/** The smallest distance between a value and the line of even usage at which their texts do not overlap. */
const leastDistance = 0.13;
/** The least such distance in a chart that is low for its text, where the style sheet hides values marked `data-near`. */
const farDistance = 0.3;

/** The bars. All lengths are shares of the SVG, so that the style sheet alone sets the height. */
export function HistoryBars({ chart, marks, selected, more }: BarsProps): ReactElement {
  const { bars, line } = chart;
  const hatch = `${useId()}hatch`;
  const { today, comingFrom, pace, paceHeight, values } = marks;
  const draw: DrawBlock = (index, from, to, attributes, share = more.behind ? narrow : breadth) =>
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
      {more.behind && bars.map(({ start }, index) => <g key={start.getTime()}>{more.behind?.(index, fullHeightOf(chart, more.highest), draw)}</g>)}
      {bars.map(({ start, units, height, over }, index) => {
        if (pace !== null && index >= comingFrom) return draw(index, 0, paceHeight, { className: 'mf-history-coming', rx: radius, strokeDasharray: '2 2' });
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
      {line !== null && <line className="mf-history-line" x2="100%" y1={percent(1 - line)} y2={percent(1 - line)} strokeDasharray="4 3" />}
    </svg>
  );
}

interface ValuesProps {
  values: HistoryMarks['values'];
  /** The line of even usage and its label; `null` without one. */
  even: { height: number; label: string } | null;
  scale: number;
  locale: string;
}

/** The values beside the bars. */
export function HistoryValues({ values, even, scale, locale }: ValuesProps): ReactElement {
  const distance = (height: number) => (even === null ? 1 : Math.abs(height - even.height));
  const shown = values.filter(({ height }) => distance(height) >= leastDistance).map(({ units, height }) => ({ height, label: formatAxis(units / scale, locale), line: undefined }));
  return (
    <svg className="mf-history-values" width="40" height={chartHeight} aria-hidden="true">
      {[...shown, ...(even === null ? [] : [{ ...even, line: '' }])].map(({ height, label, line }) => (
        // A longer text would be cut off at the edge of the page.
        <text key={height} {...localeText} x="6" y={percent(1 - height)} dy="0.35em" data-line={line} data-near={line === undefined && distance(height) < farDistance ? '' : undefined} textLength={label.length > longestValue ? '3em' : undefined} lengthAdjust="spacingAndGlyphs">
          {label}
        </text>
      ))}
    </svg>
  );
}

interface TicksProps {
  bars: HistoryChart['bars'];
  interval: UsageInterval;
  locale: string;
  timeZone: string | undefined;
}

/** The times below the bars: one each week for up to 35 days, else at most five in all. */
export function HistoryTicks({ bars, interval, locale, timeZone }: TicksProps): ReactElement {
  const stride = interval === 'day' && bars.length <= 35 ? 7 : Math.max(1, Math.ceil(bars.length / 5));
  const ticks = bars.map(({ start }, index) => ({ start, index })).filter(({ index }) => index % stride === 0);
  return (
    <svg className="mf-history-axis" width="100%" height="18" aria-hidden="true">
      {ticks.map(({ start, index }, position) => (
        <text key={index} {...localeText} x={percent((index + (1 - breadth) / 2) / bars.length)} y="0.9em">
          {formatTick(start, ticks[position - 1]?.start, interval, locale, timeZone)}
        </text>
      ))}
    </svg>
  );
}
