import type { Messages } from '../messages';
import { historyTitle } from './history';
import { unnamedMeter } from './units';

/** English for histories that the customer chooses. */
export const periodWords = {
  historyTitle,
  unnamedMeter,
  historyMeter: 'Meter',
  historyRange: 'Time',
  historyView: (view, count) => {
    if (view === 'period' || view === 'lastPeriod') return view === 'period' ? 'This period' : 'Last period';
    if (count === 1) return view === 'periods' ? 'One period' : view === 'day' ? 'Today' : `This ${view}`;
    return `Last ${count} ${view}${view === 'periods' ? '' : 's'}`;
  },
  periodTitle: 'Usage by period',
  periodSpan: (from, to) => `${from} to ${to}`,
  timeBefore: 'Previously',
  unitsBefore: (units) => `, previously ${units}`,
  historyBy: (key) => `By ${key}`,
  otherValues: 'Other',
} satisfies Partial<Messages>;
