import { type BillQuantity, unitNoun } from '../core/basePrice';
import { displayName } from '../core/displayName';
import { formatQuantity } from '../core/formatQuantity';
import type { Localization } from '../i18n/context';
import type { Messages } from '../i18n/messages';

/** "5 seats", or "3 devices" in the merchant's own words for its units. */
export function billQuantityText({ of, count, label }: BillQuantity, { locale, messages }: Localization<Pick<Messages, 'billQuantity'>>): string {
  const noun = unitNoun(label, count, locale);
  return messages.billQuantity({ of, count, number: formatQuantity(count, locale, true), noun: noun === undefined ? null : displayName(noun) });
}
