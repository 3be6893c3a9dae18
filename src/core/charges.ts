import { isBilled, isClosed, isEnding, isPausing, phaseOf, usageSettlesAt } from './account';
import { exactAmount, sumAmounts } from './amounts';
import { basePriceOf, hasBasePrice } from './basePrice';
import { baseLine, type BillLine, hasUsage, previewedUsageLines, type ProductNames, prorationLines, sumLines, usageLines } from './billLines';
import { minimumCharge } from './minimums';
import type { CustomerSubscription } from './schemas/subscription';
import type { ChargePreview } from './schemas/preview';

/**
 * What happens to an amount that is due. `toBalance`: too small to charge, so the customer owes it with the next charge;
 * `credited`: the total is negative and becomes credit; `nothing`: nothing is left to pay.
 */
export type ChargeOutcome = 'charged' | 'toBalance' | 'credited' | 'nothing';

/** One charge. All amounts are minor units, as of now: more usage adds to them. `null` means unknown. */
export interface Charge {
  /** `null` if the date is unknown. */
  dueAt: Date | null;
  /** The plan first, then its meters, then prorations. */
  lines: BillLine[];
  /** The server's subtotal, else the sum of the lines; `null` if unknown. */
  subtotal: number | null;
  /** What the discount takes off: at least 0. `null` if there may be one of unknown size. */
  discount: number | null;
  /** The tax, whether added to the prices or included in them; `null` if unknown. */
  tax: number | null;
  /** Whether the prices include the tax; `null` without tax, and if unknown. */
  taxIncluded: boolean | null;
  /** After discount and tax, before the balance. */
  total: number | null;
  /** Negative: paid from the customer's balance. Positive: what the customer owes from before. */
  appliedBalance: number | null;
  /** What is left to pay. */
  due: number | null;
  /** What happens to the amount that is due; `null` if it's unknown. */
  outcome: ChargeOutcome | null;
  /** `estimate`: the charge may differ even if nothing more is used. */
  certainty: 'exact' | 'estimate';
}

/** A part that an amount doesn't, or may not, contain yet. `prorations` are corrections for changes within the period. */
export type AmountBefore = 'prorations' | 'discount' | 'tax' | 'balance';

/**
 * What is due by a charge, else its total, else its subtotal, else the sum of its lines, with the parts that this amount doesn't
 * contain yet. The amount is `null` if even that sum is unknown.
 */
export function amountOf({ due, total, subtotal, discount, tax, lines }: Charge): { amount: number | null; before: AmountBefore[] } {
  if (due !== null) return { amount: due, before: [] };
  if (total !== null) return { amount: total, before: ['balance'] };
  const before: (AmountBefore | false)[] = [subtotal === null && 'prorations', discount === null && 'discount', tax === null && 'tax', 'balance'];
  return { amount: subtotal ?? (lines.length > 0 ? sumLines(lines) : null), before: before.filter((part) => part !== false) };
}

/**
 * The coming charges of a subscription, earliest first: one for each date. Empty if it has ended or not started, or if the
 * date of the next charge is unknown and no usage settles before it. Source: `cycle`, `cycle_meters`, `resume` and
 * `_compute_charge_preview` of Polar's `subscription/service.py`.
 * @internal
 */
export function chargesOf(subscription: CustomerSubscription, preview: ChargePreview | null | undefined, products: ProductNames): Charge[] {
  if (isClosed(subscription)) return [];
  const course = courseOf(subscription);
  const usage = course.usageAt ? usageCharges(subscription, course.usageAt, preview) : [];
  if (course.chargedAt === null) return usage;
  // If usage settles apart, the preview adds up both charges. It also applies a pending update that a pause or cancellation prevents.
  const isOfThisCharge = preview && course.usageAt === null && (course.changes || !subscription.pendingUpdate);
  return [...usage, isOfThisCharge ? previewedCharge(subscription, course, preview, products) : assembledCharge(subscription, course, preview, products)];
}

/**
 * What the next renewal, pause or cancellation does.
 * @internal
 */
export interface Course {
  chargedAt: Date | null;
  /** When usage settles as a charge of its own; `null` if it doesn't. */
  usageAt: Date | null;
  ends: boolean;
  pauses: boolean;
  /** Whether the next renewal applies a pending update. */
  changes: boolean;
  /** Whether that update replaces the plan. The payload lacks the new plan's prices and meters. */
  replaces: boolean;
}

/** @internal */
export function courseOf(subscription: CustomerSubscription): Course {
  const { pendingUpdate, resumesAt = null, currentPeriodEnd, status } = subscription;
  const [ends, pauses] = [isEnding(subscription), isPausing(subscription)];
  const applied = ends || pauses ? null : pendingUpdate;
  // The end of the period may have moved past the resume date, as with a trial. The pause then ends as it starts.
  const resumes = resumesAt && status !== 'paused' && resumesAt < currentPeriodEnd ? currentPeriodEnd : resumesAt;
  return {
    chargedAt: pauses ? resumes : currentPeriodEnd,
    usageAt: usageSettlesAt(subscription),
    ends,
    pauses,
    changes: applied != null,
    replaces: applied?.productId != null,
  };
}

/**
 * Whether a subscription will bill more usage at its price, so that a "what if" makes sense: it is billed and not canceled, and no
 * renewal replaces the plan before it bills usage. If one does, Polar skips usage of the old price, or bills it at the new one.
 * Source: `compute_pending_metered_line_items` of Polar's `billing_entry/service.py`.
 * @internal
 */
export function isOngoing(subscription: CustomerSubscription): boolean {
  const { usageAt, ends, replaces } = courseOf(subscription);
  return isBilled(subscription) && !ends && !(replaces && usageAt === null);
}

const unknown = {
  lines: [], subtotal: null, discount: null, tax: null, taxIncluded: null, total: null, appliedBalance: null, due: null, outcome: null, certainty: 'exact',
} satisfies Partial<Charge>;

/** Polar creates no order without lines, not even to collect a debt that its preview includes. */
const empty = { ...unknown, subtotal: 0, discount: 0, tax: 0, total: 0, appliedBalance: 0, due: 0, outcome: 'nothing' } satisfies Partial<Charge>;

/**
 * Usage that settles before the plan does. Any discount is unknown: it may expire first, and a fixed one doesn't reduce usage.
 * If all usage is free, the order only collects a debt. A preview contains the whole debt, unless its total is negative.
 * Source: `settle_meter_cycle_order` of Polar's `order/service.py`, `apply_wallet_balance` of its `order/amounts.py`.
 */
function usageCharges(subscription: CustomerSubscription, usageAt: Date, preview: ChargePreview | null | undefined): Charge[] {
  const lines = usageLines(subscription);
  const subtotal = sumLines(lines);
  const isUsed = hasUsage(subscription);
  const debt = preview && subtotal === 0 && (preview.totalAmount ?? -1) >= 0 && owes(subscription, preview) ? exactAmount(preview.appliedBalanceAmount) : null;
  if (debt !== null && debt > 0) {
    return [{ ...empty, dueAt: usageAt, lines, appliedBalance: debt, due: debt, outcome: outcomeOf(debt, 0, subscription.currency), certainty: isUsed ? 'exact' : 'estimate' }];
  }
  // While a payment is overdue, usage settles with that payment or with the renewal, so the date is unknown.
  const dueAt = phaseOf(subscription) === 'pastDue' ? null : usageAt;
  return isUsed ? [{ ...unknown, dueAt, lines, subtotal, discount: discountWithoutPreview(subscription) }] : [];
}

/**
 * Whether an order collects a debt even if nothing was used. At the start of a period Polar resets the meters, which
 * alone adds a line to the order at the period's end, but not in a trial. Source: `_event_matches_meter` of Polar's
 * `event/service.py`, `create_billing_entries` of its `meter/service.py`.
 */
function owes({ meters, status }: CustomerSubscription, { appliedBalanceAmount }: ChargePreview): boolean {
  return appliedBalanceAmount !== 0 && meters.length > 0 && status !== 'trialing';
}

/** Whether usage that settles earlier may be too little to charge, and so becomes a debt. */
function leavesDebt(subscription: CustomerSubscription): boolean {
  const usage = sumLines(usageLines(subscription)) ?? 1;
  return usage > 0 && (usage < minimumCharge(subscription.currency) || subscription.discountId !== null);
}

/** The preview's own figures. */
function previewedCharge(subscription: CustomerSubscription, course: Course, preview: ChargePreview, products: ProductNames): Charge {
  const { chargedAt: dueAt, ends, pauses, replaces } = course;
  const base = baseLines(subscription, course, preview, products);
  const lines = [...base, ...previewedUsageLines(subscription, preview, replaces), ...prorationLines(preview)];
  const isUsed = hasUsage(subscription);
  const isEmpty = base.length === 0 && !isUsed && preview.prorations.length === 0;
  if (isEmpty && !replaces && !owes(subscription, preview)) return { ...empty, dueAt, lines };

  const figures = figuresOf(preview, subscription.currency);
  const { discount } = figures;
  const isEstimate =
    // A meter makes a line of 0 only if it was reset since the last order.
    isEmpty ||
    // Polar drops usage under a replaced price, or bills it at the new price.
    (replaces && isUsed) ||
    // The final order applies even an expired discount.
    (ends && subscription.discountId !== null && discount === 0) ||
    // A discount may expire before the subscription resumes.
    (pauses && discount !== 0);
  return { dueAt, lines, ...figures, certainty: isEstimate ? 'estimate' : 'exact' };
}

function figuresOf(preview: ChargePreview, currency: string): Pick<Charge, 'subtotal' | 'discount' | 'tax' | 'taxIncluded' | 'total' | 'appliedBalance' | 'due' | 'outcome'> {
  const subtotal = exactAmount(preview.subtotalAmount);
  const tax = exactAmount(preview.taxAmount);
  const total = exactAmount(preview.totalAmount);
  const appliedBalance = exactAmount(preview.appliedBalanceAmount);
  const discount = exactAmount(preview.discountAmount);
  // If tax comes on top of the prices, net amount and discount add up to the subtotal.
  const gross = sumAmounts([exactAmount(preview.netAmount), discount]);
  const due = exactAmount(preview.dueAmount);
  return {
    subtotal,
    discount,
    tax,
    taxIncluded: tax === null || tax === 0 || gross === null || subtotal === null ? null : gross !== subtotal,
    total,
    appliedBalance,
    due,
    outcome: outcomeOf(due, total, currency),
  };
}

function outcomeOf(due: number | null, total: number | null, currency: string): ChargeOutcome | null {
  if (due === null) return null;
  if (due > 0) return due < minimumCharge(currency) ? 'toBalance' : 'charged';
  return total !== null && total < 0 ? 'credited' : 'nothing';
}

/** A charge that no preview describes as a whole: the known lines, and usually neither discount nor tax nor balance. */
function assembledCharge(subscription: CustomerSubscription, course: Course, preview: ChargePreview | null | undefined, products: ProductNames): Charge {
  const { chargedAt: dueAt, usageAt, ends, changes, replaces } = course;
  const { pendingUpdate, pauseAtPeriodEnd, currentMeterPeriodEnd, status } = subscription;
  const ownUsage = usageAt === null && !replaces;
  const isUsed = ownUsage && hasUsage(subscription);
  const previewedBase = changes || !pendingUpdate ? preview : null;
  const lines = [...baseLines(subscription, course, previewedBase, products), ...(ownUsage ? usageLines(subscription) : []), ...prorationLines(preview)];
  if (ends && preview && !isUsed && preview.prorations.length === 0) {
    const debt = (owes(subscription, preview) || leavesDebt(subscription)) && { appliedBalance: null, due: null, outcome: null };
    return { ...empty, dueAt, lines, ...debt };
  }
  // Without a preview, prorations are unknown, and so is the subtotal.
  const isWhole = preview && (ownUsage || usageAt !== null);
  // While a payment is overdue, usage lacks the plan's credits: Polar grants them again with the payment, and the usage costs less. The merchant may hide that a plan has any.
  const mayGetCredits = isUsed && status === 'past_due';
  return {
    ...unknown,
    dueAt,
    lines,
    subtotal: isWhole ? sumLines(lines) : null,
    // Another plan may bring a discount of its own.
    discount: replaces ? null : discountWithoutPreview(subscription),
    // A customer state and an older SDK leave these out: a change or pause may be scheduled, or usage may settle apart.
    certainty: [pendingUpdate, pauseAtPeriodEnd, currentMeterPeriodEnd].includes(undefined) || mayGetCredits ? 'estimate' : 'exact',
  };
}

/** The line of the plan; empty after a cancellation, and for a plan that charges for usage only. */
function baseLines(subscription: CustomerSubscription, { ends, changes, replaces }: Course, preview: ChargePreview | null | undefined, products: ProductNames): BillLine[] {
  if (ends) return [];
  const own = replaces ? null : basePriceOf(subscription, changes ? subscription.pendingUpdate : null);
  const amount = exactAmount(preview?.baseAmount) ?? own;
  return amount === 0 && !hasBasePrice(subscription) ? [] : [baseLine(subscription, amount, changes, products)];
}

function discountWithoutPreview({ discountId }: CustomerSubscription): 0 | null {
  return discountId === null ? 0 : null;
}
