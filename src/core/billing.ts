import { endsAt, isClosed, phaseOf, renewsAt, type SubscriptionPhase, stopsAtPeriodEnd } from './account';
import { type AmountExplanation, explainAmount } from './explain';
import type { CustomerSubscriptionMeter } from './schemas/meter';
import type { ProductPrice } from './price';
import type { ChargePreview } from './schemas/preview';
import type { CustomerSubscription } from './schemas/subscription';

/** What the next charge of a subscription is to its customer. */
export type BillTitle = 'firstCharge' | 'nextCharge' | 'finalCharge' | 'chargeOnResume' | 'pastDue' | 'paused' | 'notStarted' | 'ended';

/** One thing that a subscription charges for. */
export interface BillLine {
  kind: 'base' | 'meter' | 'proration';
  /** The product's name, the meter's, or what the server calls the proration. */
  name: string;
  /** Minor units, before discount and tax; negative for money back, `null` when not known. */
  amount: number | null;
  /** When it falls due; `null` when nothing more is going to be charged. */
  dueAt: Date | null;
  meterId?: string;
  /** The meter that is charged for, as it stands. */
  meter?: CustomerSubscriptionMeter;
  /** The one price that counts this meter. */
  price?: ProductPrice;
  /** Why the amount is what it is. */
  explanation?: AmountExplanation;
}

/** What falls due on one day, in one currency. */
export interface AmountDueOn {
  subscriptionId: string;
  /** Minor units of `currency`, before discount and tax; `null` when a part of it is not known. */
  amount: number | null;
  /** Lowercase currency code. */
  currency: string;
  /** `null` when nothing more is going to be charged. */
  dueAt: Date | null;
}

/** What one subscription is going to charge. */
export interface Bill {
  subscriptionId: string;
  title: BillTitle;
  currency: string;
  lines: BillLine[];
  /** One for each date on which something falls due, the earliest first; never added across dates or currencies. */
  totals: AmountDueOn[];
  /** When credits renew and overage settles; `null` when that will not happen again. */
  creditsRenewAt: Date | null;
  /** When the invoice for the base price comes, which need not be the same day; `null` when none will. */
  invoiceAt: Date | null;
  /** Whether a discount will be taken off that the totals do not include. */
  discounted: boolean;
}

/**
 * What a subscription charges next: its base amount at the end of its period, and each meter's amount when
 * meters settle, which on a yearly plan may be every month. Amounts are what the server reports; how they
 * came about is in each line's explanation.
 * @param preview adds the server's proration lines, where it gives them.
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
    totals: totalsOf(subscriptionId, currency, isPartlyUnknown ? [...lines, leftOut(metersAt)] : lines),
    creditsRenewAt: renewsAt(subscription),
    invoiceAt: baseAt,
    discounted: phase !== 'ended' && (subscription.discountId ?? null) !== null,
  };
}

/** What a subscription charges next, on the first day on which it charges anything. */
export function amountDueOf(subscription: CustomerSubscription): AmountDueOn {
  const { subscriptionId, currency, totals } = billOf(subscription);
  return totals[0] ?? { subscriptionId, currency, amount: 0, dueAt: null };
}

/** Adds minor units exactly; one unknown makes the sum unknown, and so does a sum that a number cannot hold exactly. */
export function sumAmounts(amounts: readonly (number | null)[]): number | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null || !Number.isFinite(amount)) return null;
    sum += BigInt(Math.round(amount));
  }
  return BigInt(Number(sum)) === sum ? Number(sum) : null;
}

function meterLine(meter: CustomerSubscriptionMeter, prices: readonly ProductPrice[], currency: string, dueAt: Date | null): BillLine {
  const { meterId, amount } = meter;
  const counting = prices.filter((price) => 'meterId' in price && price.meterId === meterId);
  const [price] = counting;
  const explanation = explainAmount(meter, counting, currency);
  return { kind: 'meter', name: meter.meter.name, meterId, amount, dueAt, meter, explanation, ...(price && counting.length === 1 && { price }) };
}

/** Stands in a sum for a meter that could not be read: without it a total would be wrong, with it it is not known. */
function leftOut(dueAt: Date | null): BillLine {
  return { kind: 'meter', name: '', amount: null, dueAt };
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
  if (phase === 'paused') return subscription.resumesAt ? 'chargeOnResume' : 'paused';
  return phase !== 'pastDue' && endsAt(subscription) !== null ? 'finalCharge' : titles[phase];
}

function dueDates(subscription: CustomerSubscription): { baseAt: Date | null; metersAt: Date | null } {
  if (isClosed(subscription)) return { baseAt: null, metersAt: null };
  const paused = phaseOf(subscription) === 'paused';
  const baseAt = paused ? (subscription.resumesAt ?? null) : subscription.currentPeriodEnd;
  return { baseAt, metersAt: paused ? baseAt : (subscription.currentMeterPeriodEnd ?? baseAt) };
}

function totalsOf(subscriptionId: string, currency: string, lines: readonly BillLine[]): AmountDueOn[] {
  const byDay = new Map<number, BillLine[]>();
  for (const line of lines) {
    const day = line.dueAt?.getTime() ?? Infinity;
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  return [...byDay]
    .sort(([a], [b]) => a - b)
    .map(([day, due]) => {
      const amount = sumAmounts(due.map((line) => line.amount));
      return { subscriptionId, amount, currency, dueAt: day === Infinity ? null : new Date(day) };
    });
}
