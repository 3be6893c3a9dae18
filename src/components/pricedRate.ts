import { formatRate } from '../core/formatMoney';
import { plural } from '../core/plural';
import type { Localization } from '../i18n/context';
import type { Messages } from '../i18n/messages';
import type { PricedUnit } from './pricedUnitOf';

/** The rate of a price: "$10 / 1M tokens", and "$0.01 each" where the merchant's label is a plural, which doesn't fit one unit. */
export function pricedRate(unitAmount: string, { per, label }: PricedUnit, currency: string, { locale, messages }: Localization<Pick<Messages, 'rate' | 'rateEach'>>): string {
  const price = formatRate(unitAmount, per, currency, locale);
  return per === 1 && plural.test(label) ? messages.rateEach(price) : messages.rate(price, label);
}
