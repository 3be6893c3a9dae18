import type { MeterReader } from '../customers/meters';
import type { CustomerSeed, PlanSeed, PriceSeed } from '../customers/seed';
import { wireDecimal } from '../fixtures/decimal';
import { stableId } from '../fixtures/identity';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit, wirePriceSeatBased, wirePriceUnitBased } from '../fixtures/prices';
import type { WireMeteredPrice, WirePrice, WireSeatTiers, WireTiers } from '../fixtures/wirePrices';

/** The seats and units of a subscription; null for a plan without a price for them. */
export interface Quantities {
  seats: number | null;
  units: number | null;
}

/** The sum of a plan's prices per interval without usage, in minor units and before any discount. */
export function planAmount({ amount, seatPrice = 0, unitPrice = 0 }: PlanSeed, { seats, units }: Quantities): number {
  return amount + seatPrice * (seats ?? 0) + unitPrice * (units ?? 0);
}

/** The fields that all prices of a plan share. */
export type CommonPriceFields = Partial<Pick<WirePrice, 'created_at' | 'product_id' | 'price_currency' | 'tax_behavior'>>;

/** The prices of a plan without the metered ones. */
export function staticPrices(seed: PlanSeed, common: CommonPriceFields): WirePrice[] {
  const { plan, amount, seatPrice, unitPrice, unitLabel = null } = seed;
  const id = (kind: string) => stableId('price', plan, kind);
  const isFixed = amount !== 0 || (seatPrice === undefined && unitPrice === undefined);
  return [
    ...(isFixed ? [wirePriceFixed({ id: id('fixed'), price_amount: amount, ...common })] : []),
    ...(seatPrice === undefined ? [] : [wirePriceSeatBased({ id: id('seats'), seat_tiers: seatTiers(seatPrice), ...common })]),
    ...(unitPrice === undefined ? [] : [wirePriceUnitBased({ id: id('units'), tiers: unitTiers(unitPrice), unit_label: unitLabel, ...common })]),
  ];
}

/** Returns a function that finds a meter of a customer by its name, for a plan that uses it. */
export function meterFinder(owner: CustomerSeed, plan: string, meters: readonly MeterReader[]): (name: string) => MeterReader {
  return (name) => {
    const found = meters.find((meter) => meter.seed.name === name);
    if (found !== undefined) return found;
    throw new Error(
      `The plan "${plan}" uses the meter "${name}". The customer "${owner.externalId}" has no such meter. Add it to the customer's \`meters\`.`,
    );
  };
}

/** The price of a meter. */
export function meteredPrice(plan: string, seed: PriceSeed, meter: MeterReader, fields: CommonPriceFields): WireMeteredPrice {
  const common = {
    id: stableId('price', plan, seed.meter),
    name: seed.meter,
    unit: meter.seed.unit ?? 'scalar',
    cap_amount: seed.cap ?? null,
    ...fields,
  };
  return 'tiers' in seed
    ? wirePriceMeteredTiers({ ...common, tiers: seed.tiers })
    : wirePriceMeteredUnit({ ...common, unit_amount: wireDecimal(seed.unitAmount) });
}

function seatTiers(price_per_seat: number): WireSeatTiers {
  const tier = { min_seats: 1, max_seats: null, price_per_seat };
  return { seat_tier_type: 'volume', tiers: [tier], minimum_seats: 1, maximum_seats: null };
}

function unitTiers(unitPrice: number): WireTiers {
  return { type: 'volume', tiers: [{ bound: null, unit_amount: String(unitPrice) }] };
}
