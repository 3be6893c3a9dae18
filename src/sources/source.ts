import type { ChargePreview, CustomerCustomerMeter, CustomerSubscription, MeterList, MeterQuantities, SubscriptionList, UsageInterval, WalletList } from '../core';

/** Ways to sort meters on the server: Polar's names, `-` for descending. */
export type MeterSorting =
  | 'created_at'
  | 'modified_at'
  | 'meter_id'
  | 'meter_name'
  | 'consumed_units'
  | 'credited_units'
  | 'balance'
  | '-created_at'
  | '-modified_at'
  | '-meter_id'
  | '-meter_name'
  | '-consumed_units'
  | '-credited_units'
  | '-balance';

/** Which page of a list. */
export interface PageFilters {
  /** From 1. Default 1. */
  page?: number;
  /** Items per page, 1 to 100. Default 100. */
  limit?: number;
  /** All pages as one list, bounded: at most 1,000 items; `pagination.totalCount` says if there are more. */
  all?: boolean;
}

/** Which meters. */
export interface MeterFilters extends PageFilters {
  meterId?: string | readonly string[];
  /** The name contains this. */
  query?: string;
  sorting?: MeterSorting | readonly MeterSorting[];
}

/** Which subscriptions. */
export interface SubscriptionFilters extends PageFilters {
  active?: boolean;
  productId?: string | readonly string[];
  query?: string;
}

/** Which part of a meter's history. */
export interface UsageRange {
  start: Date;
  /** At most 31 days after `start` by the hour, 400 by the day, 1,100 by the week, ten years by the month or year. */
  end: Date;
  /** How long each bar is. Default `'day'`. */
  interval?: UsageInterval;
  /** IANA name of the zone whose days these are. Default UTC, in which Polar keeps its periods. */
  timeZone?: string | undefined;
}

/** On whose behalf a question is asked. */
export interface SourceContext {
  /** The host's name of the customer: a session is never shared between two of them. */
  scope?: string;
  /** Aborts the question; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What a source has beyond meters and subscriptions. Widgets leave out what it has not. */
export interface SourceAbilities {
  /** `wallets` answers. */
  wallets: boolean;
  /** `chargePreview` may have something to say. */
  chargePreview: boolean;
  /** `history` answers: through a read-only proxy. Polar's portal API has none. */
  history: boolean;
}

/**
 * Where a customer's data comes from. Every method answers in the domain shape and rejects with a
 * `PortalError`, or with the signal's reason when it was aborted.
 */
export interface PortalSource {
  /** Names the source in query keys: stable, and never anything secret. */
  readonly key: string;
  readonly can: SourceAbilities;
  meters(filters?: MeterFilters, context?: SourceContext): Promise<MeterList>;
  /** By the id of the customer meter (not of the meter that it counts). */
  meter(id: string, context?: SourceContext): Promise<CustomerCustomerMeter>;
  subscriptions(filters?: SubscriptionFilters, context?: SourceContext): Promise<SubscriptionList>;
  subscription(id: string, context?: SourceContext): Promise<CustomerSubscription>;
  wallets(filters?: PageFilters, context?: SourceContext): Promise<WalletList>;
  /** What the server expects to charge next; `null` where it does not say. */
  chargePreview(subscriptionId: string, context?: SourceContext): Promise<ChargePreview | null>;
  /** What was used of a meter, by the id of the meter that is counted (`meterId`). */
  history(meterId: string, range: UsageRange, context?: SourceContext): Promise<MeterQuantities>;
}
