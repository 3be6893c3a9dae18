import { isEnding, isPausing, pausesAt, phaseOf, renewsAt, type SubscriptionPhase } from './account';
import { exactAmount, sumAmounts } from './amounts';
import { type BillQuantity, billQuantityOf } from './basePrice';
import { type ProductNames, productName } from './billLines';
import { type AmountBefore, amountOf, type Charge, type ChargeOutcome, chargesOf } from './charges';
import type { CustomerSubscription } from './schemas/subscription';
import type { CustomerOrder } from './schemas/order';
import type { ChargePreview } from './schemas/preview';

/** What a bill is about: which charge comes next, or why none does. */
export type BillTitle = 'firstCharge' | 'nextCharge' | 'finalCharge' | 'chargeOnResume' | 'pauses' | 'paused' | 'pastDue' | 'notStarted' | 'ended';

/** A change of plan, seats or units that is scheduled. */
export interface BillChange {
  /** When it applies; `null`: with the first renewal after the subscription resumes. */
  at: Date | null;
  /** The new plan; `null` if it stays. */
  productId: string | null;
  /** The new plan's name; `null` if it stays, or if the name is unknown. */
  productName: string | null;
  /** The new seats or units; `null` if they stay. */
  quantity: BillQuantity | null;
}

/** The next charges of one subscription. */
export interface Bill {
  subscriptionId: string;
  title: BillTitle;
  /** The day that goes with the title: of the charge or the pause. `null` if there is none, or it's unknown. */
  at: Date | null;
  /** Currency code, as the subscription spells it. */
  currency: string;
  /** When a scheduled pause starts; `null` without one. */
  pausesAt: Date | null;
  /** A scheduled change that will be applied; `null` without one. */
  change: BillChange | null;
  /** Minor units of unpaid orders, of a subscription that is past due; `null` of any other, and if unknown. */
  outstanding: number | null;
  /** One for each date, earliest first. Amounts of different dates are never added. */
  charges: Charge[];
  /** When credits renew; `null` without credits, and if that won't happen again or is unknown. */
  creditsRenewAt: Date | null;
}

/** What a bill takes into account besides the subscription and its preview. */
export interface BillOptions {
  /** The customer's orders, among them the unpaid ones of this subscription; `null` or absent if unknown. */
  orders?: readonly Pick<CustomerOrder, 'subscriptionId' | 'status' | 'dueAmount'>[] | null | undefined;
  /** Names of products by id, for the plan that a subscription changes to. */
  products?: ProductNames | undefined;
}

/** The amount that one subscription charges next, in one currency. */
export interface AmountDueOn {
  subscriptionId: string;
  /** Minor units of `currency`: the best known amount, see `before`; `null` if unknown. */
  amount: number | null;
  /** What `amount` doesn't contain yet, or may not; empty if it is what is left to pay. */
  before: AmountBefore[];
  /** Lowercase currency code. */
  currency: string;
  /** `null` if nothing will be charged, or if it's unknown when. */
  dueAt: Date | null;
  /** What becomes of the amount; `null` if unknown. */
  outcome: ChargeOutcome | null;
  certainty: Charge['certainty'];
  /** Minor units of unpaid orders, of a subscription that is past due; `null` of any other, and if unknown. */
  outstanding: number | null;
}

/**
 * The next charges of a subscription, as Polar means them: which amounts fall due when, and what isn't known of them. Of a
 * charge that the server previews, all figures are the server's. Without a preview the plan and its usage are known,
 * its discount, tax and balance mostly not.
 * @param preview the server's preview of this subscription, read after it: an older one describes other numbers.
 */
export function billOf(subscription: CustomerSubscription, preview?: ChargePreview | null, { orders, products = {} }: BillOptions = {}): Bill {
  const title = titleOf(subscription);
  const pauseDate = pausesAt(subscription);
  const chargedAt = isPausing(subscription) ? (subscription.resumesAt ?? null) : subscription.currentPeriodEnd;
  const hasCredits = subscription.meters.some(({ creditedUnits }) => creditedUnits !== 0);
  return {
    subscriptionId: subscription.id,
    title,
    at: ['pastDue', 'notStarted', 'ended'].includes(title) ? null : title === 'pauses' ? pauseDate : chargedAt,
    currency: subscription.currency,
    pausesAt: pauseDate,
    change: changeOf(subscription, products),
    outstanding: outstandingOf(subscription, orders),
    charges: chargesOf(subscription, preview, products),
    creditsRenewAt: hasCredits ? renewsAt(subscription) : null,
  };
}

/** The amount that a subscription charges on its earliest date; 0 without a date if it charges nothing any more. Takes the same as `billOf`. */
export function amountDueOf(...given: Parameters<typeof billOf>): AmountDueOn {
  const { subscriptionId, title, currency, charges, outstanding } = billOf(...given);
  const [charge] = charges;
  if (charge) return { subscriptionId, ...amountOf(charge), currency, dueAt: charge.dueAt, outcome: charge.outcome, certainty: charge.certainty, outstanding };
  const isOver = title === 'ended';
  return { subscriptionId, amount: isOver ? 0 : null, before: [], currency, dueAt: null, outcome: isOver ? 'nothing' : null, certainty: 'exact', outstanding };
}

const titles: Readonly<Record<SubscriptionPhase, BillTitle>> = {
  trial: 'firstCharge',
  active: 'nextCharge',
  pastDue: 'pastDue',
  paused: 'paused',
  notStarted: 'notStarted',
  ended: 'ended',
  unknown: 'nextCharge',
};

function titleOf(subscription: CustomerSubscription): BillTitle {
  const phase = phaseOf(subscription);
  if (phase === 'pastDue') return 'pastDue';
  if (isEnding(subscription)) return 'finalCharge';
  if (phase === 'trial' || !isPausing(subscription)) return titles[phase];
  return (subscription.resumesAt ?? null) !== null ? 'chargeOnResume' : phase === 'paused' ? 'paused' : 'pauses';
}

/** Neither a cancellation nor the end applies a pending update. */
function changeOf(subscription: CustomerSubscription, products: ProductNames): BillChange | null {
  const { pendingUpdate, currentPeriodEnd } = subscription;
  if (!pendingUpdate || isEnding(subscription) || ['ended', 'notStarted'].includes(phaseOf(subscription))) return null;
  const { productId = null, seats, units } = pendingUpdate;
  return {
    // `applies_at` may be stale: Polar applies the update with the renewal, whenever that is.
    at: isPausing(subscription) ? null : currentPeriodEnd,
    productId,
    productName: productId === null ? null : productName(products, productId),
    quantity: seats == null && units == null ? null : (billQuantityOf(subscription, pendingUpdate) ?? null),
  };
}

function outstandingOf(subscription: CustomerSubscription, orders: BillOptions['orders']): number | null {
  if (phaseOf(subscription) !== 'pastDue' || !orders) return null;
  const unpaid = orders.filter(({ subscriptionId, status }) => subscriptionId === subscription.id && status === 'pending');
  return sumAmounts(unpaid.map(({ dueAmount }) => exactAmount(dueAmount)));
}
