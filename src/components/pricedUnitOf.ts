import type { PriceOfMeter } from '../core/explain';
import { formatQuantity } from '../core/formatQuantity';
import { displayUnit } from '../core/price';
import type { Messages } from '../i18n/messages';

/** The words for the units of a price. */
export interface PricedUnit {
  /** The plural: "tokens". */
  many: string;
  /** The name for a number of units: "token" for 1. */
  nameFor: (units: number) => string;
  /** The units that the price is quoted for: "1M tokens", "GB". */
  label: string;
  /** The number of units that the price is quoted for. */
  per: number;
  /** Quantities are shown divided by this. */
  scale: number;
}

/** Names the units of a price in the customer's language. */
export function pricedUnitOf(price: PriceOfMeter, locale: string, messages: Pick<Messages, 'unitName'>): PricedUnit {
  const { unit, customLabel, customMultiplier: scale, per } = displayUnit([price ?? []].flat()[0]);
  const name = (count: number) => messages.unitName({ unit, customLabel, count });
  return { many: name(2), nameFor: (units) => name(units / scale), label: per === scale ? name(1) : `${formatQuantity(per, locale)} ${name(per)}`, per, scale };
}
