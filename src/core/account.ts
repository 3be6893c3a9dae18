import { isMeteredPrice } from './price';
import type { UsagePeriod } from './projection';
import type { SubscriptionList } from './schemas/list';
import type { CustomerCustomerMeter } from './schemas/customerMeter';
import type { MeterUnit } from './schemas/meter';
import type { ProductPrice } from './schemas/price';
import type { CustomerSubscription } from './schemas/subscription';
import type { SubscriptionStatus } from './schemas/subscriptionFields';
import { describeUsage, type MeterUsage, pressureOf, type UsageTerms } from './usage';

/** What a subscription's status means for its customer. */
export type SubscriptionPhase =
  /** In a trial: usage so far is free. */
  | 'trial'
  /** Usage so far is charged with a coming invoice. */
  | 'active'
  /** As `active`, and an earlier invoice has not been paid. */
  | 'pastDue'
  /** Usage so far is charged when the subscription resumes, if it does. */
  | 'paused'
  /** The first payment has not been made, so nothing is known about charges. */
  | 'notStarted'
  /** Nothing is used or charged any more. Numbers left on the meters are already settled. */
  | 'ended'
  /** A status that this version does not know. */
  | 'unknown';

/** What a meter's units are called: Polar's description of the unit, or the plural noun itself ("images"). */
export type UnitProp = string | UnitDescription;

/** A unit as Polar describes it. */
export interface UnitDescription {
  /** `scalar`, `token`, `custom` or a later kind. */
  unit: MeterUnit;
  /** The merchant's name for a `custom` unit. */
  customLabel?: string | null | undefined;
}

/** What only the host knows about its meters. */
export interface MeterOptions {
  /** What happens when credits run out. Polar bills or does nothing; a shop may block. */
  whenSpent?: UsageTerms['whenSpent'];
  /** What units are called, by meter id. Replaces what the price says. */
  units?: Readonly<Record<string, UnitProp>> | undefined;
}

/** A customer's meter, together with what the customer's subscriptions say about it. */
export interface AccountMeter {
  meter: CustomerCustomerMeter;
  /** Its price and what happens when credits run out; `undefined` while subscriptions are not known. */
  terms: UsageTerms | undefined;
  /** What its numbers mean under these terms. */
  usage: MeterUsage;
  /** What its units are called, if the host or a price says so. */
  unit?: UnitProp;
  /** The amount pending for it, if exactly one subscription counts it: minor units before discount and tax, `null` when not known. */
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

/** What a subscription's status means: the only place that decides it. */
export function phaseOf({ status, endedAt }: CustomerSubscription): SubscriptionPhase {
  if ((endedAt ?? null) !== null) return 'ended';
  return Object.hasOwn(phases, status) ? phases[status as KnownStatus] : 'unknown';
}

/**
 * Whether nothing of a subscription is used or charged any more. Numbers left on its meters are already settled.
 * @internal
 */
export function hasEnded(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'ended';
}

/** Whether what its meters count now is charged with a coming invoice. Usage of a trial or a pause is not. */
export function isBilled(subscription: CustomerSubscription): boolean {
  return ['active', 'pastDue'].includes(phaseOf(subscription));
}

/**
 * Whether it is billed and not cancelled, so that its customer may ask what more use would cost.
 * @internal
 */
export function isOngoing(subscription: CustomerSubscription): boolean {
  return isBilled(subscription) && !subscription.cancelAtPeriodEnd;
}

/** Whether a payment of this subscription is missing, so that its customer has to act. */
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
 * Whether a subscription is cancelled or paused when its period ends, so that no next period is charged.
 * @internal
 */
export function stopsAtPeriodEnd({ cancelAtPeriodEnd, pauseAtPeriodEnd }: CustomerSubscription): boolean {
  return cancelAtPeriodEnd || pauseAtPeriodEnd === true;
}

/**
 * Whether Polar may have a charge preview for a subscription: only where a charge is coming whose date is known.
 * @internal
 */
export function mayPreview(subscription: CustomerSubscription): boolean {
  const phase = phaseOf(subscription);
  return phase === 'active' || phase === 'trial' || (phase === 'paused' && (subscription.resumesAt ?? null) !== null);
}

/** When a subscription that was cancelled ends; `null` if it goes on or has ended. */
export function endsAt(subscription: CustomerSubscription): Date | null {
  return subscription.cancelAtPeriodEnd && !isClosed(subscription) ? subscription.currentPeriodEnd : null;
}

/** The next moment at which credits renew and usage settles; `null` when that will not happen again. */
export function renewsAt(subscription: CustomerSubscription): Date | null {
  if (isClosed(subscription) || phaseOf(subscription) === 'paused') return null;
  const { currentMeterPeriodEnd, currentPeriodEnd } = subscription;
  const meterPeriodEnd = currentMeterPeriodEnd ?? currentPeriodEnd;
  return stopsAtPeriodEnd(subscription) && meterPeriodEnd >= currentPeriodEnd ? null : meterPeriodEnd;
}

/** The period in which a subscription's meters count: their own where they settle on a cadence of their own. */
export function meterPeriodOf({ currentMeterPeriodStart, currentMeterPeriodEnd, currentPeriodStart, currentPeriodEnd }: CustomerSubscription): UsagePeriod {
  if (currentMeterPeriodStart && currentMeterPeriodEnd) return { start: currentMeterPeriodStart, end: currentMeterPeriodEnd };
  return { start: currentPeriodStart, end: currentPeriodEnd };
}

/**
 * Joins each meter with the price, the pending amount and the renewal date that the customer's subscriptions give it,
 * the most urgent first.
 * @param subscriptions `undefined` while they are not known: then nothing is claimed about billing.
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
 * The meters that their customer should act on, in the order given: their credits run out, or have run out, and more use
 * is not simply billed. `usage.state` says why: `near`, `spent` or `over`.
 */
export function needsAttention(meters: readonly AccountMeter[]): AccountMeter[] {
  return meters.filter(({ usage }) => usage.tone !== 'neutral');
}

/** Claims a price only if one price, which this version can read, is what the customer pays. */
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
