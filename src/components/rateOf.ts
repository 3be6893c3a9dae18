import type { UnitProp } from '../core/account';
import { formatQuantity } from '../core/formatQuantity';
import { formatRate } from '../core/formatMoney';
import { displayUnit, nameUnit } from '../core/price';
import type { UsageTerms } from '../core/usage';
import type { Messages } from '../i18n/messages';

/** The one rate of a price, with as few words as fit beside a quantity of the same units: "$10 / 1M"; `undefined` for any price that isn't per unit, such as tiers. */
export function rateOf(price: UsageTerms['price'], unit: UnitProp | undefined, locale: string, messages: Pick<Messages, 'unitName' | 'rate' | 'rateEach'>): string | undefined {
  if (price?.kind !== 'unit') return undefined;
  const { per, customMultiplier, ...shown } = displayUnit(nameUnit(price, unit));
  const amount = formatRate(price.unitAmount, per, price.priceCurrency ?? '', locale);
  if (per === 1) return messages.rateEach(amount);
  return messages.rate(amount, per === customMultiplier ? messages.unitName({ ...shown, count: 1 }) : formatQuantity(per, locale));
}
