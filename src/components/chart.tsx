import { type ReactElement, type ReactNode, useId } from 'react';
import { formatAxis, formatTick } from '../core/formatInterval';
import type { HistoryBar, HistoryChart, UsageInterval } from '../core/history';
import { fullHeightOf, type HistoryMarks } from '../core/historyMarks';
import { localeText } from '../i18n/localeText';
import { chartHeight, percent } from './svg';

/** What a chart shows besides a history by calendar, such as the time before it. */
export interface HistoryMore {
  /** Replaces the title. */
  title: string;
  /** Replaces the name of a bar's time, for bars that are not calendar intervals. */
  timeOf?: ((bar: HistoryBar, index: number) => string) | undefined;
  /** The chart is high enough for a bar of this many units. */
  highest: number;
  /** Follows the units of a bar, with a separator before it. `quantity` formats units, with their name if they are scaled. */
  saidOf: (index: number, quantity: (units: number | null) => string) => string;
  /** Draws what stands behind a bar, and in place of it. */
  behind: (index: number, chart: { x: string; width: string; full: number }) => ReactNode;
  inside: (index: number, chart: { x: string; width: string; height: number }) => ReactNode;
  /** The share of an interval's width that its bar takes, if it isn't the usual one. */
  breadth: number | undefined;
  /** Whether bars are split by value instead of at the credits. */
  isParted: boolean;
  /** Stands among the keys below the chart. */
  key: ReactNode;
  /** Stands below them. */
  legend: (selected: number | undefined, quantity: (units: number | null) => string) => ReactNode;
}

interface BarsProps {
  chart: HistoryChart;
  marks: HistoryMarks;
  selected: number | undefined;
  more: HistoryMore | undefined;
}

/** The smallest height of a bar with any usage, as a share of the chart. */
const leastHeight = 0.0227;
/** Corner radius of a bar, in px. */
const radius = 2;
/** The share of an interval's width that its bar takes. */
const breadth = 0.72;
const ghostBreadth = 0.86;
/** How many characters fit beside the chart, such as "66.6K". */
const longestValue = 5;
/** The smallest distance between a value and the line of even usage at which their texts do not overlap. */
const leastDistance = 0.13;
/** The least such distance in a chart that is low for its text, where the style sheet hides values marked `data-near`. */
const farDistance = 0.3;

/** The bars. All lengths are shares of the SVG, so that the style sheet alone sets the height. */
export function HistoryBars({ chart, marks, selected, more }: BarsProps): ReactElement {
  const { bars, line } = chart;
  const full = more ? fullHeightOf(chart, more.highest) : 0;
  const hatch = `${useId()}hatch`;
  const { today, comingFrom, pace, paceHeight, values } = marks;
  const place = (index: number, share: number) => ({ x: percent((index + (1 - share) / 2) / bars.length), width: percent(share / bars.length) });
  const own = more?.breadth ?? breadth;
  const x = (index: number) => place(index, own).x;
  const { width } = place(0, own);
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
      {today !== null && <rect className="mf-history-today" x={percent(today / bars.length)} width={percent(1 / bars.length)} height="100%" />}
      {more && bars.map(({ start }, index) => <g key={start.getTime()}>{more.behind(index, { ...place(index, ghostBreadth), full })}</g>)}
      {bars.map(({ start, units, height, over }, index) => {
        if (pace !== null && index >= comingFrom) {
          return <rect key={start.getTime()} className="mf-history-coming" rx={radius} x={x(index)} width={width} y={percent(1 - paceHeight)} height={percent(paceHeight)} strokeDasharray="2 2" />;
        }
        if (units === null || units <= 0) return null;
        const whole = Math.max(leastHeight, height);
        const beyond = Math.min(whole, over);
        const inside = more?.inside(index, { x: x(index), width, height: whole });
        return (
          <g key={start.getTime()} data-selected={index === selected || undefined}>
            {inside}
            {!inside && whole > beyond && <rect className="mf-history-bar" rx={radius} x={x(index)} width={width} y={percent(1 - whole + beyond)} height={percent(whole - beyond)} />}
            {!inside && beyond > 0 && <rect className="mf-history-over" rx={radius} x={x(index)} width={width} y={percent(1 - whole)} height={percent(beyond)} fill={`url(#${hatch})`} />}
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

/** The days below the bars: one each week for up to 35 days, else about five in all. */
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
