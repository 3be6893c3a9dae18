import type { Calendar } from '../customers/calendar';
import type { DiscountSeed } from '../customers/seed';
import type { WireAmounts } from '../fixtures/wireOrders';

/** A line of a charge in minor units. A discount never applies to a proration. */
export interface ChargeItem {
  amount: number;
  proration: boolean;
}

/** What a charge depends on besides its lines. */
export interface ChargeTerms {
  discount: DiscountSeed | undefined;
  tax: { basisPoints: number; inclusive: boolean };
  /** The customer's billing balance in the currency of the charge; negative for a debt. */
  balance: number;
}

/** The amounts of a charge, computed as Polar's server does for previews and orders. */
export function computeCharge(items: readonly ChargeItem[], { discount, tax, balance }: ChargeTerms): WireAmounts {
  const subtotal = sumOf(items);
  const reduction = discountOn(sumOf(items.filter(({ proration }) => !proration)), discount);
  const taxable = subtotal - reduction;
  const taxAmount = taxOn(taxable, tax);
  const net = taxable - (tax.inclusive ? taxAmount : 0);
  const total = net + taxAmount;
  const applied = balanceOn(total, balance);
  return {
    subtotal_amount: subtotal,
    discount_amount: reduction,
    net_amount: net,
    tax_amount: taxAmount,
    total_amount: total,
    applied_balance_amount: applied,
    due_amount: Math.max(0, total + applied),
  };
}

/** The discount, or `undefined` if it has expired by the `start` of a period (milliseconds since 1970). Its months count from the first charge it reduced. */
export function discountAt(start: number, discount: DiscountSeed | undefined, calendar: Calendar): DiscountSeed | undefined {
  const { lasts = 'forever', appliedMonthsAgo } = discount ?? {};
  if (lasts === 'forever' || appliedMonthsAgo === undefined) return discount;
  const months = lasts === 'once' ? 1 : lasts.months;
  return start > calendar.month(months - 1 - appliedMonthsAgo) ? undefined : discount;
}

/** What a discount takes off an amount. Polar multiplies doubles, so this does too. */
export function discountOn(amount: number, discount: DiscountSeed | undefined): number {
  if (discount === undefined) return 0;
  if ('amount' in discount) return Math.min(discount.amount, amount);
  const product = amount * (Math.round(discount.percent * 100) / 10_000);
  const whole = Math.trunc(product);
  return Math.abs(product - whole) >= 0.5 ? whole + Math.sign(product) : whole;
}

/** The tax added to an amount, or included in it, rounded half away from zero. Polar leaves this to its tax processor. */
function taxOn(taxable: number, { basisPoints, inclusive }: ChargeTerms['tax']): number {
  const rate = BigInt(basisPoints);
  const divisor = inclusive ? 10_000n + rate : 10_000n;
  const size = BigInt(Math.abs(taxable));
  const tax = Number((2n * size * rate + divisor) / (2n * divisor));
  return taxable < 0 ? 0 - tax : tax;
}

/** The balance applied to a total: credit lowers a charge, debt raises it, and a negative total pays off debt. */
function balanceOn(total: number, balance: number): number {
  if (total >= 0) return 0 - Math.min(total, balance);
  return balance < 0 ? Math.min(-total, -balance) : 0;
}

function sumOf(items: readonly { amount: number }[]): number {
  return items.reduce((sum, { amount }) => sum + amount, 0);
}
