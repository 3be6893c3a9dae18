import { displayName } from '../core/format';
import type { MeterQuantities, MeterQuantity } from '../core/schemas/quantities';
import { localeText } from '../i18n/localeText';
import type { HistoryMore } from './chart';
import { percent } from './svg';

/** Usage with one value of a metadata key. */
export interface HistoryPart {
  name: string;
  quantities: readonly MeterQuantity[];
  total: number | null;
}

interface MoreOptions {
  history: Pick<MeterQuantities, 'quantities' | 'total'>;
  /** The time before, interval by interval. */
  before: Pick<MeterQuantities, 'quantities'> | undefined;
  /** The parts in the order of the key; the last one is what no other has. */
  parts: readonly HistoryPart[];
  title: string;
  timeOf: HistoryMore['timeOf'];
  /** Formats units, with their name. */
  quantity: (units: number | null) => string;
  /** The texts of the legend. */
  words: { timeBefore: string; unitsBefore: (units: string) => string; historyBy: string };
}

const colors = ['first', 'second', 'third'] as const;

/** Draws the time before as ghosts behind the bars, and parts of bars in colors with a legend. */
export function historyMore({ history, before, parts, title, timeOf, quantity, words }: MoreOptions): HistoryMore {
  const ghosts = history.quantities.map((_, index) => before?.quantities[index]?.quantity ?? null);
  const named = parts.slice(0, -1).toSorted((one, other) => unitsIn(other) - unitsIn(one));
  // Where no value has any usage, a key with nothing but the rest would say nothing.
  const ordered = named.some(({ total }) => total !== 0) ? [...named, ...parts.slice(-1)].filter(({ total }) => total !== 0) : [];
  const colorOf = (place: number) => (place < named.length ? colors[place] : undefined) ?? 'other';
  const unitsOf = ({ quantities }: HistoryPart, index: number) => quantities.find(({ timestamp }) => Number(timestamp) === Number(history.quantities[index]?.timestamp))?.quantity ?? null;
  return {
    title,
    timeOf,
    highest: Math.max(0, ...ghosts.map((units) => units ?? 0)),
    saidOf: (index) => (before && ghosts[index] != null ? words.unitsBefore(quantity(ghosts[index] ?? null)) : ''),
    behind: (index, { x, width, full }) => {
      const share = full > 0 ? Math.min(1, Math.max(0, ghosts[index] ?? 0) / full) : 0;
      return share > 0 && <rect x={x} width={width} y={percent(1 - share)} height={percent(share)} {...ghost} />;
    },
    inside: (index, { x, width, height }) => {
      const units = ordered.map((part) => unitsOf(part, index));
      const sum = units.reduce<number>((whole, one) => whole + Math.max(0, one ?? NaN), 0);
      // A part that is unknown, or none at all: the bar stays whole.
      if (!(sum > 0)) return null;
      let from = 1;
      return units.map((one, place) => {
        const length = (Math.max(0, one ?? 0) / sum) * height;
        from -= length;
        return length > 0 && <rect key={ordered[place]?.name} data-part={colorOf(place)} fill="var(--_part)" x={x} width={width} y={percent(from)} height={percent(length)} />;
      });
    },
    breadth: before && 0.5,
    isParted: ordered.length > 0,
    key: before && (
      <p className="mf-hint">
        <svg width="10" height="10" aria-hidden="true"><rect x="0.5" y="0.5" width="9" height="9" {...ghost} /></svg> {words.timeBefore}
      </p>
    ),
    legend: (selected) =>
      ordered.length > 0 && (
        <ul className="mf-stack-key" aria-label={words.historyBy}>
          {ordered.map((part, place) => (
            <li key={part.name} className="mf-stack-meter" data-part={colorOf(place)}>
              <bdi className="mf-stack-name">{displayName(part.name) || '—'}</bdi>{' '}
              <span {...localeText} className="mf-stack-units">{quantity(selected === undefined ? part.total : unitsOf(part, selected))}</span>
            </li>
          ))}
        </ul>
      ),
  };
}

/** For the order of the parts: one whose total is unknown comes last. */
function unitsIn({ total }: HistoryPart): number {
  return total ?? 0;
}

const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };
