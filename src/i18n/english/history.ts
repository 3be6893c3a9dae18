import type { Messages } from '../messages';
import { unitName, withNoun } from './units';

/** English for the history of a meter. */
export const historyWords = {
  unitName,
  historyTitle: (interval) => `Usage by ${interval}`,
  periodTitle: 'Usage by period',
  periodSpan: (from, to) => `${from} to ${to}`,
  historyTotal: withNoun,
  historyHighest: (units, unit) => `Highest: ${withNoun(units, unit)}`,
  historyBar: (time, units, unit) => `${time}: ${withNoun(units, unit)}`,
  historyEven: (units, interval) => `For credits to last the whole period: ${units} ${interval === 'hour' ? 'an' : 'a'} ${interval}`,
  historyComing: 'Expected at this pace',
  historyOver: 'After your credits ran out',
  timeBefore: (periods) => (periods === null ? 'Previous period' : `Behind a bar: usage ${periodsBefore(periods)}`),
  unitsBefore: (units, periods) => ` (${periods === null ? 'previous period' : periodsBefore(periods)}: ${units})`,
  historyNone: 'No history yet',
  historyApart: (total, billed, unit, interval, isMore) => `You've used ${withNoun(billed, unit)}. This chart shows ${total}. It may have been loaded at a different time${isMore ? `, or its first ${interval} includes usage from before your period began` : ''}.`,
} satisfies Partial<Messages>;

function periodsBefore(periods: number): string {
  return `${periods} ${periods === 1 ? 'period' : 'periods'} earlier`;
}
