import type { Messages } from '../messages';
import { usageWords } from './usage';

/** English for a meter's history. */
export const historyWords = {
  unitName: usageWords.unitName,
  historyTitle: (interval) => ({ hour: 'Use by the hour', day: 'Use by day', week: 'Use by week', month: 'Use by month', year: 'Use by year' })[interval],
  historyTotal: (units, unit) => `${units} ${unit}`,
  historyBar: (time, units, unit) => `${time}: ${units} ${unit}`,
  historyEven: (units, interval) => `Credits last at ${units} ${{ hour: 'an hour', day: 'a day', week: 'a week', month: 'a month', year: 'a year' }[interval]}`,
  historyOver: 'Beyond the credits',
  historyNone: 'No history yet',
} satisfies Partial<Messages>;
