import { negateAmount, sumAmounts } from '../core/amounts';
import { amountOf, type Charge } from '../core/charges';
import type { Messages } from '../i18n/messages';

/** One line below a charge's items. The last may be the total. */
export interface BillStep {
  label: string;
  /** Minor units. */
  amount: number;
  isTotal: boolean;
}

type StepWords = Pick<Messages, 'sum' | 'discount' | 'tax' | 'balanceUsed' | 'balanceOwed' | 'beforeBalance' | 'total' | 'toPay'>;

/**
 * The steps from the lines of a charge to what it comes to. They add up to the first of these that is known: what is left to pay,
 * the total before the balance, the subtotal. A negative total that becomes credit ends the sum; a balance and what is due may
 * follow it. Only known amounts.
 */
export function billSteps(charge: Charge, messages: StepWords): BillStep[] {
  const { lines, subtotal, taxIncluded, total, appliedBalance, due } = charge;
  const tax = taxIncluded === true ? null : charge.tax || null;
  const discount = charge.discount || null;
  const balance = appliedBalance || null;
  const isSum = due !== null && due === sumAmounts([total, appliedBalance]);
  const balanceStep = step(balance !== null && balance < 0 ? messages.balanceUsed : messages.balanceOwed, balance);
  const taken = [...step(messages.discount, negateAmount(discount)), ...step(messages.tax, tax)];
  const rest = isSum && balance !== null ? [...(taken.length > 0 ? step(messages.beforeBalance, total) : []), ...balanceStep] : [];
  const changes = [...taken, ...rest];
  const end = total === null ? step(messages.sum, changes.length > 0 ? null : amountOf(charge).amount) : step(messages.total, isSum ? due : total);
  const carried = isSum || balance === null || due === null ? [] : [...balanceStep, ...step(messages.toPay, due)];
  if (changes.length === 0 && carried.length === 0 && lines.length < 2 && (due === null || isSum || lines.length === 0)) return [];
  const closing = [...end, ...carried];
  const steps = [...(changes.length > 0 ? step(messages.sum, subtotal) : []), ...changes, ...closing];
  return steps.map((one) => ({ ...one, isTotal: one === closing.at(-1) }));
}

function step(label: string, amount: number | null): BillStep[] {
  return amount === null ? [] : [{ label, amount, isTotal: false }];
}
