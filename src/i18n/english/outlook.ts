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
  projectionAssumes: (costs) => `An estimate, as if use went on evenly.${costs ? ' Before discount and tax.' : ''}`,
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIf: ({ extra, unit, amount, difference }) => `${extra} more ${unit}: ${amount} in all (${difference})`,
  whatIfCap: (units, unit) => `${units} ${unit} until the cap`,
  whatIfCapped: 'The cap is reached: more use costs nothing.',
  whatIfTier: (units, unit) => `${units} ${unit} until the next rate`,
} satisfies Partial<Messages>;
