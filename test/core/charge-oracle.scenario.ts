import type { DiscountTerms, Tax, Tiers } from './charge-oracle.money';

export type Status = 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'canceled' | 'unpaid' | 'paused';

export interface Meter {
  name: string;
  unit: 'scalar' | 'token' | 'custom';
  label: string | null;
  multiplier: number | null;
  /** Whether its parts add up (count, sum). A maximum, an average or a unique count is billed as a whole, at the price of the day on which it is billed. */
  sums: boolean;
}

export type Price =
  | { kind: 'fixed'; amount: bigint }
  | { kind: 'custom'; amount: bigint }
  | { kind: 'seats'; tiers: Tiers }
  | { kind: 'units'; tiers: Tiers; label: Record<string, Record<string, string>> | null }
  | { kind: 'metered'; meter: Meter; rate: string; cap: bigint | null };

export interface Plan {
  name: string;
  interval: 'month' | 'year';
  prices: Price[];
}

export interface Discount {
  terms: DiscountTerms;
  duration: 'once' | 'forever' | { months: number };
  /** Start of the first period that it applied to; null when it has not been applied yet. */
  appliedAt: string | null;
  /** Checked when the discount is redeemed and never again: a later plan keeps the discount. */
  restrictedTo: string[] | null;
}

export interface Pending {
  plan: Plan | null;
  seats: number | null;
  units: number | null;
  /** The discount after the change. A portal customer doesn't see this. */
  discount: Discount | 'unset' | 'keep';
}

/** A subscription as the server knows it, which is more than a portal customer sees. Instants are ISO strings in UTC. */
export interface Scenario {
  currency: string;
  status: Status;
  plan: Plan;
  seats: number | null;
  units: number | null;
  /** Unbilled usage by meter name. */
  usage: Record<string, { consumed: number; credited: number }>;
  periodStart: string;
  periodEnd: string;
  /** End of the meters' own period; null if they have none. */
  meterEnd: string | null;
  cancel: boolean;
  pause: boolean;
  resumesAt: string | null;
  pending: Pending | null;
  prorations: { label: string; amount: bigint }[];
  discount: Discount | null;
  tax: Tax | null;
  /** Billing balance: positive is credit, negative is debt. */
  balance: bigint;
  /** `due_amount` of the pending orders of a subscription that is past due. */
  overdue: bigint[];
}

const november: Scenario = {
  currency: 'usd',
  status: 'active',
  plan: { name: 'Pro', interval: 'month', prices: [] },
  seats: null,
  units: null,
  usage: {},
  periodStart: '2026-11-01T00:00:00Z',
  periodEnd: '2026-12-01T00:00:00Z',
  meterEnd: null,
  cancel: false,
  pause: false,
  resumesAt: null,
  pending: null,
  prorations: [],
  discount: null,
  tax: null,
  balance: 0n,
  overdue: [],
};

/** An active monthly subscription from Nov 1 to Dec 1 2026, with the caller's changes. */
export function scenarioOf(changes: Partial<Scenario>): Scenario {
  return { ...november, ...changes };
}

/** A meter that counts plain units. */
export function meterOf(name: string, changes: Partial<Meter> = {}): Meter {
  return { name, unit: 'scalar', label: null, multiplier: null, sums: true, ...changes };
}
