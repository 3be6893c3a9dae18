import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumAmounts } from '../../src/core/amounts';
import { amountDueOf, type Bill, billOf } from '../../src/core/billing';
import { parseChargePreview } from '../../src/core/schemas/preview';
import { wireChargePreview, wirePriceFixed, wireSubscriptionMeter } from '../../src/testing';
import { type Overrides, subscribed, yearly } from './bills';

/** Amounts whose sum a double may not hold, among ordinary ones. JSON can hold the finite ones. */
const amounts = fc.constantFrom<number | null>(0, 1, -1, 412, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 53, -(2 ** 53), 2 ** 53 + 2, 1e308, -1e308, Number.MAX_VALUE, 5e-324, 0.5, Number.NaN, Infinity, null);
const exact = (amount: number | null | undefined): amount is number => Number.isSafeInteger(amount);

/** The sum in integer arithmetic; `null` if an amount is not an exact integer, or if no double can hold the sum. */
function exactSum(given: readonly (number | null | undefined)[]): number | null {
  if (!given.every(exact)) return null;
  const sum = given.reduce((before, amount) => before + BigInt(amount), 0n);
  return BigInt(Number(sum)) === sum ? Number(sum) : null;
}

/** Every amount of a bill. */
const figuresIn = ({ charges, outstanding }: Bill) =>
  [outstanding, ...charges.flatMap(({ lines, subtotal, discount, tax, total, appliedBalance, due }) => [...lines.map(({ amount }) => amount), subtotal, discount, tax, total, appliedBalance, due])];

const statuses = fc.constantFrom<Overrides>({}, yearly, { status: 'past_due' }, { cancel_at_period_end: true }, { pause_at_period_end: true, resumes_at: '2027-01-01T00:00:00Z' }, { discount_id: null }, { discount_id: 'd' });

describe('amounts that overflow', () => {
  it('never break a bill, and leave each figure exact or unknown', { timeout: 60_000 }, () => {
    const previews = fc.option(fc.record({ base_amount: amounts, metered_amount: amounts, subtotal_amount: amounts, discount_amount: amounts, net_amount: amounts, tax_amount: amounts, total_amount: amounts, applied_balance_amount: amounts, due_amount: amounts, prorations: fc.array(fc.record({ label: fc.constant('Change'), amount: amounts }), { maxLength: 3 }) }), { nil: null });
    fc.assert(
      fc.property(statuses, amounts, fc.array(amounts, { maxLength: 4 }), previews, fc.array(amounts, { maxLength: 3 }), (status, amount, metered, preview, due) => {
        const meters = metered.map((pending, index) => ({ ...wireSubscriptionMeter({ name: `Meter ${index}` }), amount: pending as number }));
        const subscription = subscribed({ ...status, amount: amount as number, meters });
        const orders = due.map((dueAmount) => ({ subscriptionId: subscription.id, status: 'pending' as const, dueAmount }));
        const bill = billOf(subscription, preview && parseChargePreview({ ...wireChargePreview(), ...(preview as object) }), { orders });
        // Sums of a few exact amounts stay below 2^57.
        for (const figure of figuresIn(bill)) expect(figure === null || (Number.isInteger(figure) && Math.abs(figure) < 2 ** 57)).toBe(true);
        // The bill keeps a previewed subtotal, whatever its lines add up to.
        const added = preview === null || status === yearly ? bill.charges : [];
        for (const { subtotal, lines } of added) expect([null, exactSum(lines.map((line) => line.amount))]).toContain(subtotal);
        expect(bill.outstanding).toBe(status.status === 'past_due' ? exactSum(due) : null);
        expect(amountDueOf(subscription, null, { orders }).outstanding).toBe(bill.outstanding);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([2 ** 53, 1e308, -1e308])('make the amount due, the outstanding amount and the base price unknown: %s', (amount) => {
    const meters = [amount, amount].map((pending, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount: pending }));
    expect(amountDueOf(subscribed({ meters })).amount).toBeNull();
    const overdue = subscribed({ status: 'past_due' });
    const orders = [amount, 1].map((dueAmount) => ({ subscriptionId: overdue.id, status: 'pending', dueAmount }));
    expect(billOf(overdue, null, { orders }).outstanding).toBeNull();
    const prices = [amount, amount].map((price_amount, index) => wirePriceFixed({ id: `${index}`, price_amount }));
    expect(billOf(subscribed({ discount_id: 'd', prices, meters: [] })).charges[0]?.lines[0]?.amount).toBeNull();
  });

  it('make sumAmounts() return null instead of a rounded sum', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (given) => {
        expect(sumAmounts(given)).toBe(exactSum(given));
      }),
      { numRuns: 5000 },
    );
  });
});
