import * as fc from 'fast-check';
import { type Discount, type Meter, meterOf, type Pending, type Plan, type Price, type Scenario } from './charge-oracle.scenario';
import { monthsAfter } from './charge-oracle.server';
import type { Tiers } from './charge-oracle.money';

const periodStart = '2026-11-01T00:00:00Z';

const meters: Meter[] = [
  meterOf('API calls'),
  meterOf('Storage', { unit: 'custom', label: 'GB', multiplier: 1_000_000_000 }),
  meterOf('Tokens', { unit: 'token' }),
  meterOf('Peak servers', { sums: false }),
  meterOf('Requests', { unit: 'custom', label: 'request', multiplier: 1000 }),
];

const cents = fc.oneof({ weight: 4, arbitrary: fc.bigInt(0n, 20_000n) }, { weight: 1, arbitrary: fc.bigInt(0n, 99_999_99n) });

/** From 0 to 100, with twelve decimals, as Polar's column `Numeric(17, 12)` has them. */
const rate = fc
  .oneof(fc.bigInt(0n, 99_999n), fc.bigInt(0n, 10n ** 10n), fc.bigInt(0n, 10n ** 14n))
  .map((trillionths) => `${trillionths / 10n ** 12n}.${String(trillionths % 10n ** 12n).padStart(12, '0')}`);

const tiers: fc.Arbitrary<Tiers> = fc.record({
  mode: fc.constantFrom('volume' as const, 'graduated' as const),
  tiers: fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 2 }), fc.array(fc.bigInt(0n, 5000n), { minLength: 3, maxLength: 3 }))
    .map(([bounds, rates]) => [...bounds.toSorted((a, b) => a - b), null].map((bound, index) => ({ bound, rate: rates[index] ?? 0n }))),
});

const fixed: fc.Arbitrary<Price> = cents.map((amount) => ({ kind: 'fixed', amount }));
const custom: fc.Arbitrary<Price> = cents.map((amount) => ({ kind: 'custom', amount }));
const seats: fc.Arbitrary<Price> = tiers.map((tiers) => ({ kind: 'seats', tiers }));
const units: fc.Arbitrary<Price> = fc.record({
  kind: fc.constant('units' as const),
  tiers,
  label: fc.constantFrom(null, { en: { '=1': 'device', other: 'devices' } }, { de: { '=1': 'Gerät', other: 'Geräte' } }),
});
const metered: fc.Arbitrary<Price[]> = fc.subarray(meters).chain((chosen) =>
  fc.tuple(...chosen.map((meter) => fc.record({ kind: fc.constant('metered' as const), meter: fc.constant(meter), rate, cap: fc.option(cents, { freq: 3 }) }))),
);

/** Which static prices a plan has. A plan changes only to one of its own kind, or from a custom price to a fixed one: Polar refuses other changes at the next period. */
type Base = 'none' | 'fixed' | 'custom' | 'seats' | 'units' | 'fixed and seats';

const bases: Record<Base, fc.Arbitrary<Price[]>> = {
  none: fc.constant([]),
  fixed: fixed.map((price) => [price]),
  custom: custom.map((price) => [price]),
  seats: seats.map((price) => [price]),
  units: units.map((price) => [price]),
  'fixed and seats': fc.tuple(fixed, seats),
};

function plan(name: string, base: Base): fc.Arbitrary<Plan> {
  return fc.record({
    name: fc.constant(name),
    interval: fc.constantFrom('month' as const, 'year' as const),
    prices: fc.tuple(bases[base], metered).map(([prices, rates]) => [...prices, ...rates]),
  });
}

const discount: fc.Arbitrary<Discount> = fc.record({
  terms: fc.oneof(
    fc.record({ kind: fc.constant('percentage' as const), basisPoints: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(1450, 2500, 5000, 10_000)) }),
    fc.record({ kind: fc.constant('fixed' as const), amount: cents }),
  ),
  duration: fc.oneof(fc.constantFrom('once' as const, 'forever' as const), fc.integer({ min: 1, max: 14 }).map((months) => ({ months }))),
  appliedAt: fc.option(fc.integer({ min: -13, max: 0 }).map((months) => monthsAfter(periodStart, months)), { freq: 4 }),
  restrictedTo: fc.option(fc.constantFrom(['Pro'], ['Basic'])),
});

function pending(base: Base): fc.Arbitrary<Pending> {
  const count = fc.integer({ min: 1, max: 60 });
  const target: Base = base === 'custom' ? 'fixed' : base;
  const product = fc.record({
    plan: plan('Basic', target),
    seats: fc.constant(null),
    units: fc.constant(null),
    discount: fc.oneof({ weight: 3, arbitrary: fc.constant('keep' as const) }, { weight: 1, arbitrary: fc.constant('unset' as const) }, { weight: 1, arbitrary: discount }),
  });
  const none = { plan: null, seats: null, units: null, discount: 'keep' as const };
  if (base === 'seats' || base === 'fixed and seats') return fc.oneof(product, count.map((seats) => ({ ...none, seats })));
  if (base === 'units') return fc.oneof(product, count.map((units) => ({ ...none, units })));
  return product;
}

const consumed = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 100_000 }),
  fc.double({ min: 0, max: 1e12, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 100 }).map((tenths) => tenths * 0.1),
);
const usage = fc.record({ consumed, credited: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })) });

const course = fc.record({
  status: fc.oneof(
    { weight: 5, arbitrary: fc.constant('active' as const) },
    { weight: 4, arbitrary: fc.constantFrom('trialing' as const, 'past_due' as const, 'paused' as const) },
    { weight: 1, arbitrary: fc.constantFrom('incomplete' as const, 'incomplete_expired' as const, 'canceled' as const, 'unpaid' as const) },
  ),
  cancel: fc.boolean(),
  pause: fc.boolean(),
  resumes: fc.option(fc.integer({ min: 1, max: 15 })),
  meterMonths: fc.constantFrom(null, null, 1, 2),
  yearly: fc.boolean(),
});

/** Every dimension that Polar's functions look at. A cancellation takes precedence over a pause, as in `_perform_cancellation`. */
export const scenarios: fc.Arbitrary<Scenario> = fc.constantFrom(...(Object.keys(bases) as Base[])).chain((base) =>
  fc
    .record({
      course,
      currency: fc.constantFrom('usd', 'usd', 'eur', 'jpy', 'huf', 'kwd'),
      plan: plan('Pro', base),
      count: fc.integer({ min: 1, max: 60 }),
      used: fc.array(usage, { minLength: meters.length, maxLength: meters.length }),
      pending: fc.option(pending(base), { freq: 2 }),
      prorations: fc.array(fc.record({ label: fc.constantFrom('Remaining time on Basic', 'Pro (3 → 5 seats)'), amount: fc.bigInt(-9000n, 9000n) }), { maxLength: 2 }),
      discount: fc.option(discount, { freq: 2 }),
      tax: fc.option(fc.record({ behavior: fc.constantFrom('exclusive' as const, 'inclusive' as const), rate: fc.constantFrom(0n, 60_000n, 190_000n, 250_000n, 88_750n) })),
      balance: fc.oneof(fc.constant(0n), fc.bigInt(-9000n, 9000n), fc.bigInt(-40n, 40n)),
      overdue: fc.array(fc.bigInt(50n, 9000n), { maxLength: 2 }),
    })
    .map(({ course: { status, cancel, pause, resumes, meterMonths, yearly }, count, used, ...rest }) => {
      const periodEnd = monthsAfter(periodStart, yearly ? 12 : 1);
      const cancels = cancel && (status === 'active' || status === 'trialing' || status === 'past_due');
      const pauses = pause && !cancels && (status === 'active' || status === 'past_due');
      return {
        ...rest,
        status,
        periodStart,
        periodEnd,
        // A trial has no meter period of its own, and its usage isn't billed.
        meterEnd: meterMonths === null || status === 'trialing' ? null : monthsAfter(periodStart, meterMonths),
        seats: base === 'seats' || base === 'fixed and seats' ? count : null,
        units: base === 'units' ? count : null,
        cancel: cancels,
        pause: pauses,
        resumesAt: resumes !== null && (pauses || status === 'paused') ? monthsAfter(periodEnd, resumes) : null,
        usage: status === 'trialing' ? {} : Object.fromEntries(meters.map(({ name }, index) => [name, used[index] ?? { consumed: 0, credited: 0 }])),
      };
    }),
);
