import type { CustomerSubscription } from './schemas/subscription';

/** One thing that a subscription will charge for. */
export interface BillLine {
  kind: 'base' | 'meter';
  /** The product's name, or the meter's. */
  name: string;
  meterId?: string;
  /** Minor units, before discount and tax; `null` when not known. */
  amount: number | null;
  /** When it falls due; `null` when nothing more is going to be charged. */
  dueAt: Date | null;
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
  currency: string;
  lines: BillLine[];
  /** One for each date on which something falls due, the earliest first; never added across dates or currencies. */
  totals: AmountDueOn[];
}

/**
 * What a subscription charges next: its base amount at the end of its period, and each meter's amount when
 * meters settle, which on a yearly plan may be every month.
 */
export function billOf(subscription: CustomerSubscription): Bill {
  const { id: subscriptionId, currency } = subscription;
  const { baseAt, metersAt } = dueDates(subscription);
  const lines: BillLine[] = subscription.meters.map(({ meterId, meter, amount }) => {
    return { kind: 'meter', name: meter.name, meterId, amount, dueAt: metersAt };
  });
  if (baseAt !== null) lines.unshift({ kind: 'base', name: subscription.product.name, amount: subscription.amount, dueAt: baseAt });
  return { subscriptionId, currency, lines, totals: totalsOf(subscriptionId, currency, lines) };
}

/** What a subscription charges next, on the first day on which it charges anything. */
export function amountDueOf(subscription: CustomerSubscription): AmountDueOn {
  const { subscriptionId, currency, totals } = billOf(subscription);
  return totals[0] ?? { subscriptionId, currency, amount: 0, dueAt: null };
}

/** The next moment at which credits renew and overage settles; `null` when that will not happen again. */
export function renewsAt(subscription: CustomerSubscription): Date | null {
  if (hasEnded(subscription) || subscription.status === 'paused') return null;
  const meterPeriodEnd = subscription.currentMeterPeriodEnd ?? subscription.currentPeriodEnd;
  const last = subscription.cancelAtPeriodEnd && meterPeriodEnd.getTime() >= subscription.currentPeriodEnd.getTime();
  return last ? null : meterPeriodEnd;
}

/** Whether a subscription is over: nothing of it is used or charged any more. */
export function hasEnded({ status, endedAt }: CustomerSubscription): boolean {
  return status === 'canceled' || status === 'incomplete_expired' || (endedAt ?? null) !== null;
}

/** Adds minor units exactly; one unknown makes the sum unknown. */
export function sumAmounts(amounts: readonly (number | null)[]): number | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null || !Number.isFinite(amount)) return null;
    sum += BigInt(Math.round(amount));
  }
  return Number(sum);
}

function dueDates(subscription: CustomerSubscription): { baseAt: Date | null; metersAt: Date | null } {
  if (hasEnded(subscription)) return { baseAt: null, metersAt: null };
  const resumesAt = subscription.resumesAt ?? null;
  const invoiceAt = subscription.status === 'paused' ? resumesAt : subscription.currentPeriodEnd;
  const stops = subscription.cancelAtPeriodEnd || subscription.pauseAtPeriodEnd === true;
  return {
    baseAt: stops ? null : invoiceAt,
    metersAt: subscription.status === 'paused' ? resumesAt : (subscription.currentMeterPeriodEnd ?? invoiceAt),
  };
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
