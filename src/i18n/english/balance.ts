import type { Messages } from '../messages';
import { withNoun } from './units';

/** English for the balance of one meter as a phrase. */
export const balanceWords = {
  balance: ({ hero, figure, consumed, over, unit }) => {
    if (hero === 'unknown') return '—';
    if (hero === 'over' || hero === 'overCost') return `${withNoun(over, unit)} over`;
    return hero === 'left' || hero === 'spent' ? `${withNoun(figure, unit)} left` : `${withNoun(consumed, unit)} used`;
  },
} satisfies Partial<Messages>;
