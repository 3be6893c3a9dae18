import { flag, instant, instantOrNull, nullable, optional, quantity, text, textOf } from './wire';

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

/** A date that older servers don't send, and that is `null` while it doesn't apply. */
export const optionalInstant = optional(nullable(instant));

/** The fields that a subscription has in the portal and in a customer state. */
export const subscriptionFields = {
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  status: textOf<SubscriptionStatus>(),
  /** The amount of one period in minor units of `currency`, after the discount and before tax; `null` when unknown. */
  amount: quantity,
  /** Lowercase currency code. */
  currency: text,
  recurringInterval: optional(textOf<RecurringInterval>()),
  currentPeriodStart: instant,
  /** When the plan renews, if it does. */
  currentPeriodEnd: instant,
  trialStart: optionalInstant,
  trialEnd: optionalInstant,
  cancelAtPeriodEnd: flag,
  canceledAt: optionalInstant,
  startedAt: optionalInstant,
  endsAt: optionalInstant,
  productId: text,
  discountId: optional(nullable(text)),
};
