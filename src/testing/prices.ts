import { stableId } from './identity';
import type { WirePriceFixed, WirePriceMeter, WirePriceMeteredTiers, WirePriceMeteredUnit } from './wire';

/** How units of a meter are called and priced: plain units, tokens (shown per 1M), or a word of one's own. */
export type UnitName = 'scalar' | 'token' | { label: string; multiplier?: number };

interface PriceShorthand {
  /** Name of the meter; ids follow from it, the same as those of `wireMeter({ name })`. */
  name?: string;
  unit?: UnitName;
}

/** Anything of a fixed price that should differ. */
export type WirePriceFixedOverrides = Partial<WirePriceFixed>;
/** Anything of a price per unit that should differ. */
export type WirePriceMeteredUnitOverrides = Partial<WirePriceMeteredUnit> & PriceShorthand;
/** Anything of a price by tiers that should differ. */
export type WirePriceMeteredTiersOverrides = Partial<WirePriceMeteredTiers> & PriceShorthand;

/** A base fee on the wire: $20.00 unless told otherwise. */
export function wirePriceFixed(overrides: WirePriceFixedOverrides = {}): WirePriceFixed {
  return { ...common('fixed'), amount_type: 'fixed', price_amount: 2000, ...overrides };
}

/** A price per unit on the wire: $10.00 for a million tokens, uncapped, unless told otherwise. */
export function wirePriceMeteredUnit(overrides: WirePriceMeteredUnitOverrides = {}): WirePriceMeteredUnit {
  const { name = 'AI tokens', unit = 'token', ...rest } = overrides;
  return {
    ...common(name),
    ...metered(name, unit),
    amount_type: 'metered_unit',
    unit_amount: '0.001000000000',
    ...rest,
  };
}

/** A price by tiers on the wire: graduated, two tiers, capped at $50.00, unless told otherwise. */
export function wirePriceMeteredTiers(overrides: WirePriceMeteredTiersOverrides = {}): WirePriceMeteredTiers {
  const { name = 'Emails sent', unit = { label: 'emails', multiplier: 1000 }, ...rest } = overrides;
  return {
    ...common(name),
    ...metered(name, unit),
    amount_type: 'metered_tiers',
    cap_amount: 5000,
    tiers: {
      type: 'graduated',
      tiers: [
        { bound: 10_000, unit_amount: '0.100000000000' },
        { bound: null, unit_amount: '0.050000000000' },
      ],
    },
    ...rest,
  };
}

function common(name: string) {
  return {
    id: stableId('price', name),
    created_at: '2026-01-05T09:30:00.482913Z',
    modified_at: null,
    source: 'catalog',
    price_currency: 'usd',
    tax_behavior: 'exclusive',
    is_archived: false,
    product_id: stableId('product', 'Lumen Pro'),
  } as const;
}

function metered(name: string, unit: UnitName) {
  const id = stableId('meter', name);
  const meter: WirePriceMeter =
    typeof unit === 'string'
      ? { id, name, unit, custom_label: null, custom_multiplier: null }
      : { id, name, unit: 'custom', custom_label: unit.label, custom_multiplier: unit.multiplier ?? 1 };
  return { meter_id: id, meter, cap_amount: null };
}
