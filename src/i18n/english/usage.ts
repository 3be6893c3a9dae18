import type { Messages, UsageWords } from '../messages';

/** English for one meter: its figure, its sentence, its units. */
export const usageWords = {
  unitName: ({ unit, customLabel, count }) => {
    if (unit === 'custom' && customLabel) return customLabel;
    const word = unit === 'token' ? 'token' : 'unit';
    return count === 1 ? word : `${word}s`;
  },
  usageValue,
  usageStatus: ({ kind, state, limited, over, remaining, percent }) => {
    switch (state) {
      case 'over':
        return kind === 'included' ? `${over} over, billed as used` : `${over} over`;
      case 'spent':
        return kind === 'included' ? 'All included units used' : 'None left';
      case 'near':
      case 'within':
        if (limited) return `${remaining} left · ${percent} used`;
        return kind === 'payAsYouGo' ? 'Pay as you go' : kind === 'counter' ? 'No limit' : 'Used so far';
      case 'idle':
        return limited ? `${remaining} left` : 'Nothing used yet';
      case 'unknown':
        return 'Not known right now';
    }
  },
  usageText: (words) => {
    const value = usageValue(words);
    if (words.state === 'over') return `${value}, ${words.over} over`;
    return words.state === 'unknown' || !words.limited ? value : `${value}, ${words.remaining} left`;
  },
  unnamedMeter: 'Usage',
  balance: ({ state, limited, over, remaining, consumed, unit }) => {
    if (state === 'over') return `${over} ${unit} over`;
    if (state === 'unknown') return '—';
    return limited ? `${remaining} ${unit} left` : `${consumed} ${unit} used`;
  },
} satisfies Partial<Messages>;

function usageValue({ limited, consumed, credited, unit }: UsageWords): string {
  return limited ? `${consumed} of ${credited} ${unit}` : `${consumed} ${unit}`;
}
