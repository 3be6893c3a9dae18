import * as z from 'zod/mini';
import { derived, each, object } from './containers';
import { productPriceSchema, unreadablePriceSchema } from './price';
import { type ParseOptions, read } from './read';
import { customerStateSubscriptionMeterSchema, customerSubscriptionMeterSchema } from './subscriptionMeter';
import { flag, instant, instantOrNull, mark, quantity, text, textOf } from './wire';

/** The status of a subscription. Newer values pass unchanged. */
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

/** How often a subscription recurs. Newer values pass unchanged. */
export type RecurringInterval = 'day' | 'week' | 'month' | 'year' | (string & {});

const optionalInstant = z.exactOptional(z.nullable(instant));

const common = {
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  status: textOf<SubscriptionStatus>(),
  /** The amount of one period in minor units of `currency`, after the discount and before tax; `null` when unknown. */
  amount: quantity,
  /** Lowercase currency code. */
  currency: text,
  recurringInterval: z.exactOptional(textOf<RecurringInterval>()),
  currentPeriodStart: instant,
  /** When the next invoice is due. */
  currentPeriodEnd: instant,
  trialStart: optionalInstant,
  trialEnd: optionalInstant,
  cancelAtPeriodEnd: flag,
  canceledAt: optionalInstant,
  startedAt: optionalInstant,
  endsAt: optionalInstant,
  productId: text,
  discountId: z.exactOptional(z.nullable(text)),
};

const subscriptionProductSchema = object({ id: text, name: text });

/** A subscription of the customer portal API: what it costs and what it meters. */
export const customerSubscriptionSchema = object({
  ...common,
  recurringIntervalCount: z.exactOptional(quantity),
  /** Set where meters settle at intervals of their own. */
  currentMeterPeriodStart: optionalInstant,
  /** When credits renew and overage settles, where that is not `currentPeriodEnd`. */
  currentMeterPeriodEnd: optionalInstant,
  endedAt: optionalInstant,
  pastDueAt: optionalInstant,
  pauseAtPeriodEnd: z.exactOptional(flag),
  pausedAt: optionalInstant,
  resumesAt: optionalInstant,
  customerId: z.exactOptional(text),
  product: subscriptionProductSchema,
  prices: each('price', productPriceSchema, { instead: unreadablePriceSchema }),
  meters: each('subscription meter', customerSubscriptionMeterSchema),
  /** Set only when an unreadable meter was left out: what this subscription charges is then unknown. */
  incomplete: derived(mark, (value, { meters }, payload) => value === true || isShorter(meters, payload['meters'])),
});

/** A subscription in a customer state: no product name, no prices. */
export const customerStateSubscriptionSchema = object({ ...common, meters: each('subscription meter', customerStateSubscriptionMeterSchema) });

/** What a customer subscribed to. */
export interface SubscriptionProduct extends z.output<typeof subscriptionProductSchema> {}

/** A subscription of the customer portal API: what it costs and what it meters. */
export interface CustomerSubscription extends z.output<typeof customerSubscriptionSchema> {}

/** A subscription in a customer state: no product name, no prices. */
export interface CustomerStateSubscription extends z.output<typeof customerStateSubscriptionSchema> {}

/**
 * Parses a subscription of the portal API. An unreadable meter or price is left out and reported to `onIssue`; the
 * others stay.
 * @throws PortalError `invalid_data`, with the path, when the subscription itself is unreadable.
 */
export function parseSubscription(input: unknown, options?: ParseOptions): CustomerSubscription {
  return read('subscription', customerSubscriptionSchema, input, options);
}

function isShorter(list: unknown, other: unknown): boolean {
  return Array.isArray(list) && Array.isArray(other) && list.length < other.length;
}
