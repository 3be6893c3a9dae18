import { type PathStep, PortalError } from '../errors';
import type { ProductPrice } from '../price';
import {
  type CustomerStateSubscriptionMeter,
  type CustomerSubscriptionMeter,
  parsePortalSubscriptionMeter,
  parseStateSubscriptionMeter,
} from './meter';
import { parsePrice, parsePriceOutline } from './price';
import { child, type Fields, flag, instant, instantOrNull, nullable, optional, parse, parseEach, type ParseOptions, quantity, record, text } from './wire';

/** Where a subscription stands; newer states pass as they are. */
export type SubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'canceled'
  | 'unpaid'
  | 'paused'
  | (string & {});

/** How often a subscription recurs; newer intervals pass as they are. */
export type RecurringInterval = 'day' | 'week' | 'month' | 'year' | (string & {});

/** What a customer subscribed to. */
export interface SubscriptionProduct {
  id: string;
  name: string;
}

interface SubscriptionHead {
  id: string;
  createdAt: Date;
  modifiedAt: Date | null;
  status: SubscriptionStatus;
  /** The base amount of one period, in minor units of `currency`, before discount and tax; `null` when not known. */
  amount: number | null;
  /** Lowercase currency code. */
  currency: string;
  recurringInterval?: RecurringInterval;
  currentPeriodStart: Date;
  /** When the next invoice comes. */
  currentPeriodEnd: Date;
  trialStart?: Date | null;
  trialEnd?: Date | null;
  cancelAtPeriodEnd: boolean;
  canceledAt?: Date | null;
  startedAt?: Date | null;
  endsAt?: Date | null;
  productId: string;
  discountId?: string | null;
}

/** A subscription of the customer portal API: what it costs and what it meters. */
export interface CustomerSubscription extends SubscriptionHead {
  recurringIntervalCount?: number | null;
  /** Set where meters settle on a cadence of their own. */
  currentMeterPeriodStart?: Date | null;
  /** When credits renew and overage settles, where that is not `currentPeriodEnd`. */
  currentMeterPeriodEnd?: Date | null;
  endedAt?: Date | null;
  pastDueAt?: Date | null;
  pauseAtPeriodEnd?: boolean;
  pausedAt?: Date | null;
  resumesAt?: Date | null;
  customerId?: string;
  product: SubscriptionProduct;
  prices: ProductPrice[];
  meters: CustomerSubscriptionMeter[];
  /** Only there when a meter could not be read and is left out: what its date charges is then not known. */
  incomplete?: true;
}

/** A subscription inside a customer state: no product name, no prices. */
export interface CustomerStateSubscription extends SubscriptionHead {
  meters: CustomerStateSubscriptionMeter[];
}

const headFields: Fields<SubscriptionHead> = {
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  status: text,
  amount: quantity,
  currency: text,
  recurringInterval: optional(text),
  currentPeriodStart: instant,
  currentPeriodEnd: instant,
  trialStart: optional(nullable(instant)),
  trialEnd: optional(nullable(instant)),
  cancelAtPeriodEnd: flag,
  canceledAt: optional(nullable(instant)),
  startedAt: optional(nullable(instant)),
  endsAt: optional(nullable(instant)),
  productId: text,
  discountId: optional(nullable(text)),
};

const portalSubscription = record<Omit<CustomerSubscription, 'prices' | 'meters' | 'incomplete'>>({
  ...headFields,
  recurringIntervalCount: optional(quantity),
  currentMeterPeriodStart: optional(nullable(instant)),
  currentMeterPeriodEnd: optional(nullable(instant)),
  endedAt: optional(nullable(instant)),
  pastDueAt: optional(nullable(instant)),
  pauseAtPeriodEnd: optional(flag),
  pausedAt: optional(nullable(instant)),
  resumesAt: optional(nullable(instant)),
  customerId: optional(text),
  product: record<SubscriptionProduct>({ id: text, name: text }),
});

const stateSubscription = record<SubscriptionHead>(headFields);

/**
 * Reads a subscription of the portal API. A meter or price in it that cannot be read is left out and told
 * to `onIssue`; its siblings stay.
 * @throws PortalError `invalid_data`, with the path, when the subscription itself cannot be read.
 */
export function parseSubscription(input: unknown, options: ParseOptions = {}, at: readonly PathStep[] = []): CustomerSubscription {
  const onIssue = options.onIssue ?? ignore;
  const head = parse('subscription', portalSubscription, input, at);
  const [prices, pricesAt] = child(input, 'prices', at);
  const [meters, metersAt] = child(input, 'meters', at);
  const keptPrices = parseEach(prices, pricesAt, (price, place) => readPrice(price, place, onIssue), onIssue);
  const kept = parseEach(meters, metersAt, parsePortalSubscriptionMeter, onIssue);
  return {
    ...head,
    prices: keptPrices,
    meters: kept,
    ...((kept.length < (meters as unknown[]).length || (input as CustomerSubscription).incomplete === true) && { incomplete: true }),
  };
}

/** Reads a subscription of a customer state, by the same rules. */
export function parseStateSubscription(input: unknown, options: ParseOptions, at: readonly PathStep[]): CustomerStateSubscription {
  const head = parse('subscription', stateSubscription, input, at);
  const [meters, metersAt] = child(input, 'meters', at);
  return { ...head, meters: parseEach(meters, metersAt, parseStateSubscriptionMeter, options.onIssue ?? ignore) };
}

function readPrice(input: unknown, at: readonly PathStep[], onIssue: (issue: PortalError) => void): ProductPrice {
  try {
    return parsePrice(input, at);
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    const outline = parsePriceOutline(input, at);
    onIssue(error);
    return outline;
  }
}

function ignore(): void {}
