import { displayName, displayUnit, formatQuantity, type PriceOfMeter } from '../core';
import type { Messages } from '../i18n';

/** The words for the units of a price. */
export interface PricedUnit {
  /** "tokens" */
  many: string;
  /** "1M tokens" */
  label: string;
  /** How many units the price is shown for. */
  per: number;
}

/** Puts the units of a price into words. */
export function wordUnits(price: PriceOfMeter, locale: string, messages: Pick<Messages, 'unitName'>): PricedUnit {
  const { unit, customLabel, per } = displayUnit([price ?? []].flat()[0]);
  const name = (count: number) => messages.unitName({ unit, customLabel: customLabel && displayName(customLabel), count });
  return { many: name(2), label: per === 1 ? name(1) : `${formatQuantity(per, locale)} ${name(per)}`, per };
}
