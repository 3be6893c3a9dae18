import type { Messages } from '../messages';
import { unitName, withNoun } from './units';

/** English for the history of a meter. */
export const historyWords = {
  unitName,
  historyTitle: (interval) => `Usage by ${interval}`,
  periodTitle: 'Usage by period',
  periodSpan: (from, to) => `${from} to ${to}`,
  historyTotal: withNoun,
  historyBar: (time, units, unit) => `${time}: ${withNoun(units, unit)}`,
  historyEven: (units, interval) => `Your credits cover ${units} ${interval === 'hour' ? 'an' : 'a'} ${interval}`,
  historyComing: 'Expected at this pace',
  historyOver: 'Beyond your credits',
  timeBefore: 'Previously',
  unitsBefore: (units) => `, previously ${units}`,
  historyNone: 'No history yet',
  historyApart: (total, billed, unit, interval) => `You've used ${withNoun(billed, unit)}. This chart shows ${total}. It counts its first ${interval} in full, even if your period began partway through, and may have been loaded at a different time.`,
} satisfies Partial<Messages>;
