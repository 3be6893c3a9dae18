import type { UsagePeriod } from './pace';
import type { CustomerSubscription } from './schemas/subscription';
import type { SubscriptionStatus } from './schemas/subscriptionFields';
import type { UnitDescription } from './unit';

/** What a subscription's status means for its customer. */
export type SubscriptionPhase =
  /** In a trial: usage so far is free. */
  | 'trial'
  /** Usage so far is charged with an upcoming invoice. */
  | 'active'
  /** Like `active`, but an earlier invoice is unpaid. */
  | 'pastDue'
  /** Usage so far is charged when the subscription resumes, if it does. */
  | 'paused'
  /** The first payment has not been made, so nothing is known about charges. */
  | 'notStarted'
  /** It counts and charges nothing more. Numbers still on its meters are already settled. */
  | 'ended'
  /** A status that this version does not know. */
  | 'unknown';

/** The name of a meter's units: Polar's description of the unit, or the plural noun itself ("images"). */
export type UnitProp = string | UnitDescription;

/** The literals of `SubscriptionStatus`, without the `string` that admits statuses of later versions. */
export type KnownStatus<S = SubscriptionStatus> = S extends string ? (string extends S ? never : S) : never;

const phases: Readonly<Record<KnownStatus, SubscriptionPhase>> = {
  incomplete: 'notStarted',
  incomplete_expired: 'ended',
  trialing: 'trial',
  active: 'active',
  past_due: 'pastDue',
  canceled: 'ended',
  unpaid: 'ended',
  paused: 'paused',
};

/** What a subscription's status means. */
export function phaseOf({ status, endedAt }: CustomerSubscription): SubscriptionPhase {
  if (endedAt != null) return 'ended';
  return Object.hasOwn(phases, status) ? phases[status as KnownStatus] : 'unknown';
}

/**
 * Whether a subscription has ended. Numbers still on its meters are already settled.
 * @internal
 */
export function hasEnded(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'ended';
}

/** Whether usage so far is charged with an upcoming invoice. Usage in a trial is not; that of a paused subscription is only if it resumes. */
export function isBilled(subscription: CustomerSubscription): boolean {
  return ['active', 'pastDue'].includes(phaseOf(subscription));
}

/**
 * Whether a payment for this subscription is missing and its customer has to act.
 * @internal
 */
export function isPaymentMissing({ status }: CustomerSubscription): boolean {
  return ['past_due', 'unpaid', 'incomplete'].includes(status);
}

/**
 * Whether Polar's `active` filter selects this subscription: only running ones whose payments are in order.
 * @internal
 */
export function isActive({ status }: CustomerSubscription): boolean {
  return ['active', 'trialing'].includes(status);
}

/**
 * Whether Polar's `active=false` filter selects this subscription.
 * @internal
 */
export function isRevoked({ status }: CustomerSubscription): boolean {
  return ['canceled', 'unpaid'].includes(status);
}

/**
 * Whether a subscription has neither charges nor dates to show: it has ended, or has not started.
 * @internal
 */
export function isClosed(subscription: CustomerSubscription): boolean {
  return ['ended', 'notStarted'].includes(phaseOf(subscription));
}

/**
 * Whether a subscription ends with its current period. The final charge then bills only prorations and the usage that is not billed yet.
 * @internal
 */
export function isEnding(subscription: CustomerSubscription): boolean {
  return !isClosed(subscription) && (subscription.cancelAtPeriodEnd || subscription.endsAt != null);
}

/**
 * Whether a subscription is paused, or will be when its period ends. A scheduled cancellation takes precedence over a scheduled pause.
 * @internal
 */
export function isPausing(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'paused' || (subscription.pauseAtPeriodEnd === true && !isEnding(subscription) && !isClosed(subscription));
}

/**
 * When a scheduled pause starts; `null` without one, and for a subscription that is already paused.
 * @internal
 */
export function pausesAt(subscription: CustomerSubscription): Date | null {
  return phaseOf(subscription) !== 'paused' && isPausing(subscription) ? subscription.currentPeriodEnd : null;
}

/**
 * When usage settles as a charge of its own, before the end of the plan's period; `null` if both settle together. Usage
 * that is unsettled at a pause settles on resume.
 * @internal
 */
export function usageSettlesAt(subscription: CustomerSubscription): Date | null {
  const { currentMeterPeriodEnd: end, currentPeriodEnd } = subscription;
  return end && end < currentPeriodEnd && phaseOf(subscription) !== 'paused' ? end : null;
}

/**
 * Whether Polar may have a charge preview for a subscription: only if it is active, in a trial, or paused with a resume date.
 * @internal
 */
export function mayPreview(subscription: CustomerSubscription): boolean {
  const phase = phaseOf(subscription);
  return phase === 'active' || phase === 'trial' || (phase === 'paused' && subscription.resumesAt != null);
}

/**
 * When a canceled subscription ends; `null` if it is not canceled, or has already ended.
 * @internal
 */
export function endsAt(subscription: CustomerSubscription): Date | null {
  return isEnding(subscription) ? subscription.currentPeriodEnd : null;
}

/**
 * When credits renew next; `null` if they won't renew, or if the date is unknown. Polar grants credits with a paid renewal,
 * so a past-due subscription has no date, and neither has a trial of a plan that bills only usage: no payment is due when it ends. A plan
 * that replaces this one may grant other credits, and a plan without credits doesn't renew bought or leftover ones.
 * Meters that settle apart renew on their own date, even before a cancellation. Source: `cycle_meters` and `cycle` of Polar's
 * `subscription/service.py`.
 * @internal
 */
export function renewsAt(subscription: CustomerSubscription): Date | null {
  const phase = phaseOf(subscription);
  const { pendingUpdate, currentPeriodEnd, product } = subscription;
  // A benefit that the merchant hides is missing from this list, so its credits renew without a date.
  if ((phase !== 'active' && phase !== 'trial') || product.benefits?.every(({ type }) => type !== 'meter_credit')) return null;
  const stops = isEnding(subscription) || subscription.pauseAtPeriodEnd || pendingUpdate?.productId || (phase !== 'active' && !subscription.amount);
  return usageSettlesAt(subscription) ?? (stops ? null : currentPeriodEnd);
}

/**
 * The period in which a subscription's meters count: their own if they settle apart from the plan, else the billing period.
 * A renewal ends both. `null` if unknown: while a payment is overdue, Polar moves the dates of the meters' own period on
 * without a reset.
 */
export function meterPeriodOf(subscription: CustomerSubscription): UsagePeriod | null {
  const { currentMeterPeriodStart: start, currentMeterPeriodEnd: end, currentPeriodStart, currentPeriodEnd } = subscription;
  if (end && phaseOf(subscription) === 'pastDue') return null;
  return { start: (end && start) ?? currentPeriodStart, end: (start && usageSettlesAt(subscription)) ?? currentPeriodEnd };
}
