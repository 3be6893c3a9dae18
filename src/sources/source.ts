import type { UsageInterval } from '../core/history';
import type { CreditGrantList, MeterList, OrderList, SubscriptionList, WalletList } from '../core/schemas/list';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerProduct } from '../core/schemas/product';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { CustomerSubscription } from '../core/schemas/subscription';

/** Fields to sort meters by, with Polar's names; `-` sorts in descending order. */
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

/** Selects a page of a list. */
export interface PageFilters {
  /** From 1. Default: 1. */
  page?: number;
  /** Items per page, 1 to 100. Default: 100. */
  limit?: number;
  /** All pages as one list, up to ten: 1,000 items, or fewer with a smaller `limit`; a state source returns all. `pagination.totalCount` shows whether there are more. */
  all?: boolean;
}

/** Selects meters. */
export interface MeterFilters extends PageFilters {
  /** Only meters with one of these ids. */
  meterId?: string | readonly string[];
  /** Text that the meter's name contains, in upper or lower case. */
  query?: string;
  /** The order of the meters. A minus sign before a name reverses it. */
  sorting?: MeterSorting | readonly MeterSorting[];
}

/** Selects subscriptions. */
export interface SubscriptionFilters extends PageFilters {
  /** `true`: active or trialing ones only. `false`: canceled or unpaid ones only. A past due or paused one is neither. */
  active?: boolean;
  /** Only subscriptions to one of these products. */
  productId?: string | readonly string[];
  /** Text that the product's name contains, in upper or lower case. */
  query?: string;
}

/** Selects orders. */
export interface OrderFilters extends PageFilters {
  /** Only orders of one of these subscriptions. */
  subscriptionId?: string | readonly string[];
}

/** Selects a part of a meter's history. */
export interface UsageRange {
  /** Not before 2023. */
  start: Date;
  /** The first moment after the range. At most 7 days after `start` for hours, 366 for days, 371 for weeks, 1,460 for months and 3,650 for years: Polar's own limits. */
  end: Date;
  /** The length of each interval. Default: `'day'`. */
  interval?: UsageInterval;
  /** IANA name of the time zone that days begin in, such as `Europe/Zurich`. Polar accepts no offsets. Default: UTC, as for Polar's periods. */
  timeZone?: string | undefined;
}

/** Which customer a request is for, and when to stop. */
export interface SourceContext {
  /** The host's stable name for the customer, such as a user id. A source with tokens keeps one for each scope. */
  scope?: string;
  /** Aborts the request; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What a source offers beyond meters and subscriptions. Widgets leave out what it lacks. */
export interface SourceAbilities {
  /** Whether `wallets` works. */
  wallets: boolean;
  /** Whether `chargePreview` may return a preview. */
  chargePreview: boolean;
  /** Whether `orders` works. */
  orders?: boolean;
  /** Whether `products` works. */
  products?: boolean;
  /** Whether `history` works: it needs a read-only proxy, because Polar's portal API has no history. */
  history: boolean;
  /** Whether `breakdown` may work: it needs `createProxySource` and the option `breakdown` of the proxy, without which it rejects with `not_found`. Default: `false`. */
  breakdown?: boolean;
  /** Whether `creditGrants` works. Default: `false`. */
  grants?: boolean;
}

/**
 * Where a customer's data comes from. Every method but `forget` resolves with parsed data, and rejects with a `PortalError`, or
 * with the signal's reason after an abort.
 */
export interface PortalSource {
  /** Identifies the source in query keys: stable, and never secret. */
  readonly key: string;
  /** What it offers beyond meters and subscriptions. */
  readonly can: SourceAbilities;
  /** Drops the session of a customer who has left the page. `PortalProvider` calls it. */
  forget?(scope: string): void;
  /** The customer's meters, as a page or as one list. */
  meters(filters?: MeterFilters, context?: SourceContext): Promise<MeterList>;
  /** @param id of the customer meter, not of its meter (`meterId`). */
  meter(id: string, context?: SourceContext): Promise<CustomerCustomerMeter>;
  /** The customer's subscriptions with their prices and metered amounts. */
  subscriptions(filters?: SubscriptionFilters, context?: SourceContext): Promise<SubscriptionList>;
  /** One subscription by its id. */
  subscription(id: string, context?: SourceContext): Promise<CustomerSubscription>;
  /** The customer's wallets, each in one currency. */
  wallets(filters?: PageFilters, context?: SourceContext): Promise<WalletList>;
  /** The customer's orders, the latest first; pending ones are not paid yet. Optional: without it outstanding amounts are unknown. */
  orders?(filters?: OrderFilters, context?: SourceContext): Promise<OrderList>;
  /** The merchant's products: for the name of a plan that a subscription changes to. Optional: without it such a plan has no name. */
  products?(context?: SourceContext): Promise<CustomerProduct[]>;
  /** The benefits that grant credits on a meter. A source of your own may leave it out. */
  creditGrants?(filters?: PageFilters, context?: SourceContext): Promise<CreditGrantList>;
  /** The server's preview of the next charge; `null` if it offers none. */
  chargePreview(subscriptionId: string, context?: SourceContext): Promise<ChargePreview | null>;
  /** @param meterId of the meter, not of the customer meter. */
  history(meterId: string, range: UsageRange, context?: SourceContext): Promise<MeterQuantities>;
  /**
   * A meter's history by the values of a metadata key. Optional: only `createProxySource` has it. Rejects with `invalid_request` for a
   * key that the proxy does not offer, and for meters that neither count nor sum.
   * @param meterId of the meter, not of the customer meter.
   */
  breakdown?(meterId: string, by: string, range: UsageRange, context?: SourceContext): Promise<MeterBreakdown>;
}
