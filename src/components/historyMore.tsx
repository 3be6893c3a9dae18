import { displayName } from '../core/displayName';
import type { MeterQuantities, MeterQuantity } from '../core/schemas/quantities';
import { localeText } from '../i18n/localeText';
import type { HistoryMore } from './chart';
import { percent } from './svg';

/** Usage with one value of a metadata key. */
interface HistoryPart {
  /** The value; none for the rest. */
  value?: string;
  quantities: readonly MeterQuantity[];
  total: number | null;
}

interface MoreOptions {
  history: Pick<MeterQuantities, 'quantities'>;
  /** The units of the time before, bar by bar. */
  before: readonly (number | null)[] | undefined;
  /** The usage with each value, and that with any other. */
  breakdown: { parts: readonly HistoryPart[]; other: HistoryPart } | undefined;
  title: string;
  timeOf: HistoryMore['timeOf'];
  /** The metadata key. */
  by: string;
  messages: { timeBefore: string; unitsBefore: (units: string) => string; historyBy: (key: string) => string; otherValues: string };
}

const colors = ['first', 'second', 'third'];

/** Draws the time before as ghosts behind the bars, and parts of bars in colors with a legend. */
export function historyMore({ history, before, breakdown: { parts, other } = whole, title, timeOf, by, messages }: MoreOptions): HistoryMore {
  // A value whose total is unknown comes last. Where no value has any usage, a legend with nothing but the rest would say nothing.
  const shown = parts.some(({ total }) => total !== 0) ? [...parts.toSorted((one, next) => knownUnits(next) - knownUnits(one)), other].filter(({ total }) => total !== 0) : [];
  const colorOf = (part: HistoryPart) => (part !== other && colors[shown.indexOf(part)]) || 'other';
  const unitsOf = ({ quantities }: HistoryPart, index: number) => quantities.find(({ timestamp }) => Number(timestamp) === Number(history.quantities[index]?.timestamp))?.quantity ?? null;
  return {
    title,
    timeOf,
    highest: Math.max(0, ...(before ?? []).map(Number)),
    saidOf: (index, quantity) => (before?.[index] == null ? '' : messages.unitsBefore(quantity(before[index]))),
    behind: (index, { x, width, full }) => {
      const share = full > 0 ? Math.max(0, before?.[index] ?? 0) / full : 0;
      return share > 0 && <rect x={x} width={width} y={percent(1 - share)} height={percent(share)} {...ghost} />;
    },
    inside: (index, { x, width, height }) => {
      const units = shown.map((part) => Math.max(0, unitsOf(part, index) ?? NaN));
      const sum = units.reduce((all, one) => all + one, 0);
      let from = 1;
      // With a part that is unknown, or none at all, the bar stays whole.
      return sum > 0 && shown.map((part, place) => {
        const length = ((units[place] ?? 0) / sum) * height;
        from -= length;
        return length > 0 && <rect key={place} data-part={colorOf(part)} fill="var(--_part)" x={x} width={width} y={percent(from)} height={percent(length)} />;
      });
    },
    breadth: before && 0.5,
    isParted: shown.length > 0,
    key: before && (
      <p className="mf-hint">
        <svg width="10" height="10" aria-hidden="true"><rect x="0.5" y="0.5" width="9" height="9" {...ghost} /></svg> {messages.timeBefore}
      </p>
    ),
    legend: (selected, quantity) =>
      shown.length > 0 && (
        <ul className="mf-stack-key" aria-label={messages.historyBy(by)}>
          {shown.map((part, place) => (
            <li key={place} className="mf-stack-meter" data-part={colorOf(part)}>
              <bdi className="mf-stack-name">{part === other ? messages.otherValues : displayName(part.value) || '—'}</bdi>{' '}
              <span {...localeText} className="mf-stack-units">{quantity(selected === undefined ? part.total : unitsOf(part, selected))}</span>
            </li>
          ))}
        </ul>
      ),
  };
}

const whole: NonNullable<MoreOptions['breakdown']> = { parts: [], other: { quantities: [], total: 0 } };
const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };

function knownUnits({ total: units }: HistoryPart): number {
  return units ?? 0;
}
