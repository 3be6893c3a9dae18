import type { Messages } from '../messages';
import { unnamedMeter } from './units';

/** English for a history that loads itself. */
export const periodWords = {
  unnamedMeter,
  historyMeter: 'Meter',
  periodTitle: 'Usage by period',
  periodSpan: (from, to) => `${from} to ${to}`,
} satisfies Partial<Messages>;
