import { knownNumber } from './knownNumber';
import { nearFrom, type UsageTone } from './usage';

/** How much of a customer's own budget of units is used: `near` from 80%, `reached` from 100%. */
export interface BudgetUsage {
  state: 'within' | 'near' | 'reached' | 'unknown';
  tone: UsageTone;
  /** Units left, at least 0; `null` if unknown. */
  left: number | null;
  /**
   * Shares of the bar's full width, from 0 to 1: the usage, the budget, and the usage expected, which is never below the usage. The full
   * width is the largest of the three. `null` if the usage is unknown.
   */
  bar: { used: number; budget: number; expected: number } | null;
}

/**
 * Compares a meter's usage with a budget that the customer has chosen. Without a valid budget above 0 it returns `null`.
 * @param expected units at the end of the period; `null` if it is too early to say.
 * @param stops whether the host stops usage at the budget.
 * @internal
 */
export function describeBudget(consumedUnits: number | null, budgetUnits: number | null | undefined, expected?: number | null, stops?: boolean): BudgetUsage | null {
  const consumed = knownNumber(consumedUnits);
  const budget = knownNumber(budgetUnits);
  if (!budget || budget < 0) return null;
  if (consumed === null) return { state: 'unknown', tone: 'neutral', left: null, bar: null };
  const used = Math.max(0, consumed);
  const most = Math.max(used, expected ?? 0);
  const full = Math.max(most, budget);
  const isReached = used >= budget;
  const isNear = used / budget >= nearFrom;
  return {
    state: isReached ? 'reached' : isNear ? 'near' : 'within',
    tone: stops && isReached ? 'critical' : isNear ? 'warning' : 'neutral',
    left: Math.max(0, budget - used),
    bar: { used: used / full, budget: budget / full, expected: most / full },
  };
}
