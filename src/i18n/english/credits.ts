import type { Messages } from '../messages';
import { unitName, withNoun } from './units';

/** English for the sources of credits. */
export const creditWords = {
  unitName,
  creditSource: ({ meter, units: count, unit, from, isBought, isPending, creditedOn, renewsOn, rollsOver }) => {
    const units = withNoun(count, unit);
    const source = isBought ? `${units} bought` : from === null ? `${units} granted` : `${units} from ${from}`;
    const parts = [
      isPending ? `${source}, not credited yet` : creditedOn === null ? source : `${source}, credited ${creditedOn}`,
      ...(isBought ? ['no renewal'] : []),
      ...(renewsOn === null ? [] : [`next renewal ${renewsOn}`]),
      ...(rollsOver === true ? ['unused credits roll over'] : []),
    ].join('; ');
    return meter === null ? parts : `${meter}: ${parts}`;
  },
  creditsTitle: 'Credits',
  noCredits: 'No credits',
  noCreditsHint: 'Credits from your plan and your purchases will appear here.',
} satisfies Partial<Messages>;
