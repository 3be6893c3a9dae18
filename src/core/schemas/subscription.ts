import type * as z from 'zod/mini';
import { each, object } from './containers';
import { customerSubscriptionMeterSchema } from './customerSubscriptionMeter';
import { productPriceSchema, unreadablePriceSchema } from './price';
import { type ParseOptions, read } from './read';
import { optionalInstant, subscriptionFields } from './subscriptionFields';
import { flag, mark, nullable, optional, quantity, text } from './wire';

/** A scheduled change of plan, seats or units. Fields that stay the same are `null`. */
const pendingUpdateSchema = object({
  id: optional(text),
  /** The date for which the change is scheduled. The change applies with the renewal, even if the renewal has moved since. */
  appliesAt: optionalInstant,
  productId: optional(nullable(text)),
  seats: optional(quantity),
  units: optional(quantity),
});

const subscriptionProductSchema = object({
  id: text,
  name: text,
  /** What the plan grants, except what the merchant hides; `null` if unknown, absent in a customer state. A benefit of type `meter_credit` doesn't name its meter. */
  benefits: optional(nullable(each('benefit', object({ type: text })))),
});

const fields = {
  recurringIntervalCount: optional(quantity),
  /** Set if meters settle at other intervals than the plan. */
  currentMeterPeriodStart: optionalInstant,
  /** When credits renew and overage settles, if that isn't `currentPeriodEnd`. */
  currentMeterPeriodEnd: optionalInstant,
  endedAt: optionalInstant,
  pastDueAt: optionalInstant,
  pauseAtPeriodEnd: optional(flag),
  pausedAt: optionalInstant,
  resumesAt: optionalInstant,
  customerId: optional(text),
  /** For prices of kind `seats`; `null` on other subscriptions. */
  seats: optional(quantity),
  /** For prices of kind `units`; `null` on other subscriptions. */
  units: optional(quantity),
  /** A change scheduled for the next period; `null` without one. */
  pendingUpdate: optional(nullable(pendingUpdateSchema)),
  product: subscriptionProductSchema,
  prices: each('price', productPriceSchema, { instead: unreadablePriceSchema }),
  meters: each('subscription meter', customerSubscriptionMeterSchema),
  /** Set only when an unreadable meter or price was left out: what this subscription charges is then unknown unless there is a charge preview. */
  incomplete: mark((output: Lists, payload: Lists) => (output.meters as unknown[])?.length < (payload.meters as unknown[])?.length || (output.prices as unknown[])?.length < (payload.prices as unknown[])?.length),
};

/** A subscription of the customer portal API: what it costs and what it meters. */
export const customerSubscriptionSchema: z.ZodMiniObject<typeof subscriptionFields & typeof fields> = object({ ...subscriptionFields, ...fields });

/** A scheduled change of plan, seats or units. Fields that stay the same are `null`. */
export interface PendingUpdate extends z.output<typeof pendingUpdateSchema> {}

/** A subscription of the customer portal API: what it costs and what it meters. */
export interface CustomerSubscription extends z.output<typeof customerSubscriptionSchema> {}

/**
 * Parses a subscription of the portal API. An unreadable meter is left out. So is an unreadable price,
 * or it is kept as `kind: 'other'` with `unreadable: true`. Both are reported to `onIssue`.
 * @throws PortalError `invalid_data`, with the path, when the subscription itself is unreadable.
 */
export function parseSubscription(input: unknown, options?: ParseOptions): CustomerSubscription {
  return read('subscription', customerSubscriptionSchema, input, options);
}

/** Lists that may be missing or invalid. */
interface Lists {
  meters?: unknown;
  prices?: unknown;
}
