import type { PlanSeed } from '../customers/seed';
import { stableId } from '../fixtures/identity';
import { wirePriceFixed, wirePriceSeatBased, wirePriceUnitBased } from '../fixtures/prices';
import type { WirePrice, WireSeatTiers, WireTiers } from '../fixtures/wirePrices';

/** The seats and units of a subscription; null for a plan without a price for them. */
export interface Quantities {
  seats: number | null;
  units: number | null;
}

/** The sum of a plan's prices per interval without usage, in minor units and before any discount. */
export function planAmount({ amount, seatPrice = 0, unitPrice = 0 }: PlanSeed, { seats, units }: Quantities): number {
  return amount + seatPrice * (seats ?? 0) + unitPrice * (units ?? 0);
}

/** The prices of a plan without the metered ones. */
export function staticPrices(seed: PlanSeed, common: Partial<Pick<WirePrice, 'created_at' | 'product_id' | 'price_currency' | 'tax_behavior'>>): WirePrice[] {
  const { plan, amount, seatPrice, unitPrice, unitLabel = null } = seed;
  const id = (kind: string) => stableId('price', plan, kind);
  const isFixed = amount !== 0 || (seatPrice === undefined && unitPrice === undefined);
  return [
    ...(isFixed ? [wirePriceFixed({ id: id('fixed'), price_amount: amount, ...common })] : []),
    ...(seatPrice === undefined ? [] : [wirePriceSeatBased({ id: id('seats'), seat_tiers: seatTiers(seatPrice), ...common })]),
    ...(unitPrice === undefined ? [] : [wirePriceUnitBased({ id: id('units'), tiers: unitTiers(unitPrice), unit_label: unitLabel, ...common })]),
  ];
}

function seatTiers(price_per_seat: number): WireSeatTiers {
  const tier = { min_seats: 1, max_seats: null, price_per_seat };
  return { seat_tier_type: 'volume', tiers: [tier], minimum_seats: 1, maximum_seats: null };
}

function unitTiers(unitPrice: number): WireTiers {
  return { type: 'volume', tiers: [{ bound: null, unit_amount: String(unitPrice) }] };
}
