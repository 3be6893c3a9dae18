import { displayName } from '../core/displayName';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import { localeText } from '../i18n/localeText';
import type { HistoryMore } from './chart';

interface BeforeMessages {
  timeBefore: string;
  unitsBefore: (units: string) => string;
}

interface PartMessages {
  historyBy: (key: string) => string;
  otherValues: string;
}

type HistoryPart = MeterBreakdown['other'] & { value?: string };

const colors = ['first', 'second', 'third'];
const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };

/** Draws the units of the time before, bar by bar, as ghosts behind the bars. */
export function ghostsOf(before: readonly (number | null)[], messages: BeforeMessages): HistoryMore {
  return {
    highest: Math.max(0, ...before.map(Number)),
    saidOf: (index, quantity) => (before[index] == null ? '' : messages.unitsBefore(quantity(before[index]))),
    behind: (index, full, draw) => draw(index, 0, (before[index] ?? 0) / full, ghost, 0.86),
    breadth: 0.5,
    key: (
      <p className="mf-hint">
        <svg width="10" height="10" aria-hidden="true"><rect x="0.5" y="0.5" width="9" height="9" {...ghost} /></svg> {messages.timeBefore}
      </p>
    ),
  };
}

/** Draws the parts of bars in colors, with a legend. `by` is the metadata key. */
export function partsOf({ quantities }: Pick<MeterQuantities, 'quantities'>, { parts, other }: Pick<MeterBreakdown, 'parts' | 'other'>, by: string, messages: PartMessages): HistoryMore {
  // Where no value has any usage, a legend with nothing but the rest would say nothing.
  if (parts.every(({ total }) => total === 0)) return {};
  // A value whose total is unknown comes last.
  const shown: HistoryPart[] = [...parts.toSorted((one, next) => (next.total ?? 0) - (one.total ?? 0)), other].filter(({ total }) => total !== 0);
  const colorOf = (part: HistoryPart, place: number) => (part !== other && colors[place]) || 'other';
  const unitsOf = (part: HistoryPart, index: number) => part.quantities.find(({ timestamp }) => Number(timestamp) === Number(quantities[index]?.timestamp))?.quantity ?? null;
  return {
    inside: (index, height, draw) => {
      const units = shown.map((part) => Math.max(0, unitsOf(part, index) ?? NaN));
      const sum = units.reduce((all, one) => all + one, 0);
      let to = 0;
      // With a part that is unknown, or none at all, the bar stays whole.
      return sum > 0 && shown.map((part, place) => {
        const from = to;
        to += ((units[place] ?? 0) / sum) * height;
        return draw(index, from, to, { 'data-part': colorOf(part, place), fill: 'var(--_part)' });
      });
    },
    legend: (selected, quantity) => (
      <ul className="mf-stack-key" aria-label={messages.historyBy(by)}>
        {shown.map((part, place) => (
          <li key={place} className="mf-stack-meter" data-part={colorOf(part, place)}>
            <bdi className="mf-stack-name">{part === other ? messages.otherValues : displayName(part.value) || '—'}</bdi>{' '}
            <span {...localeText} className="mf-stack-units">{quantity(selected === undefined ? part.total : unitsOf(part, selected))}</span>
          </li>
        ))}
      </ul>
    ),
  };
}
