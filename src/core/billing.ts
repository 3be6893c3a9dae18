import { endsAt, isClosed, phaseOf, renewsAt, type SubscriptionPhase, stopsAtPeriodEnd } from './account';
import { type AmountExplanation, explainAmount } from './explain';
import type { ProductPrice } from './schemas/price';
import type { CustomerSubscriptionMeter } from './schemas/customerSubscriptionMeter';
import type { ChargePreview } from './schemas/preview';
import type { CustomerSubscription } from './schemas/subscription';

/** What a bill is about: which charge comes next, or why none does. */
export type BillTitle = 'firstCharge' | 'nextCharge' | 'finalCharge' | 'chargeOnResume' | 'pastDue' | 'paused' | 'notStarted' | 'ended';

/** One item of a bill. */
export interface BillLine {
  kind: 'base' | 'meter' | 'proration';
  /** The name of the product or meter, or the server's label of the proration. */
  name: string;
  /** Minor units, as the server reports them; negative for a refund, `null` if unknown. */
  amount: number | null;
  /** When it falls due; `null` if nothing will be charged. */
  dueAt: Date | null;
  /** This and the fields below: only for a line of kind `meter`. */
  meterId?: string;
  /** The meter's current numbers. */
  meter?: CustomerSubscriptionMeter;
  /** The price that bills this meter; absent if there is none or more than one. */
  price?: ProductPrice;
  /** The arithmetic behind the amount. */
  explanation?: AmountExplanation;
}

/** The amount that falls due at one time, in one currency. */
export interface AmountDueOn {
  subscriptionId: string;
  /** Minor units of `currency`, as the server reports them; `null` if any part is unknown. */
  amount: number | null;
  /** Lowercase currency code. */
  currency: string;
  /** `null` if nothing will be charged. */
  dueAt: Date | null;
}

/** The next charges of one subscription. */
export interface Bill {
  subscriptionId: string;
  title: BillTitle;
  /** Currency code, as the subscription spells it. */
  currency: string;
  /** The plan first, then its meters, then the preview's prorations. */
  lines: BillLine[];
  /** One for each due date, earliest first. Amounts of different dates are never added. */
  totals: AmountDueOn[];
  /** When credits renew and overage settles; `null` if that won't happen again. */
  creditsRenewAt: Date | null;
  /** When the base price is invoiced, which may be another day; `null` if it won't be. */
  invoiceAt: Date | null;
  /** Whether the subscription has a discount and hasn't ended. */
  discounted: boolean;
}

/**
 * The next charges of a subscription: its base amount at the end of the period, and the amount of each meter when meters
 * settle, which may be monthly on a yearly plan. Shows the amounts that the server reports; `explanation` has the
 * arithmetic.
 * @param preview adds the server's proration lines.
 */
export function billOf(subscription: CustomerSubscription, preview?: ChargePreview | null): Bill {
  const { id: subscriptionId, currency, product, prices } = subscription;
  const { baseAt, metersAt } = dueDates(subscription);
  const phase = phaseOf(subscription);
  const lines: BillLine[] = isClosed(subscription) ? [] : subscription.meters.map((meter) => meterLine(meter, prices, currency, metersAt));
  if (baseAt !== null) lines.unshift({ kind: 'base', name: product.name, amount: stopsAtPeriodEnd(subscription) ? 0 : subscription.amount, dueAt: baseAt });
  if (baseAt !== null && preview) {
    lines.push(...preview.prorations.map(({ label, amount }): BillLine => ({ kind: 'proration', name: label, amount, dueAt: baseAt })));
  }
  const isPartlyUnknown = phase === 'notStarted' || (phase !== 'ended' && subscription.incomplete === true);
  return {
    subscriptionId,
    title: titleOf(subscription),
    currency,
    lines,
    totals: totalsOf(subscriptionId, currency, isPartlyUnknown ? [...lines, unreadableMeter(metersAt)] : lines),
    creditsRenewAt: renewsAt(subscription),
    invoiceAt: baseAt,
    discounted: phase !== 'ended' && (subscription.discountId ?? null) !== null,
  };
}

/** The amount that a subscription charges on its earliest due date; 0 without a date if it charges nothing. */
export function amountDueOf(subscription: CustomerSubscription): AmountDueOn {
  const { subscriptionId, currency, totals } = billOf(subscription);
  return totals[0] ?? { subscriptionId, currency, amount: 0, dueAt: null };
}

/**
 * Adds minor units exactly. The sum is `null` if an amount is unknown, or if a number can't hold the sum exactly.
 * @internal
 */
export function sumAmounts(amounts: readonly (number | null)[]): number | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null || !Number.isFinite(amount)) return null;
    sum += BigInt(Math.round(amount));
  }
  const total = Number(sum);
  return Number.isFinite(total) && BigInt(total) === sum ? total : null;
}

function meterLine(meter: CustomerSubscriptionMeter, prices: readonly ProductPrice[], currency: string, dueAt: Date | null): BillLine {
  const { meterId, amount } = meter;
  const metered = prices.filter((price) => 'meterId' in price && price.meterId === meterId);
  const [price] = metered;
  const explanation = explainAmount(meter, metered, currency);
  return { kind: 'meter', name: meter.meter.name, meterId, amount, dueAt, meter, explanation, ...(price && metered.length === 1 && { price }) };
}

/** A line with a null amount for an unreadable meter, so that the total becomes unknown instead of wrong. */
function unreadableMeter(dueAt: Date | null): BillLine {
  return { kind: 'meter', name: '', amount: null, dueAt };
}

const titleOfPhase: Readonly<Record<SubscriptionPhase, BillTitle>> = {
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
  if (phase === 'paused') return subscription.resumesAt ? 'chargeOnResume' : 'paused';
  return phase !== 'pastDue' && endsAt(subscription) !== null ? 'finalCharge' : titleOfPhase[phase];
}

function dueDates(subscription: CustomerSubscription): { baseAt: Date | null; metersAt: Date | null } {
  if (isClosed(subscription)) return { baseAt: null, metersAt: null };
  const paused = phaseOf(subscription) === 'paused';
  const baseAt = paused ? (subscription.resumesAt ?? null) : subscription.currentPeriodEnd;
  return { baseAt, metersAt: paused ? baseAt : (subscription.currentMeterPeriodEnd ?? baseAt) };
}

function totalsOf(subscriptionId: string, currency: string, lines: readonly BillLine[]): AmountDueOn[] {
  const byDate = new Map<number, BillLine[]>();
  for (const line of lines) {
    const dueAt = line.dueAt?.getTime() ?? Infinity;
    byDate.set(dueAt, [...(byDate.get(dueAt) ?? []), line]);
  }
  return [...byDate]
    .sort(([a], [b]) => a - b)
    .map(([dueAt, dueLines]) => {
      const amount = sumAmounts(dueLines.map((line) => line.amount));
      return { subscriptionId, amount, currency, dueAt: dueAt === Infinity ? null : new Date(dueAt) };
    });
}
