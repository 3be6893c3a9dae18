import type { Messages } from '../messages';
import { about } from './phrases';
import { unitName, withNoun } from './units';

/** English for estimates: projections and "what if". */
export const outlookWords = {
  unitName,
  projection: ({ units, unit, by }) => `About ${withNoun(units, unit)} by ${by}`,
  about,
  projectionNote: ({ over, amount, cap, spentOn }) => {
    if (amount !== null) return `At this pace${cap === null ? '' : `, capped at ${cap}`}, before discount and tax`;
    if (spentOn !== null) return `At this pace, your credits run out around ${spentOn}`;
    return over === null ? 'At this pace' : `At this pace, ${over} over your credits`;
  },
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIfExtra: (extra, unit) => `With ${more(extra, unit)}`,
  whatIf: ({ extra, unit, amount, difference }) => `${more(extra, unit)}: ${amount} in total (${difference})`,
  whatIfCredits: (units, unit) => `Your credits would then cover another ${withNoun(units, unit)}`,
  whatIfCap: (units, unit, cap) => `Cap of ${cap} at ${more(units, unit)}`,
  whatIfCapped: (isNow) => `${isNow ? "You've reached" : 'This reaches'} the cap, so more usage this period costs nothing.`,
  whatIfCheaper: 'This reaches a lower price for all your units.',
  whatIfTier: (units, unit) => `Rate changes at ${more(units, unit)}`,
} satisfies Partial<Messages>;

/** "5 more tokens"; "1 more" where `withNoun` omits a merchant's plural. */
function more(extra: string, unit: string): string {
  return `${extra} more${withNoun(extra, unit).slice(extra.length)}`;
}
