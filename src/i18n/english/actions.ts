import type { Messages } from '../messages';
import { about } from './phrases';
import { unitName, unnamedMeter, withNoun } from './units';

// Each object below is one unit of tree shaking.

/** English for an alert outside of a list, which customers can dismiss. */
export const dismissWords = {
  unnamedMeter,
  dismiss: 'Dismiss',
  dismissOf: (name) => `Dismiss: ${name}`,
} satisfies Partial<Messages>;

/** English for the comparison of plans. */
export const offerWords = {
  offersTitle: 'Compare plans',
  offersBasis: ({ from, to, isOne }) => `What each plan would have cost for your usage ${isOne ? `in ${from}` : `from ${from} to ${to}`}, before discount and tax.`,
  offerPlan: 'Plan',
  offerSum: 'Total cost',
  yourPlan: 'your plan',
} satisfies Partial<Messages>;

/** English for budgets. */
export const budgetWords = {
  unitName,
  unnamedMeter,
  budget: (unit) => `Budget in ${unit}`,
  budgetUsed: (used, budget, unit) => (budget ? `${used} of ${withNoun(budget, unit)}` : withNoun(used, unit)),
  budgetState: (state, left, stops) => (state === 'reached' ? `Budget used up. ${stops ? 'Usage stops' : "It doesn't limit your usage"}.` : `${left} left${state === 'near' ? ', nearly used up' : ''}`),
  budgetTerms: (stops) => `A budget (the mark in its bar) warns you at 80% and 100%. ${stops ? 'Usage stops at 100%' : "It doesn't limit your usage"}.`,
} satisfies Partial<Messages>;

/** English for the inline meter. */
export const inlineWords = {
  about,
  notCounted: 'estimated with your latest usage',
} satisfies Partial<Messages>;

/** English for the link of an element to the page that sells credits. */
export const topUpWords = {
  unnamedMeter,
  topUp: 'Top up',
  topUpOf: (name) => `Top up: ${name}`,
} satisfies Partial<Messages>;
