import { calls, dec1, fixed, mar1, nov1, percent, perUnit, plan, seat, used } from './charge-oracle.cases';
import { type Discount, type Pending, type Price, type Scenario, scenarioOf, type Status } from './charge-oracle.scenario';

/** Dimensions of the charge oracle, with a value for each case that its rules tell apart. */
const dimensions = {
  status: ['active', 'trialing', 'past_due', 'paused', 'canceled', 'unpaid', 'incomplete', 'incomplete_expired'],
  cancel: [false, true],
  pause: ['no', 'until a date', 'without a date'],
  pending: ['no', 'plan', 'plan with the meter', 'seats', 'units'],
  discount: ['no', 'lasting', 'used up', 'more than the charge'],
  tax: ['no', 'exclusive', 'inclusive'],
  balance: ['none', 'some credit', 'more credit than the charge', 'debt'],
  metered: ['no', 'unused', 'used', 'used, on a clock of its own', 'used, without a base price'],
} as const;

/** Dimensions that only the long test combines. */
const more = {
  prorations: ['no', 'charge', 'credit'],
  /** Whether the server sent a preview and orders. Only a past-due subscription has orders, and it has no preview. */
  known: ['all', 'the subscription only'],
} as const;

type Dimensions = typeof dimensions & typeof more;
type Combination = { [Name in keyof Dimensions]: Dimensions[Name][number] };

/** How many combinations there are without, and with, the dimensions of the long test. */
export const shortCount = countOf(dimensions);
export const longCount = shortCount * countOf(more);

/** Statuses of a subscription that has no charges, whatever the other dimensions are. */
export const closed: readonly string[] = ['canceled', 'unpaid', 'incomplete', 'incomplete_expired'];

/** The combination with a number below `longCount`. Numbers below `shortCount` have the first values of the long dimensions. */
export function combinationAt(number: number): Combination {
  let rest = number;
  const entries = Object.entries({ ...dimensions, ...more }).map(([name, values]) => {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Combination;
}

/** Counts the triples of values from any three short dimensions: all that exist, and those that the given combinations contain. */
export function triplesIn(combinations: readonly Combination[]): { all: number; found: number } {
  const names = Object.keys(dimensions) as (keyof typeof dimensions)[];
  const triples = names.flatMap((a, i) => names.slice(i + 1).flatMap((b, j) => names.slice(i + j + 2).map((c) => [a, b, c] as const)));
  const all = triples.reduce((sum, triple) => sum + triple.reduce((product, name) => product * dimensions[name].length, 1), 0);
  const found = triples.reduce((sum, triple) => sum + new Set(combinations.map((one) => triple.map((name) => one[name]).join('|'))).size, 0);
  return { all, found };
}

/** The subscription of a combination: $20.00 for the plan, or 8 seats, or 3 devices; and $4.00 of usage. Its period begins on Nov 1 2026. */
export function scenarioOfCombination({ status, cancel, pause, pending, discount, tax, balance, metered, prorations }: Combination): Scenario {
  const own: Price[] = [...basePrices(pending, metered), ...(metered === 'no' ? [] : [perUnit('0.1')])];
  const isYearly = metered === 'used, on a clock of its own';
  return scenarioOf({
    status: status satisfies Status,
    plan: { ...plan('Pro', ...own), interval: isYearly ? 'year' : 'month' },
    seats: pending === 'seats' ? 8 : null,
    units: pending === 'units' ? 3 : null,
    usage: metered === 'no' || metered === 'unused' ? {} : used(5000, 1000),
    periodEnd: isYearly ? '2027-11-01T00:00:00Z' : dec1,
    meterEnd: isYearly ? dec1 : null,
    cancel,
    pause: pause !== 'no' && status !== 'paused',
    resumesAt: pause === 'until a date' ? (isYearly ? '2028-03-01T00:00:00Z' : mar1) : null,
    pending: pendingUpdates[pending],
    prorations: prorations === 'no' ? [] : [{ label: 'Remaining time on Basic', amount: prorations === 'charge' ? 555n : -9000n }],
    discount: discounts[discount],
    tax: tax === 'no' ? null : { behavior: tax, rate: 250_000n },
    balance: balances[balance],
    overdue: [1234n, 567n],
  });
}

function basePrices(pending: Combination['pending'], metered: Combination['metered']): Price[] {
  if (metered === 'used, without a base price' && pending !== 'seats' && pending !== 'units') return [];
  if (pending === 'seats') return [seat(500n)];
  return [pending === 'units' ? devices : fixed(2000n)];
}

const devices: Price = { kind: 'units', tiers: { mode: 'volume', tiers: [{ bound: null, rate: 700n }] }, label: { en: { '=1': 'device', other: 'devices' } } };
const unchanged = { plan: null, seats: null, units: null, discount: 'keep' } as const;

const pendingUpdates: Record<Combination['pending'], Pending | null> = {
  no: null,
  plan: { ...unchanged, plan: plan('Basic', fixed(1300n)) },
  'plan with the meter': { ...unchanged, plan: plan('Basic', fixed(1300n), perUnit('0.2', calls)) },
  seats: { ...unchanged, seats: 6 },
  units: { ...unchanged, units: 1 },
};

const discounts: Record<Combination['discount'], Discount | null> = {
  no: null,
  lasting: percent(1500),
  'used up': percent(5000, 'once', nov1),
  'more than the charge': { terms: { kind: 'fixed', amount: 1_000_000n }, duration: 'forever', appliedAt: null, restrictedTo: null },
};

const balances: Record<Combination['balance'], bigint> = { none: 0n, 'some credit': 370n, 'more credit than the charge': 1_000_000n, debt: -250n };

function countOf(values: Record<string, readonly unknown[]>): number {
  return Object.values(values).reduce((product, { length }) => product * length, 1);
}
