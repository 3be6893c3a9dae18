import { hasEnded, isBilled, isClosed, meterPeriodOf, phaseOf, renewsAt, type UnitProp } from './account';
import { isBought, isInForce } from './grants';
import type { PendingAmount } from './hasCost';
import type { UsagePeriod } from './pace';
import { isMeteredPrice } from './isMeteredPrice';
import type { CreditGrant } from './schemas/creditGrant';
import type { CustomerCustomerMeter } from './schemas/customerMeter';
import type { SubscriptionList } from './schemas/list';
import { isShown } from './schemas/payload';
import type { ProductPrice } from './schemas/price';
import type { CustomerSubscription } from './schemas/subscription';
import { describeUsage, type MeterUsage, type UsageTerms } from './usage';
import { pressureOf } from './pressureOf';

/** What only the host knows about its meters. */
export interface MeterOptions {
  /** Which meters, in this order, and what to call them. Default: all, the most urgent first. Ids of other customers' meters are ignored. */
  meters?: readonly MeterChoice[] | undefined;
  /** What happens when credits run out. Polar bills or does nothing; the merchant may block. */
  whenSpent?: UsageTerms['whenSpent'];
  /** Names of units, by meter id. They take precedence over those of the price. */
  units?: Readonly<Record<string, UnitProp>> | undefined;
}

/** A meter that a host has chosen, and what only the host knows about it. */
export interface MeterChoice {
  /** The id of the meter. */
  meterId: string;
  /** Replaces Polar's name. */
  name?: string | undefined;
  /** Takes precedence over `units`. */
  unit?: UnitProp | undefined;
  /** Takes precedence over `whenSpent` for all meters. */
  whenSpent?: UsageTerms['whenSpent'];
}

/** A customer's meter, together with what the customer's subscriptions say about it. */
export interface AccountMeter {
  /** The customer's meter, as Polar reports it. */
  meter: CustomerCustomerMeter;
  /** The meter's price, and what happens when credits run out; `undefined` while subscriptions are unknown. */
  terms: UsageTerms | undefined;
  /** What the meter's numbers mean under these terms. */
  usage: MeterUsage;
  /** The name of the meter's units, if the host or a price gives one. */
  unit?: UnitProp;
  /** The amount pending for the meter, if exactly one subscription counts it. */
  due?: PendingAmount;
  /** The subscription that grants the meter's credits or counts it, if it is the only one. */
  subscription?: CustomerSubscription;
  /** The period in which the meter counts, if at most one subscription counts it and all that grant its credits have the same period. */
  period?: UsagePeriod;
  /** When the meter's credits renew, if that is known: see `joinMeters`. Bought credits never renew. */
  renewsAt?: Date;
  /** True if all unused credits stay when the meter's credits renew. */
  rollsOver?: true;
  /** How urgent the meter is for the customer. Unless you choose `meters`, the list is sorted by this number. */
  pressure: number;
}

/**
 * Joins each meter with the price, the pending amount and the renewal date that the customer's subscriptions give it, in the
 * order of `options.meters`, or the most urgent first. Credits renew with the subscription that grants them; where no grant is
 * known, with the only subscription that counts the meter.
 * @param subscriptions `undefined` while they are unknown: the result then says nothing about billing.
 * @param grants the credit grants that are known.
 */
export function joinMeters(meters: readonly CustomerCustomerMeter[], subscriptions: SubscriptionList | undefined, options: MeterOptions = {}, grants: readonly CreditGrant[] = []): AccountMeter[] {
  const { units, meters: chosen } = options;
  const placeOf = ({ meterId }: CustomerCustomerMeter) => chosen?.findIndex((choice) => choice.meterId === meterId) ?? 0;
  return meters
    .filter((meter) => placeOf(meter) >= 0)
    .map((own): AccountMeter => {
      const { meterId } = own;
      const { name, unit: ownUnit, whenSpent = options.whenSpent }: Partial<MeterChoice> = chosen?.[placeOf(own)] ?? {};
      const meter = name == null ? own : { ...own, meter: { ...own.meter, name } };
      const isOfMeter = (part: object) => (part as { meterId?: unknown }).meterId === meterId;
      const found = subscriptions?.items.filter((one) => !hasEnded(one) && [...one.meters, ...one.prices].some(isOfMeter)) ?? [];
      const prices = found.flatMap((one) => one.prices.filter(isOfMeter));
      const unit = ownUnit ?? units?.[meterId] ?? prices.find(isMeteredPrice)?.meter;
      const given = grants.filter((grant) => isInForce(grant) && isOfMeter(grant.benefit.properties));
      const granting = given.filter((grant) => !isBought(grant)).map(({ subscriptionId }) => subscriptions?.items.find(({ id }) => id === subscriptionId));
      // A granting subscription that isn't in the list belongs to another customer, who pays for this customer's seat and usage.
      const terms = subscriptions && termsOf(found, prices, ![subscriptions.issues].flat().some(isShown) && !granting.includes(undefined), whenSpent);
      const usage = describeUsage(meter, terms);
      return { meter, terms, usage, ...(unit && { unit }), ...pendingOf(found, isOfMeter), ...timingOf(meter, given, granting, found), pressure: pressureOf(usage) };
    })
    .sort((a, b) => placeOf(a.meter) - placeOf(b.meter) || b.pressure - a.pressure || (b.meter.consumedUnits as number) - (a.meter.consumedUnits as number));
}

/** Includes a price only if it is certain: the customer pays exactly one that this version can read, or pays none (`null`). */
function termsOf(found: readonly CustomerSubscription[], [price, other]: readonly ProductPrice[], complete: boolean, whenSpent: UsageTerms['whenSpent']): UsageTerms {
  if (found.every(isBilled)) {
    if (price && !other && isMeteredPrice(price)) return { price, whenSpent };
    if (found.length === 0 && complete) return { price: null, whenSpent };
  }
  return { whenSpent };
}

function pendingOf([subscription, other]: readonly CustomerSubscription[], isOfMeter: (part: object) => boolean): Pick<AccountMeter, 'due'> {
  const pending = subscription && !other && !isClosed(subscription) && subscription.meters.find(isOfMeter);
  return pending ? { due: { amount: pending.amount, currency: subscription.currency } } : {};
}

/** Empty if several subscriptions count the meter, because each of them resets it. For the same reason, those that grant its credits must agree on a date. */
function timingOf({ creditedUnits }: CustomerCustomerMeter, grants: readonly CreditGrant[], granting: readonly (CustomerSubscription | undefined)[], found: readonly CustomerSubscription[]): Pick<AccountMeter, 'subscription' | 'period' | 'renewsAt' | 'rollsOver'> {
  if (found.length > 1) return {};
  const counting = [...granting, ...found];
  const subscription = shared(counting, (one) => one?.id);
  const periods = counting.map((one) => (one && ['active', 'trial', 'pastDue'].includes(phaseOf(one)) ? meterPeriodOf(one) : undefined));
  const period = shared(periods, (one) => Number(one?.start)) && shared(periods, (one) => Number(one?.end));
  // Compares dates as JSON to keep an invalid date, or text from a host that stored dates as JSON: both are shown as unknown.
  const renewal = shared(counting.map((one) => one && renewsAt(one)), JSON.stringify);
  // A subscription that only counts the meter renews no bought credits.
  const isRenewed = renewal && creditedUnits !== 0 && (granting.length > 0 || grants.length === 0);
  const rollsOver = grants.length > 0 && grants.every(({ benefit }) => benefit.properties.rollover);
  return { ...(subscription && { subscription }), ...(period && { period }), ...(isRenewed && { renewsAt: renewal, ...(rollsOver && { rollsOver }) }) };
}

/** The first value if all have the same key, otherwise `undefined`. A key of NaN, as of an invalid date, equals no other: the result is then `undefined`. */
function shared<T>(values: readonly T[], keyOf: (value: T | undefined) => unknown): T | undefined {
  const [first] = values;
  return values.every((value) => keyOf(value) === keyOf(first)) ? first : undefined;
}
