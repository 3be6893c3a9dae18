import type { Messages } from '../messages';

/** English for the balance of one meter as a phrase. */
export const balanceWords = {
  balance: ({ hero, figure, consumed, over, unit }) => {
    if (hero === 'unknown') return '—';
    if (hero === 'over' || hero === 'overCost') return `${over} ${unit} over`;
    return hero === 'left' || hero === 'spent' ? `${figure} ${unit} left` : `${consumed} ${unit} used`;
  },
} satisfies Partial<Messages>;
