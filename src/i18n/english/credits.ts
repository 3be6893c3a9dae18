import type { Messages } from '../messages';

/** English for the sources of credits. */
export const creditWords = {
  creditSource: ({ units, from, isBought, creditedOn, renewsOn, rollsOver }) => {
    const source = isBought ? `${units} bought` : from === null ? `${units} granted` : `${units} from ${from}`;
    return [
      creditedOn === null ? source : `${source}, credited ${creditedOn}`,
      ...(isBought ? ['no renewal'] : []),
      ...(renewsOn === null ? [] : [`next renewal ${renewsOn}`]),
      ...(rollsOver === true ? ['unused credits roll over'] : []),
    ].join('; ');
  },
} satisfies Partial<Messages>;
