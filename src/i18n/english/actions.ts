import type { CopyFormat } from '../actions';
import type { Messages } from '../messages';
import { historyTitle } from './billing';
import { about, unitName, unnamedMeter } from './usage';

// Each object below is one unit of tree shaking.

const formats: Readonly<Record<CopyFormat, string>> = { csv: 'CSV', json: 'JSON', markdown: 'Markdown', support: 'Text for support' };

/** English for copying what a widget shows. */
export const copyWords = {
  copyOf: (subject) => `Copy: ${subject}`,
  copy: 'Copy',
  copyFormat: 'Format',
  copyAs: (format) => formats[format],
  copied: (format) => (format === 'support' ? 'Copied for support' : `Copied as ${formats[format]}`),
  notCopied: "Couldn't copy. Your browser or this page doesn't allow it.",
} satisfies Partial<Messages>;

/** English for the attention strip on its own. */
export const dismissWords = {
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

/** English for histories that the customer chooses. */
export const periodWords = {
  historyTitle,
  unnamedMeter,
  historyMeter: 'Meter',
  historyRange: 'Time',
  historyView: (view, count) => {
    if (view === 'period' || view === 'lastPeriod') return view === 'period' ? 'This period' : 'Last period';
    if (count === 1) return view === 'periods' ? 'One period' : view === 'day' ? 'Today' : `This ${view}`;
    return `Last ${count} ${view}${view === 'periods' ? '' : 's'}`;
  },
  periodTitle: 'Usage by period',
  periodSpan: (from, to) => `${from} to ${to}`,
  timeBefore: 'Previous period',
  unitsBefore: (units) => `, previously ${units}`,
  historyBy: (key) => `By ${key}`,
  otherValues: 'Other',
} satisfies Partial<Messages>;

/** English for budgets. */
export const budgetWords = {
  unitName,
  unnamedMeter,
  budget: 'Budget',
  budgetUsed: (used, budget, unit) => `${used}${budget === null ? '' : ` of ${budget}`} ${unit}`,
  budgetState: (state, left, stops) => (state === 'reached' ? `Budget used up. ${stops ? 'Usage stops' : "It doesn't stop usage"}.` : `${left} left${state === 'near' ? ', nearly used up' : ''}`),
  budgetTerms: (stops) => `You'll see a warning here at 80% and 100% of a budget. ${stops ? 'Usage stops at 100%' : "It doesn't stop usage"}.`,
} satisfies Partial<Messages>;

/** English for the inline meter. */
export const inlineWords = {
  about,
  notCounted: 'including usage still being counted',
} satisfies Partial<Messages>;

/** English for a change that is expected. */
export const waitWords = {
  changeOnItsWay: "Your change will show up here once it's processed.",
  changeNotSeen: "Your change isn't here yet. It may take a while longer.",
  checkingForChange: 'Checking for changes…',
} satisfies Partial<Messages>;

/** English for the link of an element to the page that sells credits. */
export const topUpWords = {
  topUp: 'Top up',
  topUpOf: (name) => `Top up: ${name}`,
} satisfies Partial<Messages>;
