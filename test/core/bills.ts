import type { Bill } from '../../src/core/billing';
import { sumAmounts } from '../../src/core/amounts';
import { amountOf } from '../../src/core/charges';
import type { ChargePreview } from '../../src/core/schemas/preview';
import { type CustomerSubscription, parseSubscription } from '../../src/core/schemas/subscription';
import { wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../../src/testing';

export const november = new Date('2026-11-01T00:00:00Z');
export const december = new Date('2026-12-01T00:00:00Z');
export const january = new Date('2027-01-01T00:00:00Z');
export const june = new Date('2027-06-01T00:00:00Z');

export type Overrides = Omit<WireSubscriptionOverrides, 'status'> & { status?: string };

/** A subscription of $20.00 a month with AI tokens for $4.12, both due on December 1. `overrides` replace wire fields. */
export function subscribed(overrides: Overrides = {}): CustomerSubscription {
  const meters = [wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 })];
  return parseSubscription(wireSubscription({ meters, ...(overrides as WireSubscriptionOverrides) }));
}

export const paused = { status: 'paused', paused_at: november.toISOString() };
export const resuming = { ...paused, resumes_at: january.toISOString() };
export const ended = { status: 'canceled', ended_at: november.toISOString() };
/** A yearly plan whose meters settle monthly. */
export const yearly = {
  amount: 120_000,
  recurring_interval: 'year',
  current_period_end: june.toISOString(),
  current_meter_period_start: november.toISOString(),
  current_meter_period_end: december.toISOString(),
} as const;

export const linesOf = ({ charges }: Bill) => charges.flatMap(({ lines, dueAt }) => lines.map(({ kind, name, amount }) => [kind, name, amount, dueAt]));
/** The amount that amountOf() returns for each charge, with its date. */
export const totalsOf = ({ charges }: Bill) => charges.map((charge) => [amountOf(charge).amount, charge.dueAt]);

/** The server's preview of `subscribed()`, without discount, tax and balance. `overrides` replace its figures. */
export function previewed(prorations: ChargePreview['prorations'], overrides: Partial<ChargePreview> = {}): ChargePreview {
  const corrections = sumAmounts(prorations.map(({ amount }) => amount));
  const total = corrections === null ? null : 2412 + corrections;
  return {
    baseAmount: 2000,
    meteredAmount: 412,
    prorationAmount: corrections,
    prorations,
    subtotalAmount: total,
    discountAmount: 0,
    netAmount: total,
    taxAmount: 0,
    totalAmount: total,
    appliedBalanceAmount: 0,
    dueAmount: total === null ? null : Math.max(0, total),
    ...overrides,
  };
}
