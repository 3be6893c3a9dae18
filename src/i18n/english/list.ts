import type { Messages } from '../messages';
import type { AlertWords } from '../words';
import { rate, rateEach } from './phrases';
import { unitName, unnamedMeter, withNoun } from './units';

/** English for the list of meters. */
export const listWords = {
  usageTitle: 'Usage',
  unnamedMeter,
  noUsage: 'No usage to show',
  noUsageHint: 'Your usage will appear here.',
  unitName,
  rate,
  rateEach,
  rateCapped: (price, cap) => `${price}, capped at ${cap}`,
  renewsOn: (date) => `Renews ${date}`,
  renewsInSentence: (date) => `renews ${date}`,
  periodLine: ({ day, days, renewsOn }) => `Today is day ${day} of ${days}${renewsOn ? `\xA0· credits renew ${renewsOn}` : ' in this period'}`,
  creditsRollOver: 'Unused credits roll over',
  creditsRollOverInSentence: 'unused credits roll over',
  updating: 'Updating…',
  newPeriod: 'New period, updating…',
  alert,
  moreAlerts: (count) => `And ${count} more ${count === '1' ? 'needs' : 'need'} attention.`,
  search: 'Search usage',
  sort: 'Sort by',
  sortPressing: 'Most urgent',
  sortName: 'Name',
  sortConsumed: 'Most used',
  shown: (count, total) => `${count} of ${total}`,
  showMore: (count) => `Show ${count} more`,
} satisfies Partial<Messages>;

/** No verb has to agree with the name, which may be singular or plural: "will run out", "none left". */
function alert({ state, blocked, name, figure, over, measure, spentOn, renewsOn, daysEarly, days }: AlertWords): string {
  const until = renewsOn ? ` until ${renewsOn}` : '';
  if (state === 'near') {
    if (!spentOn) return `${name}: only ${withNoun(figure, measure)} left${until}.`;
    return `${name} will run out around ${spentOn} at this pace${daysEarly ? `, ${daysEarly === 1 ? 'a day' : `${days} days`} before renewal` : ''}.`;
  }
  return `${name}: ${state === 'over' ? `${withNoun(over, measure)} over, ` : ''}none left${blocked ? ', and use is blocked' : ''}${until}.`;
}
