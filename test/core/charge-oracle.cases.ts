import type { Block, Claims } from './charge-oracle.claims';
import { type Discount, type Meter, meterOf, type Price, type Scenario, scenarioOf } from './charge-oracle.scenario';

/** A subscription with figures worked out by hand. */
export interface WorkedCase {
  name: string;
  scenario: Scenario;
  title: Claims['title'];
  at: string | null;
  change?: NonNullable<Claims['change']>;
  outstanding?: bigint;
  /** Lines read "base 2000"; a figure that isn't given is unknown. */
  blocks: (Partial<Omit<Block, 'lines' | 'at'>> & { at: string | null; lines: string[] })[];
  /** The phrases that a page has to contain in English, and those that it must not contain. */
  says: string[];
  never: string[];
}

export const dec1 = '2026-12-01T00:00:00Z';
export const mar1 = '2027-03-01T00:00:00Z';
export const nov1 = '2026-11-01T00:00:00Z';
export const oct1 = '2026-10-01T00:00:00Z';

export const calls = meterOf('API calls');
export const storage = meterOf('Storage', { unit: 'custom', label: 'GB', multiplier: 1_000_000_000 });

export function fixed(amount: bigint): Price {
  return { kind: 'fixed', amount };
}

export function seat(rate: bigint): Price {
  return { kind: 'seats', tiers: { mode: 'volume', tiers: [{ bound: null, rate }] } };
}

export function perUnit(rate: string, meter: Meter = calls, cap: bigint | null = null): Price {
  return { kind: 'metered', meter, rate, cap };
}

export function used(consumed: number, credited = 0, meter: Meter = calls): Scenario['usage'] {
  return { [meter.name]: { consumed, credited } };
}

export function plan(name: string, ...prices: Price[]): Scenario['plan'] {
  return { name, interval: 'month', prices };
}

export function percent(basisPoints: number, duration: Discount['duration'] = 'forever', appliedAt: string | null = oct1): Discount {
  return { terms: { kind: 'percentage', basisPoints }, duration, appliedAt, restrictedTo: null };
}

const plain = { discount: 0n, tax: 0n, applied: 0n, outcome: 'charged' } as const;
const unchanged = { plan: null, seats: null, units: null, discount: 'keep' } as const;

/** One case for each rule of the next charge. */
export const tableCases: WorkedCase[] = [
  {
    name: 'a lasting discount',
    scenario: scenarioOf({ plan: plan('Pro', fixed(2000n)), discount: percent(2500) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 2000'], subtotal: 2000n, discount: 500n, total: 1500n, due: 1500n }],
    says: ['Next charge', '$20.00', '−$5.00', '$15.00'],
    never: ['before discount', 'a discount will be taken off'],
  },
  {
    name: 'a one-time discount that is used up',
    scenario: scenarioOf({ plan: plan('Pro', fixed(2400n)), discount: percent(5000, 'once', nov1) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 2400'], subtotal: 2400n, total: 2400n, due: 2400n }],
    says: ['$24.00'],
    never: ['$12.00', 'before discount'],
  },
  {
    name: 'a discount over base and usage',
    scenario: scenarioOf({ plan: plan('Pro', fixed(1200n), perUnit('0.1')), usage: used(3000), discount: percent(5000) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 1200', 'metered API calls 300'], subtotal: 1500n, discount: 750n, total: 750n, due: 750n }],
    says: ['$12.00', '$3.00', '−$7.50', '$7.50'],
    never: ['$6.00', '$9.00'],
  },
  {
    name: 'discount and tax',
    scenario: scenarioOf({
      plan: plan('Pro', fixed(4900n), perUnit('1')),
      usage: used(13_253),
      discount: percent(1500),
      tax: { behavior: 'exclusive', rate: 250_000n },
    }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 4900', 'metered API calls 13253'], subtotal: 18_153n, discount: 2723n, tax: 3858n, inclusive: false, total: 19_288n, due: 19_288n }],
    says: ['$181.53', '−$27.23', '$38.58', '$192.88'],
    never: ['before tax'],
  },
  {
    name: 'a cheaper plan at the next period',
    scenario: scenarioOf({ plan: plan('Pro', fixed(4000n)), pending: { ...unchanged, plan: plan('Basic', fixed(2500n)) } }),
    title: 'next',
    at: dec1,
    change: { at: dec1, product: 'Basic', seats: null, units: null },
    blocks: [{ ...plain, at: dec1, lines: ['base 2500'], subtotal: 2500n, total: 2500n, due: 2500n }],
    says: ['Plan changes to Basic on Dec 1', '$25.00'],
    never: ['$40.00'],
  },
  {
    name: 'fewer seats at the next period',
    scenario: scenarioOf({ plan: plan('Team', seat(500n)), seats: 8, pending: { ...unchanged, seats: 6 } }),
    title: 'next',
    at: dec1,
    change: { at: dec1, product: null, seats: 6, units: null },
    blocks: [{ ...plain, at: dec1, lines: ['base 3000'], subtotal: 3000n, total: 3000n, due: 3000n }],
    says: ['6 seats from Dec 1', 'Team\u00a0· 6 seats', '$30.00'],
    never: ['$40.00'],
  },
  {
    name: 'a pause with a resume date',
    scenario: scenarioOf({ plan: plan('Pro', fixed(1500n), perUnit('0.1')), usage: used(4000), pause: true, resumesAt: mar1 }),
    title: 'resume',
    at: mar1,
    blocks: [{ ...plain, at: mar1, lines: ['base 1500', 'metered API calls 400'], subtotal: 1900n, total: 1900n, due: 1900n }],
    says: ['Charge after your pause', 'Mar 1', '$19.00', 'Pauses on Dec 1'],
    never: ['due Dec 1'],
  },
  {
    name: 'a pause without a resume date',
    scenario: scenarioOf({ plan: plan('Pro', fixed(1500n), perUnit('0.1')), usage: used(4000), pause: true }),
    title: 'pauses',
    at: dec1,
    blocks: [],
    says: ['Pauses on Dec 1'],
    never: ['due Dec 1', 'Next charge', '$19.00'],
  },
  {
    name: 'an ended subscription with figures left on its meters',
    scenario: scenarioOf({ status: 'canceled', plan: plan('Pro', fixed(1500n), perUnit('0.1')), usage: used(4000) }),
    title: 'ended',
    at: null,
    blocks: [],
    says: ['Ended'],
    never: ['$4.00', 'Next charge', 'no date yet'],
  },
  {
    name: 'an unpaid subscription with figures left on its meters',
    scenario: scenarioOf({ status: 'unpaid', plan: plan('Pro', fixed(1500n), perUnit('0.1')), usage: used(4000) }),
    title: 'ended',
    at: null,
    blocks: [],
    says: ['Ended'],
    never: ['$4.00', '$15.00', 'Next charge'],
  },
  {
    name: 'prices that include the tax',
    scenario: scenarioOf({ plan: plan('Pro', fixed(900n)), tax: { behavior: 'inclusive', rate: 250_000n } }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 900'], subtotal: 900n, tax: 180n, inclusive: true, total: 900n, due: 900n }],
    says: ['$9.00', 'includes $1.80 tax'],
    never: ['before tax', '$7.20', '$10.80'],
  },
  {
    name: 'a credit that pays everything',
    scenario: scenarioOf({ plan: plan('Pro', fixed(1200n)), balance: 1200n }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['base 1200'], subtotal: 1200n, total: 1200n, applied: -1200n, due: 0n, outcome: 'nothing' }],
    says: ['$12.00 from your balance', '$0.00'],
    never: ['$12.00 due'],
  },
  {
    name: 'a price per byte in scientific notation',
    scenario: scenarioOf({ plan: plan('Pro', perUnit('4.5E-8', storage)), usage: used(2e9, 0, storage) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['metered Storage 90'], subtotal: 90n, total: 90n, due: 90n }],
    says: ['2 GB', '$0.45\u00a0/\u00a0GB', '$0.90'],
    never: ['—', '2B GB'],
  },
  {
    name: 'bytes shown as GB',
    scenario: scenarioOf({ plan: plan('Pro', perUnit('0.00000001', storage)), usage: used(70e9, 60e9, storage) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['metered Storage 100'], subtotal: 100n, total: 100n, due: 100n }],
    says: ['70 of 60 GB', '$0.10\u00a0/\u00a0GB', '$1.00'],
    never: ['70B', '$0.10\u00a0/\u00a01B GB'],
  },
  {
    name: 'monthly usage on a yearly plan',
    scenario: scenarioOf({
      plan: { ...plan('Pro', fixed(12_000n), perUnit('0.1')), interval: 'year' },
      usage: used(5000),
      periodEnd: '2027-11-01T00:00:00Z',
      meterEnd: dec1,
      discount: percent(1000),
      tax: { behavior: 'exclusive', rate: 190_000n },
    }),
    title: 'next',
    at: '2027-11-01T00:00:00Z',
    blocks: [
      { at: dec1, lines: ['metered API calls 500'], subtotal: 500n },
      { at: '2027-11-01T00:00:00Z', lines: ['base 12000'], subtotal: 12_000n },
    ],
    says: ['Dec 1', '$5.00', 'Nov 1, 2027', '$120.00', 'before discount and tax'],
    never: ['$125.00', '$112.50', '$133.88'],
  },
  {
    name: 'an overdue payment',
    scenario: scenarioOf({ status: 'past_due', plan: plan('Pro', fixed(2000n)), overdue: [2380n] }),
    title: 'overdue',
    at: null,
    outstanding: 2380n,
    blocks: [{ at: dec1, lines: ['base 2000'], discount: 0n }],
    says: ['Payment overdue', '$23.80'],
    never: ['Next charge'],
  },
  {
    name: 'an amount below the minimum charge',
    scenario: scenarioOf({ plan: plan('Pro', perUnit('0.1')), usage: used(300) }),
    title: 'next',
    at: dec1,
    blocks: [{ ...plain, at: dec1, lines: ['metered API calls 30'], subtotal: 30n, total: 30n, due: 30n, outcome: 'to balance' }],
    says: ['$0.30', "too small to charge on its own, so it's added to a later charge"],
    never: ['charged'],
  },
];
