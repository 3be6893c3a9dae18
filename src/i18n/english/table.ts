import type { Messages } from '../messages';
import type { UsageWords } from '../words';

/** English for the table of meters and its chips, and for a search without results. */
export const tableWords = {
  tableMeter: 'Meter',
  tableLeft: 'Usage',
  tableCost: 'Cost so far',
  otherMeters: 'Other usage',
  noMatch: (query) => `No results${query && ` for “${query}”`}`,
  chips: 'Show',
  chip: (name, count) => `${{ all: 'All', attention: 'Needs attention', billed: 'Billable', unused: 'Unused' }[name]} ${count}`,
} satisfies Partial<Messages>;

/** English for usage in percent. */
export const percentWords = {
  percentStatus: (words) => {
    const next = afterCredits(words);
    return shareUsed(words) + (next === null ? '' : next === 'billed' ? '\xA0· overage is billed' : '. Use is blocked.');
  },
  percentText: (words, value) => {
    const next = afterCredits(words);
    const parts = [shareUsed(words), value.replace('+', ''), next && (next === 'billed' ? 'overage is billed' : 'use is blocked')];
    return parts.filter(Boolean).join(', ');
  },
} satisfies Partial<Messages>;

function shareUsed({ kind, limited, consumed }: UsageWords): string {
  if (limited) return `${consumed} used`;
  if (kind === 'payAsYouGo') return 'Pay as you go';
  // A counter may have no limit at all.
  return kind === 'counter' ? 'No percentage to show' : 'No credits included';
}

/** What happens to more usage once the credits are used up; `null` before that, or if it's unknown. */
function afterCredits({ state, kind, blocked }: UsageWords): 'blocked' | 'billed' | null {
  if (state !== 'spent' && state !== 'over') return null;
  return blocked ? 'blocked' : kind === 'included' ? 'billed' : null;
}
