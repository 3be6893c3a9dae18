import { type ReactElement, useId } from 'react';
import { formatAxis, formatTick } from '../core/format';
import type { HistoryChart, UsageInterval } from '../core/history';
import type { HistoryMarks } from '../core/historyMarks';
import { localeText } from '../i18n/localeText';
import { chartHeight, percent } from './svg';

interface BarsProps {
  chart: HistoryChart;
  marks: HistoryMarks;
  selected: number | undefined;
}

/** The smallest height of a bar with any usage, as a share of the chart. */
const leastHeight = 0.0227;
/** Corner radius of a bar, in px. */
const radius = 2;
/** The share of an interval's width that its bar takes. */
const breadth = 0.72;
/** The smallest distance between a value and the line of even use at which their texts do not overlap. */
const leastDistance = 0.13;

/** The bars. All lengths are shares of the SVG, so that the style sheet alone sets the height. */
export function HistoryBars({ chart: { bars, line }, marks, selected }: BarsProps): ReactElement {
  const hatch = `${useId()}hatch`;
  const { today, comingFrom, pace, paceHeight, values } = marks;
  const x = (index: number) => percent((index + (1 - breadth) / 2) / bars.length);
  const width = percent(breadth / bars.length);
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
      {bars.map(({ start, units, height, over }, index) => {
        if (pace !== null && index >= comingFrom) {
          return <rect key={start.getTime()} className="mf-history-coming" rx={radius} x={x(index)} width={width} y={percent(1 - paceHeight)} height={percent(paceHeight)} strokeDasharray="2 2" />;
        }
        if (units === null || units <= 0) return null;
        const whole = Math.max(leastHeight, height);
        const beyond = Math.min(whole, over);
        return (
          <g key={start.getTime()} data-selected={index === selected || undefined}>
            {whole > beyond && <rect className="mf-history-bar" rx={radius} x={x(index)} width={width} y={percent(1 - whole + beyond)} height={percent(whole - beyond)} />}
            {beyond > 0 && <rect className="mf-history-over" rx={radius} x={x(index)} width={width} y={percent(1 - whole)} height={percent(beyond)} fill={`url(#${hatch})`} />}
          </g>
        );
      })}
      {line !== null && <line className="mf-history-line" x2="100%" y1={percent(1 - line)} y2={percent(1 - line)} strokeDasharray="4 3" />}
    </svg>
  );
}

interface ValuesProps {
  values: HistoryMarks['values'];
  /** The line of even use and its label; `null` without one. */
  even: { height: number; label: string } | null;
  scale: number;
  locale: string;
}

/** The values beside the bars. */
export function HistoryValues({ values, even, scale, locale }: ValuesProps): ReactElement {
  const shown = values.filter(({ height }) => even === null || Math.abs(height - even.height) >= leastDistance);
  return (
    <svg className="mf-history-values" width="40" height={chartHeight} aria-hidden="true">
      {shown.map(({ units, height }) => (
        <text key={units} {...localeText} x="6" y={percent(1 - height)} dy="0.35em">
          {formatAxis(units / scale, locale)}
        </text>
      ))}
      {even !== null && (
        <text {...localeText} x="6" y={percent(1 - even.height)} dy="0.35em" data-line="">
          {even.label}
        </text>
      )}
    </svg>
  );
}

interface TicksProps {
  bars: HistoryChart['bars'];
  interval: UsageInterval;
  locale: string;
  timeZone: string | undefined;
}

/** The days below the bars: one a week for a month, about five for other ranges. */
export function HistoryTicks({ bars, interval, locale, timeZone }: TicksProps): ReactElement {
  const stride = interval === 'day' && bars.length <= 35 ? 7 : Math.max(1, Math.ceil(bars.length / 5));
  const ticks = bars.map(({ start }, index) => ({ start, index })).filter(({ index }) => index % stride === 0);
  return (
    <svg className="mf-history-axis" width="100%" height="18" aria-hidden="true">
      {ticks.map(({ start, index }, position) => (
        <text key={index} {...localeText} x={percent((index + (1 - breadth) / 2) / bars.length)} y="13">
          {formatTick(start, ticks[position - 1]?.start, interval, locale, timeZone)}
        </text>
      ))}
    </svg>
  );
}
