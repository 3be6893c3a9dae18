import type { Messages } from '../messages';
import { about } from './phrases';
import { unitName, withNoun } from './units';

/** English for estimates: projections and "what if". */
export const outlookWords = {
  unitName,
  projection: ({ units, unit, by }) => `About ${withNoun(units, unit)} by ${by}`,
  about,
  projectionNote: ({ over, amount, spentOn }) => {
    if (amount !== null) return 'At this pace, before discount and tax';
    if (spentOn !== null) return `At this pace, your credits run out around ${spentOn}`;
    return over === null ? 'At this pace' : `At this pace, ${over} over your credits`;
  },
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIfExtra: (extra, unit) => `With ${extra} more ${unit}`,
  whatIf: ({ extra, unit, amount, difference }) => `${extra} more ${unit}: ${amount} in total (${difference})`,
  whatIfCredits: (units, unit) => `Your credits would then cover another ${withNoun(units, unit)}`,
  whatIfCap: (units, unit, cap) => `Another ${withNoun(units, unit)} to the cap of ${cap}`,
  whatIfCapped: (isNow) => `${isNow ? "You've reached" : 'This reaches'} the cap, so more usage this period costs nothing.`,
  whatIfTier: (units, unit) => `Another ${withNoun(units, unit)} to the next rate`,
} satisfies Partial<Messages>;
