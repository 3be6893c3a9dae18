import type { Messages } from '../messages';
import type { UsageWords } from '../words';
import { withNoun, unitName, unnamedMeter } from './units';

/** English for one meter: its units, its numbers and its status. */
export const usageWords = {
  unitName,
  usageValue,
  usageStatus: ({ kind, state, hero, limited, blocked, consumed, credited, over, noun, rate }) => {
    const of = (quantity: string) => withNoun(quantity, noun);
    const at = rate ? ` at ${rate}` : '';
    const next = blocked ? '. Use is blocked.' : kind === 'included' ? `\xA0· overage is billed${at}` : '';
    const used = `${limited ? `${consumed} of ${of(credited)}` : of(consumed)} used`;
    if (state === 'unknown') return 'Usage not known right now';
    if (state === 'over') {
      if (hero === 'overCost') return `${credited === '1' ? consumed : of(consumed)} used\xA0· ${credited} included\xA0· ${over} over${at}`;
      return used + next;
    }
    if (state === 'spent') return (credited !== '1' && limited ? `All ${of(credited)} used` : used) + next;
    if (limited) return used;
    // Zero is one digit in every locale, but a digit may be two UTF-16 units. A count below zero is not “nothing used”.
    if (state === 'idle' && !/../u.test(consumed)) return 'Nothing used yet';
    if (kind !== 'payAsYouGo') return 'Used so far';
    return `${hero === 'used' ? 'Used so far' : of(consumed) === consumed ? used : of(consumed)}\xA0· pay as you go${rate ? `, ${rate}` : ''}`;
  },
  usageText: (words) => {
    const { state, hero, limited, blocked, consumed, credited, over, noun, unit } = words;
    const used = state === 'unknown' ? 'usage not known right now' : `${limited ? `${consumed} of ${withNoun(credited, noun)}` : withNoun(consumed, unit)} used`;
    const answer = hero === 'used' || hero === 'count' || hero === 'unknown' ? '' : `, ${usageValue(words).replace('+', '')}`;
    return `${used}${hero === 'overCost' ? `, ${over} over` : ''}${answer}${blocked && (state === 'spent' || state === 'over') ? ', use is blocked' : ''}`;
  },
  usageSentence: (name, parts) => `${name}: ${parts.join(', ')}`,
  unnamedMeter,
} satisfies Partial<Messages>;

function usageValue({ hero, figure, measure, noun }: UsageWords): string {
  if (hero === 'unknown') return figure;
  if (hero === 'count' || hero === 'used') return withNoun(figure, noun);
  if (hero === 'cost' || hero === 'overCost') return `${figure} so far`;
  return `${withNoun(figure, measure)} ${hero === 'spent' ? 'left' : hero}`;
}
