import { isMeteredPrice, type UnitDescription } from './price';
import type { UsagePeriod } from './projection';
import type { SubscriptionList } from './schemas/list';
import type { CustomerCustomerMeter } from './schemas/customerMeter';
import type { ProductPrice } from './schemas/price';
import type { CustomerSubscription } from './schemas/subscription';
import type { SubscriptionStatus } from './schemas/subscriptionFields';
import { describeUsage, type MeterUsage, pressureOf, type UsageTerms } from './usage';

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

/** What only the host knows about its meters. */
export interface MeterOptions {
  /** What happens when credits run out. Polar bills or does nothing; a shop may block. */
  whenSpent?: UsageTerms['whenSpent'];
  /** Names of units, by meter id. They take precedence over those of the price. */
  units?: Readonly<Record<string, UnitProp>> | undefined;
}

/** A customer's meter, together with what the customer's subscriptions say about it. */
export interface AccountMeter {
  meter: CustomerCustomerMeter;
  /** Its price and what happens when credits run out; `undefined` while subscriptions are unknown. */
  terms: UsageTerms | undefined;
  /** What its numbers mean under these terms. */
  usage: MeterUsage;
  /** The name of its units, if the host or a price gives one. */
  unit?: UnitProp;
  /** The amount pending for it, if exactly one subscription counts it: minor units before discount and tax, `null` if unknown. */
  due?: { amount: number | null; currency: string };
  /** When its credits renew, if it has credits and exactly one subscription counts it. */
  renewsAt?: Date;
  /** How urgent it is for the customer: see `pressureOf`. */
  pressure: number;
}

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

/** What a subscription's status means. Decided in this one place. */
export function phaseOf({ status, endedAt }: CustomerSubscription): SubscriptionPhase {
  if ((endedAt ?? null) !== null) return 'ended';
  return Object.hasOwn(phases, status) ? phases[status as KnownStatus] : 'unknown';
}

/**
 * Whether a subscription has ended. Numbers still on its meters are already settled.
 * @internal
 */
export function hasEnded(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'ended';
}

/** Whether usage so far is charged with an upcoming invoice. Usage in a trial or a pause is not. */
export function isBilled(subscription: CustomerSubscription): boolean {
  return ['active', 'pastDue'].includes(phaseOf(subscription));
}

/**
 * Whether a subscription is billed and not canceled, so that a "what if" makes sense.
 * @internal
 */
export function isOngoing(subscription: CustomerSubscription): boolean {
  return isBilled(subscription) && !isEnding(subscription);
}

/** Whether a payment for this subscription is missing and its customer has to act. */
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
 * Whether a subscription has neither charges nor dates to show: it has ended, or has not started.
 * @internal
 */
export function isClosed(subscription: CustomerSubscription): boolean {
  return ['ended', 'notStarted'].includes(phaseOf(subscription));
}

/**
 * Whether a subscription ends with its current period. The final charge then bills only the usage that is not billed yet.
 * @internal
 */
export function isEnding(subscription: CustomerSubscription): boolean {
  return !isClosed(subscription) && (subscription.cancelAtPeriodEnd || (subscription.endsAt ?? null) !== null);
}

/**
 * Whether a subscription is paused, or will be when its period ends. A scheduled cancellation takes precedence over a scheduled pause.
 * @internal
 */
export function isPausing(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'paused' || (subscription.pauseAtPeriodEnd === true && !isEnding(subscription) && !isClosed(subscription));
}

/**
 * Whether a subscription ends or pauses with its current period, so that the next period is not charged.
 * @internal
 */
function stopsAtPeriodEnd(subscription: CustomerSubscription): boolean {
  return isEnding(subscription) || isPausing(subscription);
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
  const { currentMeterPeriodEnd = null, currentPeriodEnd } = subscription;
  const isApart = currentMeterPeriodEnd !== null && currentMeterPeriodEnd < currentPeriodEnd && phaseOf(subscription) !== 'paused';
  return isApart ? currentMeterPeriodEnd : null;
}

/**
 * Whether Polar may have a charge preview for a subscription: only if its next charge has a known date.
 * @internal
 */
export function mayPreview(subscription: CustomerSubscription): boolean {
  const phase = phaseOf(subscription);
  return phase === 'active' || phase === 'trial' || (phase === 'paused' && (subscription.resumesAt ?? null) !== null);
}

/** When a canceled subscription ends; `null` if it is not canceled, or has already ended. */
export function endsAt(subscription: CustomerSubscription): Date | null {
  return isEnding(subscription) ? subscription.currentPeriodEnd : null;
}

/**
 * When credits renew next; `null` if they won't renew, or if the date is unknown. Polar grants credits with a paid
 * renewal, so a past-due subscription has no date.
 */
export function renewsAt(subscription: CustomerSubscription): Date | null {
  if (!['active', 'trial'].includes(phaseOf(subscription))) return null;
  const { currentMeterPeriodEnd, currentPeriodEnd } = subscription;
  return usageSettlesAt(subscription) ?? (stopsAtPeriodEnd(subscription) ? null : (currentMeterPeriodEnd ?? currentPeriodEnd));
}

/** The period in which a subscription's meters count: their own if they settle apart from the plan, else the billing period. */
export function meterPeriodOf({ currentMeterPeriodStart, currentMeterPeriodEnd, currentPeriodStart, currentPeriodEnd }: CustomerSubscription): UsagePeriod {
  if (currentMeterPeriodStart && currentMeterPeriodEnd) return { start: currentMeterPeriodStart, end: currentMeterPeriodEnd };
  return { start: currentPeriodStart, end: currentPeriodEnd };
}

/**
 * Joins each meter with the price, the pending amount and the renewal date that the customer's subscriptions give it,
 * the most urgent first.
 * @param subscriptions `undefined` while they are unknown: the result then says nothing about billing.
 */
export function joinMeters(meters: readonly CustomerCustomerMeter[], subscriptions: SubscriptionList | undefined, options: MeterOptions = {}): AccountMeter[] {
  const { whenSpent, units } = options;
  return meters
    .map((meter): AccountMeter => {
      const { meterId } = meter;
      const isOfMeter = (part: object) => 'meterId' in part && part.meterId === meterId;
      const found = subscriptions?.items.filter((one) => !hasEnded(one) && [...one.meters, ...one.prices].some(isOfMeter)) ?? [];
      const prices = found.flatMap((one) => one.prices.filter(isOfMeter));
      const terms = subscriptions && termsOf(found, prices, subscriptions.issues.length === 0, whenSpent);
      const unit = units?.[meterId] ?? prices.find(isMeteredPrice)?.meter;
      const usage = describeUsage(meter, terms);
      return { meter, terms, usage, ...(unit && { unit }), ...pendingOf(meter, found), pressure: pressureOf(usage) };
    })
    .sort((a, b) => b.pressure - a.pressure || (b.meter.consumedUnits ?? 0) - (a.meter.consumedUnits ?? 0));
}

/**
 * The meters that need the customer's attention, in the order given: their credits are running out or have run out, and
 * more usage is not simply billed. `usage.state` gives the reason: `near`, `spent` or `over`.
 */
export function needsAttention(meters: readonly AccountMeter[]): AccountMeter[] {
  return meters.filter(({ usage }) => usage.tone !== 'neutral');
}

/** Includes a price only if it is certain: the customer pays exactly one that this version can read, or pays none (`null`). */
function termsOf(found: readonly CustomerSubscription[], prices: readonly ProductPrice[], complete: boolean, whenSpent: UsageTerms['whenSpent']): UsageTerms {
  const [price] = prices;
  if (found.every(isBilled)) {
    if (price && prices.length === 1 && isMeteredPrice(price)) return { price, whenSpent };
    if (found.length === 0 && complete) return { price: null, whenSpent };
  }
  return { whenSpent };
}

function pendingOf({ meterId, creditedUnits }: CustomerCustomerMeter, found: readonly CustomerSubscription[]): Pick<AccountMeter, 'due' | 'renewsAt'> {
  const [subscription] = found;
  if (subscription === undefined || found.length > 1 || isClosed(subscription)) return {};
  const pending = subscription.meters.find((meter) => meter.meterId === meterId);
  const renewal = creditedUnits === 0 ? null : renewsAt(subscription);
  return {
    ...(pending && { due: { amount: pending.amount, currency: subscription.currency } }),
    ...(renewal && { renewsAt: renewal }),
  };
}
