import type { Messages } from '../messages';

/** English for a period whose end has passed, and of whose successor nothing is known yet. */
export const periodWords = {
  updating: 'Period over, updating',
} satisfies Partial<Messages>;
