import type { UnitProp } from '../core/account';
import { formatQuantity } from '../core/formatQuantity';
import { formatAmount, formatRate } from '../core/formatMoney';
import { displayUnit, nameUnit } from '../core/price';
import type { UsageTerms } from '../core/usage';
import type { Messages } from '../i18n/messages';

/**
 * The one rate of a price, with as few words as fit beside a quantity of the same units: "$10 / 1M", and "$10 / 1M, capped at $50.00"
 * where the amount has reached the cap; `undefined` for any price that isn't per unit, such as tiers.
 * @param due minor units that the server reports as pending.
 */
export function rateOf(price: UsageTerms['price'], unit: UnitProp | undefined, due: number | null | undefined, locale: string, messages: Pick<Messages, 'unitName' | 'rate' | 'rateEach' | 'rateCapped'>): string | undefined {
  if (price?.kind !== 'unit') return undefined;
  const { per, customMultiplier, ...shown } = displayUnit(nameUnit(price, unit));
  const currency = price.priceCurrency ?? '';
  const amount = formatRate(price.unitAmount, per, currency, locale);
  const rate = per === 1 ? messages.rateEach(amount) : messages.rate(amount, per === customMultiplier ? messages.unitName({ ...shown, count: 1 }) : formatQuantity(per, locale));
  return due != null && due === price.capAmount ? messages.rateCapped(rate, formatAmount(due, currency, locale)) : rate;
}
