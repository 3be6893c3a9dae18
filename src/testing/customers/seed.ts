import type { UnitName } from '../fixtures/prices';
import type { WireInterval } from '../fixtures/wire';
import type { WireTiers } from '../fixtures/wirePrices';

/** A short description of a customer, which the demo expands into everything that Polar returns about the customer. */
export interface CustomerSeed {
  /** The merchant's id of the customer, such as `ada`. */
  externalId: string;
  name: string;
  email: string;
  meters?: readonly MeterSeed[];
  subscriptions?: readonly SubscriptionSeed[];
  wallets?: readonly WalletSeed[];
  /** One-time purchases of credits, which never renew. */
  purchases?: readonly PurchaseSeed[];
  /** Tax on every charge, in basis points: 2500 is 25%. Default: 0. */
  taxRate?: number;
}

/** One customer meter: what was consumed and credited since the last reset. */
export interface MeterSeed {
  /** Unique per customer. Customers with a meter of the same name share that meter. */
  name: string;
  /** Units. Default: 0. */
  consumed?: number;
  /** Units. Default: 0. */
  credited?: number;
  /** Whether unused credits roll over to the next period. Default: false. */
  rollover?: boolean;
  /** The unit named by prices. Default: `scalar`. */
  unit?: UnitName;
  /** Units consumed per minute while the demo runs, added in whole units. Default: 0. */
  perMinute?: number;
  /** How the meter combines its events. Default: `sum`. */
  aggregation?: 'count' | 'sum' | 'max' | 'min' | 'avg' | 'unique';
  /** The metadata of its events: for each key, the percentage of units with each value. The rest has none. */
  metadata?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A metered price. Amounts are in minor units. */
export type PriceSeed = {
  /** The name of a meter of the customer. */
  meter: string;
  /** The most that a period costs. Default: no cap. */
  cap?: number;
  /** Recent units that the amount doesn't include yet, because Polar updates it with a delay. Default: 0. */
  unsettled?: number;
} & ({ unitAmount: string } | { tiers: WireTiers });

/**
 * The stage of a subscription. `ending` is active and cancels at the end of the period; `pausing` is active and pauses
 * at the end of the period; `paused` was paused at the end of last month. The last two resume on a later date unless
 * `resumes` is false. `ended` was canceled, and ended at the start of last month. `unpaid` ended this month, because it was
 * never paid.
 */
export type SubscriptionStanding =
  | 'active'
  | 'trialing'
  | 'ending'
  | 'pausing'
  | 'paused'
  | 'past_due'
  | 'ended'
  | 'unpaid';

/** What a plan costs. Amounts are in minor units of the subscription's currency. */
export interface PlanSeed {
  /** The name of the product. */
  plan: string;
  /** The fixed price per interval. A plan with a price per seat or unit has a fixed price only if this is not 0. */
  amount: number;
  /** The price of each seat. Default: no seats. */
  seatPrice?: number;
  /** The price of each unit, such as a device. Default: no units. */
  unitPrice?: number;
  /** The forms of the unit's name by locale, such as `{ en: { '=1': 'device', other: 'devices' } }`. */
  unitLabel?: Record<string, Record<string, string>>;
  /** Metered prices. */
  prices?: readonly PriceSeed[];
}

/** A change that applies when the next period begins: another plan, another number of seats or units. */
export interface PendingUpdateSeed {
  plan?: PlanSeed;
  seats?: number;
  units?: number;
}

/** A discount on prices and usage: in percent, or an amount in minor units. */
export type DiscountSeed = ({ percent: number } | { amount: number }) & {
  /** How long it applies: to one charge, for a number of months, or forever. Default: `forever`. */
  lasts?: 'once' | 'forever' | { months: number };
  /** The month of the first charge that it reduced, counted back from this month. Default: it has reduced no charge yet or, if it lasts forever, every charge. */
  appliedMonthsAgo?: number;
};

/** One subscription. Its meters are those with a price here; its benefits are the credits on them and on the meters in `grants`. */
export interface SubscriptionSeed extends PlanSeed {
  description?: string;
  /** Lowercase ISO 4217 code. */
  currency: string;
  /** The number of seats. Default: 1 if the plan has a price per seat. */
  seats?: number;
  /** The number of units. Default: 1 if the plan has a price per unit. */
  units?: number;
  /** Default: `month`. */
  interval?: WireInterval & ('month' | 'year');
  /** Whether meters settle and credits renew every month, even if the plan is billed by the year. Default: false. */
  metersSettleMonthly?: boolean;
  /** Default: `active`. */
  standing?: SubscriptionStanding;
  /** Whether a paused or pausing subscription has a date on which it resumes. Default: true. */
  resumes?: boolean;
  pending?: PendingUpdateSeed;
  discount?: DiscountSeed;
  /** Whether prices include tax. Default: false. */
  taxInclusive?: boolean;
  /** Prorations on the next charge after a change of plan, in minor units; negative for a credit. */
  prorations?: readonly { label: string; amount: number }[];
  /** The usage on the latest order, in minor units. Default: 0. */
  lastUsageAmount?: number;
  /** Names of meters that the plan grants credits on without a metered price. */
  grants?: readonly string[];
}

/** A one-time purchase of credits on a meter of the customer. */
export interface PurchaseSeed {
  /** The name of the product. */
  product: string;
  /** The price in minor units. */
  amount: number;
  /** Lowercase ISO 4217 code. */
  currency: string;
  /** The name of the meter. */
  meter: string;
  units: number;
}

/** A money balance in minor units; may be negative. */
export interface WalletSeed {
  currency: string;
  balance: number;
  /** `billing` pays charges in its currency, `usage` doesn't. The API returns both without saying which. Default: `billing`. */
  kind?: 'billing' | 'usage';
}
