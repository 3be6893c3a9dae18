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
  creditTitle: ({ meter, from, isBought }) => meter ?? (isBought ? 'Bought' : (from ?? 'Granted')),
  creditUnits: ({ units, unit }) => withNoun(units, unit),
  creditDetail: ({ meter, from, isBought, isPending, creditedOn, renewsOn, rollsOver }) => {
    const parts = [
      meter !== null && (isBought ? 'bought' : from === null ? 'granted' : `from ${from}`),
      isPending ? unbroken('not credited yet') : creditedOn && unbroken(`credited ${creditedOn}`),
      isBought && unbroken('no renewal'),
      renewsOn && unbroken(`renews ${renewsOn}`),
      rollsOver && unbroken('unused credits roll over'),
    ];
    const detail = parts.filter(Boolean).join('\xA0· ');
    return detail.charAt(0).toUpperCase() + detail.slice(1);
  },
  creditsTitle: 'Credits',
  noCredits: 'No credits',
  noCreditsHint: 'Credits from your plan and your purchases will appear here.',
} satisfies Partial<Messages>;

/** Lines break between the parts of a row, not within one. A product's name may be too long for one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\xA0');
}
