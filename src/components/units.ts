import type { UnitProp } from '../core/account';
import { isMeteredPrice } from '../core/isMeteredPrice';
import { readUnit, type ShownUnit, type UnitDescription } from '../core/unit';
import type { UsageTerms } from '../core/usage';

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
