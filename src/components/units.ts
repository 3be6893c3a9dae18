import type { UnitProp } from '../core/account';
import type { UnitDescription } from '../core/price';
import type { PriceOfMeter } from '../core/explain';
import { formatQuantity, formatRate } from '../core/format';
import { displayUnit, isMeteredPrice, nameUnit, readUnit, type ShownUnit } from '../core/price';
import type { UsageTerms } from '../core/usage';
import type { Messages } from '../i18n/messages';

export type { UnitDescription, UnitProp };

/** Where the name of a meter's units may come from. */
interface UnitSources {
  unit?: UnitProp | undefined;
  meter?: { meter?: Partial<UnitDescription> | undefined } | undefined;
  terms?: UsageTerms | undefined;
}

/** The unit of a meter: the host's name for it, else the meter's own description, else that of its price. */
export function describeUnit({ unit, meter, terms }: UnitSources): ShownUnit {
  if (typeof unit === 'string') return readUnit({ unit: 'custom', customLabel: unit });
  const priced = terms?.price && isMeteredPrice(terms.price) ? terms.price.meter : undefined;
  return readUnit(unit ?? (meter?.meter?.unit === undefined ? priced : meter.meter));
}

/** The words for the units of a price. */
interface PricedUnit {
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

/** The one rate of a price, with as few words as fit beside a quantity of the same units: "$10 / 1M"; `undefined` for tiers. */
export function rateOf(price: UsageTerms['price'], unit: UnitProp | undefined, locale: string, messages: Pick<Messages, 'unitName' | 'rate' | 'rateEach'>): string | undefined {
  if (price?.kind !== 'unit') return undefined;
  const { per, customMultiplier, ...shown } = displayUnit(nameUnit(price, unit));
  const amount = formatRate(price.unitAmount, per, price.priceCurrency ?? '', locale);
  if (per === 1) return messages.rateEach(amount);
  return messages.rate(amount, per === customMultiplier ? messages.unitName({ ...shown, count: 1 }) : formatQuantity(per, locale));
}
