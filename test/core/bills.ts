import type { Bill } from '../../src/core/billing';
import type { ChargePreview } from '../../src/core/schemas/preview';
import { type CustomerSubscription, parseSubscription } from '../../src/core/schemas/subscription';
import { wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../../src/testing';

export const november = new Date('2026-11-01T00:00:00Z');
export const december = new Date('2026-12-01T00:00:00Z');
export const january = new Date('2027-01-01T00:00:00Z');
export const june = new Date('2027-06-01T00:00:00Z');

export type Overrides = Omit<WireSubscriptionOverrides, 'status'> & { status?: string };

/** A subscription of $20.00 a month with 412 minor units of AI tokens, both due on December 1. `overrides` replace wire fields. */
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

export const linesOf = ({ lines }: Bill) => lines.map(({ kind, name, amount, dueAt }) => [kind, name, amount, dueAt]);
export const totalsOf = ({ totals }: Bill) => totals.map(({ amount, dueAt }) => [amount, dueAt]);

export function previewed(prorations: ChargePreview['prorations']): ChargePreview {
  return { baseAmount: 2000, meteredAmount: 412, prorationAmount: 0, prorations, totalAmount: 2412 };
}
