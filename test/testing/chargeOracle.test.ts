// @vitest-environment node
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Discount, meterOf, type Plan, type Price, type Scenario, scenarioOf } from '../core/charge-oracle.scenario';
import { wireOf } from '../core/charge-oracle.wire';
import { createDemoPolar, type DiscountSeed, type PendingUpdateSeed, type PlanSeed, type SubscriptionSeed, type SubscriptionStanding, type WireChargePreview } from '../../src/testing';
import { cases } from '../support/cases';
import { clock, signIn } from './signIn';

const names = ['Calls', 'Storage'];
const money = fc.integer({ min: 0, max: 30_000 });

const discount: fc.Arbitrary<DiscountSeed> = fc
  .tuple(
    fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => basisPoints / 100) }), fc.record({ amount: money })),
    fc.constantFrom('once' as const, 'forever' as const, { months: 1 }, { months: 3 }),
    fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  )
  .map(([terms, lasts, appliedMonthsAgo]) => ({ ...terms, lasts, ...(appliedMonthsAgo !== undefined && { appliedMonthsAgo }) }));

function plan(name: string): fc.Arbitrary<PlanSeed> {
  const unitAmount = fc.integer({ min: 1, max: 10 ** 9 }).map((billionths) => (billionths / 1e9).toFixed(9));
  const price = (meter: string) => fc.record({ meter: fc.constant(meter), unitAmount });
  const quantity = fc.constantFrom<Partial<PlanSeed>>({}, { seatPrice: 500 }, { unitPrice: 400 });
  return fc
    .tuple(money, quantity, fc.subarray(names).chain((meters) => fc.tuple(...meters.map(price))))
    .map(([amount, prices, metered]) => ({ plan: name, amount, ...prices, prices: metered }));
}

const seed: fc.Arbitrary<SubscriptionSeed> = plan('Current').chain((current) =>
  fc
    .record({
      standing: fc.constantFrom<SubscriptionStanding>('active', 'trialing', 'ending', 'pausing', 'paused', 'past_due', 'ended', 'unpaid'),
      resumes: fc.boolean(),
      discount: fc.option(discount, { nil: undefined }),
      pending: fc.option(pendingFor(current), { nil: undefined }),
      prorations: fc.array(fc.record({ label: fc.constant('Change'), amount: fc.integer({ min: -9000, max: 9000 }) }), { maxLength: 2 }),
      taxInclusive: fc.boolean(),
      metersSettleMonthly: fc.boolean(),
    })
    .map(({ discount: discounted, pending, ...rest }) => ({
      ...current,
      currency: 'usd',
      seats: 8,
      units: 3,
      ...rest,
      ...(discounted && { discount: discounted }),
      ...(pending && { pending }),
    })),
);

/** A change of plan keeps the kind of price: Polar rejects others for the next period. */
function pendingFor({ seatPrice, unitPrice }: PlanSeed): fc.Arbitrary<PendingUpdateSeed> {
  const other = plan('Other').map(({ seatPrice: _seats, unitPrice: _units, ...rest }) => ({
    ...rest,
    ...(seatPrice !== undefined && { seatPrice: 700 }),
    ...(unitPrice !== undefined && { unitPrice: 300 }),
  }));
  const quantity = fc.integer({ min: 1, max: 20 });
  return fc.oneof(
    other.map((one) => ({ plan: one })),
    ...(seatPrice === undefined ? [] : [quantity.map((seats) => ({ seats }))]),
    ...(unitPrice === undefined ? [] : [quantity.map((units) => ({ units }))]),
  );
}

const total = cases(100, 400);

it(`the demo’s subscription amount and charge preview equal those of the independent charge oracle in ${total} random cases`, { timeout: 600_000 }, async () => {
  const usage = fc.record({ consumed: fc.integer({ min: 0, max: 10 ** 6 }), credited: fc.integer({ min: 0, max: 10 ** 5 }) });
  const subscriptions = fc.tuple(seed, fc.tuple(usage, usage), fc.constantFrom(0, 1900, 2500), fc.integer({ min: -3000, max: 3000 }));
  // Sampled rather than asserted, so that one demo holds all cases.
  const samples = fc.sample(subscriptions, { numRuns: total, seed: 12 }).map((sample, index) => ({ sample, externalId: `customer ${index}` }));
  const customers = samples.map(({ sample: [subscription, used, taxRate, balance], externalId }) => ({
    externalId,
    name: 'Zed',
    email: 'zed@example.com',
    taxRate,
    meters: names.map((name, index) => ({ name, ...used[index] })),
    wallets: balance === 0 ? [] : [{ currency: 'usd', balance }],
    subscriptions: [subscription],
  }));
  const demo = createDemoPolar({ now: clock().now, moving: false, customers });
  const statuses = new Set<number>();
  for (const { sample, externalId } of samples) {
    const { get, subscriptions } = signIn(demo, externalId);
    const [found] = (await subscriptions()).items;
    const response = await get(`/v1/customer-portal/subscriptions/${found?.id}/charge-preview`);
    const preview = response.status === 200 ? ((await response.json()) as WireChargePreview) : null;
    const oracle = wireOf(toScenario(...sample));
    statuses.add(response.status);
    expect({ sample, amount: found?.amount, preview }).toEqual({ sample, amount: oracle.subscription.amount, preview: oracle.preview });
  }
  expect(statuses).toEqual(new Set([200, 404]));
});

const statusOf: Record<SubscriptionStanding, Scenario['status']> = {
  active: 'active',
  trialing: 'trialing',
  ending: 'active',
  pausing: 'active',
  paused: 'paused',
  past_due: 'past_due',
  ended: 'canceled',
  unpaid: 'unpaid',
};

function toScenario(subscription: SubscriptionSeed, used: readonly { consumed: number; credited: number }[], taxRate: number, balance: number): Scenario {
  const { standing, resumes, pending, prorations = [], discount: discounted, seats = 1, units = 1 } = subscription;
  const plans = { current: toPlan(subscription), other: pending?.plan && toPlan(pending.plan) };
  const isTrial = standing === 'trialing';
  return scenarioOf({
    status: statusOf[standing ?? 'active'],
    plan: plans.current,
    seats: subscription.seatPrice === undefined ? null : seats,
    units: subscription.unitPrice === undefined ? null : units,
    // Usage of a trial is not billed.
    usage: isTrial ? {} : Object.fromEntries(names.map((name, index) => [name, used[index] ?? { consumed: 0, credited: 0 }])),
    ...(isTrial && { periodEnd: '2026-11-23T00:00:00Z' }),
    ...(standing === 'paused' && { periodStart: '2026-10-01T00:00:00Z', periodEnd: '2026-11-01T00:00:00Z' }),
    cancel: standing === 'ending',
    pause: standing === 'pausing',
    resumesAt: (standing === 'paused' || standing === 'pausing') && resumes !== false ? '2027-03-01T00:00:00Z' : null,
    pending: pending ? { plan: plans.other ?? null, seats: pending.seats ?? null, units: pending.units ?? null, discount: 'keep' } : null,
    prorations: prorations.map(({ label, amount }) => ({ label, amount: BigInt(amount) })),
    discount: discounted ? toDiscount(discounted) : null,
    tax: taxRate === 0 ? null : { behavior: subscription.taxInclusive ? 'inclusive' : 'exclusive', rate: BigInt(taxRate * 100) },
    balance: BigInt(balance),
  });
}

function toPlan({ plan: name, amount, seatPrice, unitPrice, prices = [] }: PlanSeed): Plan {
  const perQuantity = (rate: number) => ({ mode: 'volume' as const, tiers: [{ bound: null, rate: BigInt(rate) }] });
  const all: Price[] = [
    { kind: 'fixed', amount: BigInt(amount) },
    ...(seatPrice === undefined ? [] : [{ kind: 'seats', tiers: perQuantity(seatPrice) } as const]),
    ...(unitPrice === undefined ? [] : [{ kind: 'units', tiers: perQuantity(unitPrice), label: null } as const]),
    ...prices.map((price) => ({ kind: 'metered', meter: meterOf(price.meter), rate: 'unitAmount' in price ? price.unitAmount : '0', cap: null }) as const),
  ];
  return { name, interval: 'month', prices: all };
}

function toDiscount({ lasts = 'forever', appliedMonthsAgo, ...terms }: DiscountSeed): Discount {
  return {
    terms: 'percent' in terms ? { kind: 'percentage', basisPoints: Math.round(terms.percent * 100) } : { kind: 'fixed', amount: BigInt(terms.amount) },
    duration: lasts,
    appliedAt: appliedMonthsAgo === undefined ? null : new Date(Date.UTC(2026, 10 - appliedMonthsAgo, 1)).toISOString().replace('.000Z', 'Z'),
    restrictedTo: null,
  };
}
