import type { Messages } from '../messages';
import { unnamedMeter } from './units';

/** English for a history that loads itself. */
export const periodWords = {
  unnamedMeter,
  historyMeter: 'Meter',
} satisfies Partial<Messages>;
