import type { Messages } from '../messages';
import { periodWords } from './period';

/** English for a list of meters and what is around it. */
export const listWords = {
  ...periodWords,
  usageTitle: 'Usage',
  noUsage: 'No usage yet',
  noUsageHint: 'It shows here as soon as there is something to count.',
  renewsOn: (date) => `Renews ${date}`,
  soFar: (amount) => `${amount} so far`,
  search: 'Search usage',
  sort: 'Sort by',
  sortPressing: 'Most pressing',
  sortName: 'Name',
  sortConsumed: 'Most used',
  noMatch: (query) => `Nothing is called “${query}”.`,
  shown: (count, total) => `${count} of ${total}`,
  showMore: (count) => `Show ${count} more`,
} satisfies Partial<Messages>;
