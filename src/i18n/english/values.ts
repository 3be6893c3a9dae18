import type { Messages } from '../messages';

/** English for a history by the values of a metadata key. */
export const valueWords = {
  historyBy: (key) => `By ${key}`,
  otherValues: 'Other',
} satisfies Partial<Messages>;
