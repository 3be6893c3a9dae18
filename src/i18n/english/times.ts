import type { Messages } from '../messages';

/** English for the ranges of time of a history. */
export const timeWords = {
  historyRange: 'Time',
  historyView: (view, count) => {
    if (view === 'period' || view === 'lastPeriod') return view === 'period' ? 'This period' : 'Last period';
    if (count === 1) return view === 'periods' ? 'One period' : view === 'day' ? 'Today' : `This ${view}`;
    return `Last ${count} ${view}${view === 'periods' ? '' : 's'}`;
  },
} satisfies Partial<Messages>;
