import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import { valueWords } from '../i18n/english/values';
import type { Messages } from '../i18n/messages';
import type { HistoryMore } from './chart';

/** The usage with one value of a metadata key, or with any other. */
type HistoryPart = MeterBreakdown['other'] & { value?: string };

const colors = ['first', 'second', 'third'];

interface PartedHistory extends Pick<MeterQuantities, 'quantities'> {
  /** In the order of the legend. The usage with any other value comes last. */
  parts?: readonly HistoryPart[] | undefined;
}

/** Draws the parts of bars in colors, with a legend. `by` is the metadata key, and `nameOf` makes a value safe to display. */
export function historyParts({ quantities, parts: shown = [] }: PartedHistory, by: string, given: Partial<Messages>, nameOf: (value: string | undefined) => string): HistoryMore {
  // Where no value has any usage, a legend with nothing but the rest would say nothing.
  if (shown[0]?.value === undefined) return {};
  const colorOf = ({ value }: HistoryPart, place: number) => (value !== undefined && colors[place]) || 'other';
  const unitsOf = (part: HistoryPart, index: number) => part.quantities.find(({ timestamp }) => +timestamp === +(quantities[index]?.timestamp as Date))?.quantity ?? null;
  const messages = { ...valueWords, ...given };
  return {
    inside: (index, height, draw) => {
      const units = shown.map((part) => Math.max(0, unitsOf(part, index) ?? NaN));
      const sum = units.reduce((all, one) => all + one);
      let to = 0;
      // If a part is unknown, or if no part has any usage, the bar stays whole.
      // Each part begins where the one before ends.
      return sum > 0 && shown.map((part, place) => draw(index, to, (to += ((units[place] as number) / sum) * height), { 'data-part': colorOf(part, place), fill: 'var(--_part)' }));
    },
    legend: (selected, quantity, attributes) => (
      <ul className="mf-stack-key" aria-label={messages.historyBy(by)}>
        {shown.map((part, place) => (
          <li key={place} className="mf-stack-meter" data-part={colorOf(part, place)}>
            <bdi className="mf-stack-name">{part.value === undefined ? messages.otherValues : nameOf(part.value) || '—'}</bdi>{' '}
            <span {...attributes} className="mf-stack-units">{quantity(selected === undefined ? part.total : unitsOf(part, selected))}</span>
          </li>
        ))}
      </ul>
    ),
  };
}
