import type { Messages } from '../messages';
import { usageWords } from './usage';

/** English for what may come: projections and "what if". */
export const outlookWords = {
  unitName: usageWords.unitName,
  projection: ({ units, unit, over, amount, spentOn }) => {
    const sum = `At this pace ${units} ${unit} by the end of the period`;
    if (amount !== null) return `${sum}, ${amount} in all.`;
    if (spentOn !== null) return `${sum}: used up on ${spentOn}.`;
    return over !== null ? `${sum}, ${over} over.` : `${sum}.`;
  },
  projectionAssumes: 'An estimate, as if use went on evenly. Before discount and tax.',
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIf: ({ extra, unit, amount, difference }) => `${extra} more ${unit}: ${amount} in all (${difference})`,
  whatIfCap: (units, unit) => `${units} ${unit} until the most it can cost`,
  whatIfCapped: 'The most it can cost. More use is free.',
  whatIfTier: (units, unit) => `${units} ${unit} until the next rate`,
} satisfies Partial<Messages>;
