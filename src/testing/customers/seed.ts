import type { UnitName } from '../fixtures/prices';
import type { WireInterval, WireTiers } from '../fixtures/wire';

/** A short description of a customer, which the demo expands into everything that Polar returns about one. */
export interface CustomerSeed {
  /** The merchant's id of the customer, such as `ada`. */
  externalId: string;
  name: string;
  email: string;
  meters?: readonly MeterSeed[];
  subscriptions?: readonly SubscriptionSeed[];
  wallets?: readonly WalletSeed[];
  /** Tax on every charge, in basis points: 2500 is 25 %. Default 0. */
  taxRate?: number;
}

/** One customer meter: what was consumed and credited since the last reset. */
export interface MeterSeed {
  /** Unique per customer. Customers with a meter of the same name share that meter. */
  name: string;
  /** Units. Default 0. */
  consumed?: number;
  /** Units. Default 0. */
  credited?: number;
  /** The unit that prices name. Default `scalar`. */
  unit?: UnitName;
  /** Units consumed per minute while the demo runs, added in whole units. Default 0. */
  perMinute?: number;
}

/** A metered price. Amounts are in minor units. */
export type PriceSeed = {
  /** The name of a meter of the customer. */
  meter: string;
  /** The most that a period costs. Default no cap. */
  cap?: number;
  /** Recent units that the amount doesn't include yet, because Polar updates it with a delay. Default 0. */
  unsettled?: number;
} & ({ unitAmount: string } | { tiers: WireTiers });

/**
 * The stage of a subscription. `ending` is active and cancels at the end of the period; `ended` was canceled last
 * month; `paused` resumes at the beginning of the month after next unless `resumes` is false.
 */
export type SubscriptionStanding = 'active' | 'trialing' | 'ending' | 'ended' | 'past_due' | 'paused';

/** One subscription. Its meters are those with a price here; its benefits are the credits on them. */
export interface SubscriptionSeed {
  /** The name of the product. */
  plan: string;
  description?: string;
  /** The price per interval, in minor units of the currency. */
  amount: number;
  /** Lowercase ISO 4217 code. */
  currency: string;
  /** Default `month`. */
  interval?: WireInterval & ('month' | 'year');
  /** Whether meters settle and credits renew every month, even if the plan is billed by the year. Default false. */
  metersSettleMonthly?: boolean;
  /** Default `active`. */
  standing?: SubscriptionStanding;
  /** Whether a paused subscription has a date on which it resumes. Default true. */
  resumes?: boolean;
  /** The discount on every charge: in percent, or an amount in minor units. */
  discount?: { percent: number } | { amount: number };
  /** Prorations on the next charge after a change of plan, in minor units; negative for a credit. */
  prorations?: readonly { label: string; amount: number }[];
  prices?: readonly PriceSeed[];
  /** Names of meters that the plan grants credits on without a metered price. */
  grants?: readonly string[];
}

/** A money balance in minor units; may be negative. */
export interface WalletSeed {
  currency: string;
  balance: number;
}
