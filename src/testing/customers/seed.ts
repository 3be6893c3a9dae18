import type { UnitName } from '../fixtures/prices';
import type { WireInterval, WireTiers } from '../fixtures/wire';

/** A customer in few words; the demo expands it to everything that Polar would answer about it. */
export interface CustomerSeed {
  /** The merchant's own id of the customer, such as `ada`. */
  externalId: string;
  name: string;
  email: string;
  meters?: readonly MeterSeed[];
  subscriptions?: readonly SubscriptionSeed[];
  wallets?: readonly WalletSeed[];
  /** Tax on what is charged, in basis points: 2500 are 25 %. Default 0. */
  taxRate?: number;
}

/** One customer meter: all that was consumed and credited since the last reset. */
export interface MeterSeed {
  /** Unique for the customer; meters of the same name are the same meter for all customers. */
  name: string;
  /** Default 0: never used, so never modified either. */
  consumed?: number;
  /** Default 0. */
  credited?: number;
  /** How the unit is called in prices. Default `scalar`. */
  unit?: UnitName;
  /** Units consumed per minute while the demo runs, added in whole units. Default 0. */
  perMinute?: number;
}

/** What a metered price charges for a meter, in minor units. */
export type PriceSeed = {
  meter: string;
  cap?: number;
  /** The latest units, which are not in the amount yet: Polar counts in steps. Default 0. */
  unsettled?: number;
} & ({ unitAmount: string } | { tiers: WireTiers });

/**
 * Where a subscription stands. `ending` is active and cancels at the end of the period; `ended` is over since last
 * month; `paused` resumes by itself next month but one, or is told not to.
 */
export type SubscriptionStanding = 'active' | 'trialing' | 'ending' | 'ended' | 'past_due' | 'paused';

/** One subscription. Its meters are those that have a price here; its benefits are their credits. */
export interface SubscriptionSeed {
  /** Name of the product. */
  plan: string;
  description?: string;
  /** Base amount per interval, in minor units of the currency. */
  amount: number;
  /** Lowercase code. */
  currency: string;
  /** Default `month`. */
  interval?: WireInterval & ('month' | 'year');
  /** Settle meters and renew credits every month, whatever the interval. Default false. */
  metersSettleMonthly?: boolean;
  /** Default `active`. */
  standing?: SubscriptionStanding;
  /** Whether a paused one has a date on which it resumes. Default true. */
  resumes?: boolean;
  /** Taken off every charge: whole percent of it, or so many minor units. */
  discount?: { percent: number } | { amount: number };
  /** What the next charge corrects after a change within the period; minor units, negative for money back. */
  prorations?: readonly { label: string; amount: number }[];
  prices?: readonly PriceSeed[];
  /** Meters that the plan gives credits for without a metered price. */
  grants?: readonly string[];
}

/** A balance of money, in minor units; may be negative. */
export interface WalletSeed {
  currency: string;
  balance: number;
}
