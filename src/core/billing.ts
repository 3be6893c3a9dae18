import { isClosed, isEnding, isPausing, pausesAt, phaseOf, renewsAt, type SubscriptionPhase } from './account';
import { exactAmount, sumAmounts } from './amounts';
import { type BillQuantity, billQuantityOf } from './basePrice';
import { type ProductNames, productName } from './billLines';
import { type AmountBefore, amountOf, type Charge, type ChargeOutcome, chargesOf, courseOf } from './charges';
import type { CustomerSubscription } from './schemas/subscription';
import type { CustomerOrder } from './schemas/order';
import type { ChargePreview } from './schemas/preview';

/** What a bill is about: which charge comes next, or why none does. */
export type BillTitle = 'firstCharge' | 'nextCharge' | 'finalCharge' | 'chargeOnResume' | 'pauses' | 'paused' | 'pastDue' | 'notStarted' | 'ended';

/** A change of plan, seats or units that is scheduled. */
export interface BillChange {
  /** When it applies; `null`: with the first renewal after the subscription resumes. */
  at: Date | null;
  /** The new plan's id; `null` if the plan stays. */
  productId: string | null;
  /** The new plan's name; `null` if the plan stays, or if the name is unknown. */
  productName: string | null;
  /** The new seats or units; `null` if they stay. */
  quantity: BillQuantity | null;
}

/** The next charges of one subscription. */
export interface Bill {
  /** The subscription that it is for. */
  subscriptionId: string;
  /** What kind of charge comes next, or why none does. */
  title: BillTitle;
  /** Whether the subscription is in a trial, whose usage costs nothing. */
  inTrial: boolean;
  /** The date of the charge or pause that the title names; `null` if there is none, or if it's unknown. */
  at: Date | null;
  /** Currency code, as the subscription spells it. */
  currency: string;
  /** When a scheduled pause starts; `null` without one. */
  pausesAt: Date | null;
  /** A scheduled change that will be applied; `null` without one. */
  change: BillChange | null;
  /**
   * The sum of unpaid orders, in minor units: all orders if the subscription is past due, else those whose failed payment
   * will be tried again. `null` if unknown, or if no order counts and it isn't past due.
   */
  outstanding: number | null;
  /** One charge for each date, earliest first. Amounts of different dates are never added. */
  charges: Charge[];
  /** When credits renew; `null` if there are none, if they won't renew, or if the date is unknown. */
  creditsRenewAt: Date | null;
}

/** What a bill takes into account besides the subscription and its preview. */
export interface BillOptions {
  /** The customer's orders, among them the unpaid ones of this subscription; `null` or absent if unknown. */
  orders?: readonly Pick<CustomerOrder, 'subscriptionId' | 'status' | 'dueAmount' | 'nextPaymentAttemptAt'>[] | null | undefined;
  /** Names of products by id, for the plan that a subscription changes to. */
  products?: ProductNames | undefined;
}

/** The amount that one subscription charges next, in one currency. */
export interface AmountDueOn {
  subscriptionId: string;
  /** Minor units of `currency`: the most complete amount that is known, see `before`; `null` if unknown. */
  amount: number | null;
  /** What `amount` doesn't, or may not, contain yet; empty if `amount` is what is left to pay. */
  before: AmountBefore[];
  /** Currency code, as the subscription spells it. */
  currency: string;
  /** `null` without a charge, or if the date is unknown. */
  dueAt: Date | null;
  /** What happens to the amount; `null` if unknown. */
  outcome: ChargeOutcome | null;
  certainty: Charge['certainty'];
  /** The sum of unpaid orders, in minor units: see `Bill`. */
  outstanding: number | null;
  /** True if the amounts of other subscriptions include the same balance, which applies only once. Set only by `useAmountDue`. */
  isBalanceShared?: true;
}

/**
 * The next charges of a subscription by Polar's rules: each amount, its due date, and which parts are unknown. A charge
 * that the server previews has the server's figures. Without a preview, usually only the plan and its usage are known,
 * not discount, tax or balance.
 * @param preview the server's preview, loaded after the subscription: an earlier preview describes older numbers.
 */
export function billOf(subscription: CustomerSubscription, preview?: ChargePreview | null, { orders, products = {} }: BillOptions = {}): Bill {
  const title = titleOf(subscription);
  const pauseDate = pausesAt(subscription);
  const { chargedAt } = courseOf(subscription);
  const hasCredits = subscription.meters.some(({ creditedUnits }) => creditedUnits !== 0);
  return {
    subscriptionId: subscription.id,
    title,
    inTrial: phaseOf(subscription) === 'trial',
    at: ['pastDue', 'notStarted', 'ended'].includes(title) ? null : title === 'pauses' ? pauseDate : chargedAt,
    currency: subscription.currency,
    pausesAt: pauseDate,
    change: changeOf(subscription, products),
    outstanding: outstandingOf(subscription, orders),
    charges: chargesOf(subscription, preview, products),
    creditsRenewAt: hasCredits ? renewsAt(subscription) : null,
  };
}

/** The amount that a subscription charges on its earliest date; 0 without a date if it has ended. Takes the arguments of `billOf`. */
export function amountDueOf(...given: Parameters<typeof billOf>): AmountDueOn {
  return firstAmountOf(billOf(...given));
}

/**
 * The amount of a bill's earliest date.
 * @internal
 */
export function firstAmountOf({ subscriptionId, title, currency, charges, outstanding }: Bill): AmountDueOn {
  const [charge] = charges;
  const { dueAt = null, certainty = 'exact' } = charge ?? {};
  const [amount, outcome] = title === 'ended' ? ([0, 'nothing'] as const) : [null, charge?.outcome ?? null];
  return { subscriptionId, amount, before: [], ...(charge && amountOf(charge)), currency, dueAt, outcome, certainty, outstanding };
}

/**
 * Whether others of these bills include the same balance. Polar previews each charge as if it came first.
 * @internal
 */
export function sharesBalance(bill: Bill | undefined, bills: readonly (Bill | undefined)[]): boolean {
  return bill !== undefined && usesBalance(bill) && bills.some((other) => other && other !== bill && usesBalance(other) && other.currency === bill.currency);
}

function usesBalance({ charges }: Bill): boolean {
  return charges.some(({ appliedBalance }) => appliedBalance !== null && appliedBalance !== 0);
}

/** Titles by phase. `titleOf` decides past-due and paused subscriptions itself; any other phase that isn't listed gets `nextCharge`. */
const titles: Readonly<Partial<Record<SubscriptionPhase, BillTitle>>> = { trial: 'firstCharge', notStarted: 'notStarted', ended: 'ended' };

function titleOf(subscription: CustomerSubscription): BillTitle {
  const phase = phaseOf(subscription);
  if (phase === 'pastDue') return 'pastDue';
  if (isEnding(subscription)) return 'finalCharge';
  if (phase === 'trial' || !isPausing(subscription)) return titles[phase] ?? 'nextCharge';
  return (subscription.resumesAt ?? null) !== null ? 'chargeOnResume' : phase === 'paused' ? 'paused' : 'pauses';
}

/** `null` unless a pending update will be applied: Polar never applies one to a subscription that ends, has ended or has not started. */
function changeOf(subscription: CustomerSubscription, products: ProductNames): BillChange | null {
  const { pendingUpdate, currentPeriodEnd } = subscription;
  if (!pendingUpdate || isEnding(subscription) || isClosed(subscription)) return null;
  const { productId = null, seats, units } = pendingUpdate;
  return {
    // `applies_at` may be stale: Polar applies the update with the renewal, whenever that is.
    at: isPausing(subscription) ? null : currentPeriodEnd,
    productId,
    productName: productId === null ? null : productName(products, productId),
    quantity: seats == null && units == null ? null : (billQuantityOf(subscription, pendingUpdate) ?? null),
  };
}

/**
 * A failed payment makes a subscription past due, except one for usage that settled apart from the plan: Polar only tries it
 * again. Any other pending order may be in the middle of its first payment. When a subscription ends, Polar voids its pending
 * orders. Source: `handle_payment_failure` of Polar's `order/service.py`, `_on_subscription_revoked` of its `subscription/service.py`.
 */
function outstandingOf(subscription: CustomerSubscription, orders: BillOptions['orders']): number | null {
  if (!orders || isClosed(subscription)) return null;
  const isPastDue = phaseOf(subscription) === 'pastDue';
  const unpaid = orders.filter(({ subscriptionId, status, nextPaymentAttemptAt }) => subscriptionId === subscription.id && status === 'pending' && (isPastDue || nextPaymentAttemptAt));
  return isPastDue || unpaid.length > 0 ? sumAmounts(unpaid.map(({ dueAmount }) => exactAmount(dueAmount))) : null;
}
