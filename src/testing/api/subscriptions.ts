import { type Calendar, wireDate } from '../customers/calendar';
import type { MeterReader } from '../customers/meters';
import type { CustomerSeed, SubscriptionSeed } from '../customers/seed';
import { standingOf } from '../customers/standing';
import { stableId, stableNumber } from '../fixtures/identity';
import { wireProduct, wireSubscription, wireSubscriptionMeter } from '../fixtures/objects';
import type { WireBenefit, WirePendingUpdate, WireSubscription, WireSubscriptionMeter } from '../fixtures/wire';
import { meterAmount } from './amount';
import { discountOn } from './charge';
import { meteredPrice, meterFinder, planAmount, staticPrices } from './plan';

/** Expands a subscription. The function it returns takes the milliseconds of usage since the demo was made. */
export function readSubscription(
  owner: CustomerSeed,
  seed: SubscriptionSeed,
  meters: readonly MeterReader[],
  calendar: Calendar,
): (elapsed: number) => WireSubscription {
  const { plan, currency, interval = 'month', taxInclusive = false } = seed;
  const created_at = wireDate(calendar.month(-8) + stableNumber(plan, 86_400_000), plan);
  const modified_at = wireDate(calendar.birth - stableNumber(plan, 3_600_000), plan);
  const id = stableId('subscription', owner.externalId, plan);
  const product_id = stableId('product', plan);
  const common = { created_at, product_id, price_currency: currency, tax_behavior: taxInclusive ? 'inclusive' : 'exclusive' } as const;
  const standing = standingOf(seed, calendar);
  const quantities = { seats: quantityOf(seed.seatPrice, seed.seats), units: quantityOf(seed.unitPrice, seed.units) };
  const gross = planAmount(seed, quantities);
  const meterNamed = meterFinder(owner, plan, meters);
  const metered = (seed.prices ?? []).map((price) => {
    const meter = meterNamed(price.meter);
    return { meter, price: meteredPrice(plan, price, meter, common), unsettled: price.unsettled ?? 0 };
  });
  const prices = [...staticPrices(seed, common), ...metered.map(({ price }) => price)];
  const still = wireSubscription({
    name: plan,
    id,
    customer_id: stableId('customer', owner.externalId),
    amount: gross - discountOn(gross, seed.discount),
    currency,
    recurring_interval: interval,
    created_at: standing.started_at ?? created_at,
    modified_at,
    discount_id: seed.discount === undefined ? null : stableId('discount', plan),
    ...quantities,
    prices,
    meters: [],
    product: wireProduct({
      id: product_id,
      name: plan,
      description: seed.description ?? null,
      created_at,
      recurring_interval: interval,
      ...(seed.metersSettleMonthly === true && { meter_interval: 'month', meter_interval_count: 1 }),
      ...(seed.standing === 'trialing' && { trial_interval: 'week', trial_interval_count: 2 }),
      prices,
      benefits: [...(seed.prices ?? []).map(({ meter }) => meter), ...(seed.grants ?? [])]
        .map((name) => meterNamed(name))
        .filter((meter) => (meter.seed.credited ?? 0) > 0)
        .map((meter) => creditBenefit(plan, meter, created_at)),
    }),
    ...standing,
    pending_update: seed.pending === undefined ? null : pendingUpdate(id, seed.pending, standing.current_period_end, modified_at),
  });
  return (elapsed) => ({ ...still, meters: metered.map((one) => pending(one, elapsed)) });

  function pending({ meter: reader, price, unsettled }: (typeof metered)[number], elapsed: number): WireSubscriptionMeter {
    const { meter, meter_id, created_at: born, modified_at: changed, ...counted } = reader.at(elapsed);
    // Polar bills no event of a trial, whether it is usage or a credit, so none is pending.
    const { consumed_units, credited_units } = seed.standing === 'trialing' ? { consumed_units: 0, credited_units: 0 } : counted;
    return wireSubscriptionMeter({
      id: stableId('subscription-meter', owner.externalId, plan, meter_id),
      created_at: born,
      modified_at: changed,
      meter_id,
      consumed_units,
      credited_units,
      amount: meterAmount(consumed_units - unsettled, credited_units, price),
      meter,
    });
  }
}

function quantityOf(price: number | undefined, quantity = 1): number | null {
  return price === undefined ? null : quantity;
}

function pendingUpdate(
  subscriptionId: string,
  { plan, seats, units }: NonNullable<SubscriptionSeed['pending']>,
  applies_at: string,
  created_at: string,
): WirePendingUpdate {
  const product_id = plan === undefined ? null : stableId('product', plan.plan);
  return { id: stableId('subscription-update', subscriptionId), created_at, modified_at: null, applies_at, product_id, seats: seats ?? null, units: units ?? null };
}

function creditBenefit(plan: string, { seed, at }: MeterReader, created_at: string): WireBenefit {
  const { credited_units: units, meter_id } = at(0);
  return {
    id: stableId('benefit', plan, seed.name),
    created_at,
    modified_at: null,
    type: 'meter_credit',
    description: `${units.toLocaleString('en-US')} ${seed.name}`,
    selectable: true,
    deletable: true,
    is_deleted: false,
    organization_id: stableId('organization', 'Lumen'),
    properties: { units, meter_id },
  };
}
