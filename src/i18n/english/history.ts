import type { Messages } from '../messages';
import { unitName, withNoun } from './units';

/** English for the history of a meter. */
export const historyWords = {
  unitName,
  historyTitle: (interval) => ({ hour: 'Usage by hour', day: 'Usage by day', week: 'Usage by week', month: 'Usage by month', year: 'Usage by year' })[interval],
  historyTotal: withNoun,
  historyBar: (time, units, unit) => `${time}: ${withNoun(units, unit)}`,
  historyEven: (units, interval) => `Your credits cover ${units} ${{ hour: 'an hour', day: 'a day', week: 'a week', month: 'a month', year: 'a year' }[interval]}`,
  historyComing: 'Expected at this pace',
  historyOver: 'Beyond your credits',
  timeBefore: 'Previously',
  unitsBefore: (units) => `, previously ${units}`,
  historyNone: 'No history yet',
  historyApart: (total, billed, unit, interval) => `You've used ${withNoun(billed, unit)}. This chart shows ${total}: it counts whole ${interval}s and may have been loaded at a different time.`,
} satisfies Partial<Messages>;
