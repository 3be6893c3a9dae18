import type { UnitDescription, UnitProp } from '../core/account';
import type { PriceOfMeter } from '../core/explain';
import { displayName, formatQuantity } from '../core/format';
import { displayUnit, isMeteredPrice } from '../core/price';
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
export function describeUnit({ unit, meter, terms }: UnitSources): { unit: string; customLabel: string | null } {
  if (typeof unit === 'string') return { unit: 'custom', customLabel: displayName(unit) };
  const priced = terms?.price && isMeteredPrice(terms.price) ? terms.price.meter : undefined;
  const found = unit ?? (meter?.meter?.unit === undefined ? priced : meter.meter);
  const label = found?.customLabel;
  return { unit: found?.unit ?? 'scalar', customLabel: typeof label === 'string' ? displayName(label) : null };
}

/** The words for the units of a price. */
interface PricedUnit {
  /** The plural: "tokens". */
  many: string;
  /** The units that the price is quoted for: "1M tokens". */
  label: string;
  /** The number of units that the price is quoted for. */
  per: number;
}

/** Names the units of a price in the customer's language. */
export function pricedUnitOf(price: PriceOfMeter, locale: string, messages: Pick<Messages, 'unitName'>): PricedUnit {
  const { unit, customLabel, per } = displayUnit([price ?? []].flat()[0]);
  const name = (count: number) => messages.unitName({ unit, customLabel: customLabel && displayName(customLabel), count });
  return { many: name(2), label: per === 1 ? name(1) : `${formatQuantity(per, locale)} ${name(per)}`, per };
}
