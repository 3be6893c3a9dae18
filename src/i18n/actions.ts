import type { BudgetUsage } from '../core/budget';
import type { HistoryViewName } from '../core/historyView';

/** How `CopyUsage` and `CopyBilling` write what they copy. `support`, only for `CopyUsage`, is a text for a support team, without the customer's ids, email addresses and tokens. */
export type CopyFormat = 'csv' | 'json' | 'markdown' | 'support';

/** The texts of parts that only some pages have: copying, alerts, offers, histories that load themselves, budgets and the inline meter. */
export interface ActionMessages {
  /** The name of the controls for screen readers: "Copy: Usage". */
  copyOf(subject: string): string;
  /** The button: "Copy". */
  copy: string;
  /** Label of the list of formats. */
  copyFormat: string;
  /** A format in the list: "CSV", "Text for support". */
  copyAs(format: CopyFormat): string;
  /** Announced when the text is in the clipboard: "Copied as CSV". */
  copied(format: CopyFormat): string;
  /** Announced if the text could not be copied. */
  notCopied: string;

  /** The button that hides an alert until its meter gets worse, or until the next period. */
  dismiss: string;
  /** The name of the `dismiss` button for screen readers: "Dismiss: Image credits". */
  dismissOf(name: string): string;

  /** Heading of the comparison of plans. */
  offersTitle: string;
  /** What the comparison is based on: "What each plan would have cost for your usage from Aug 2026 to Oct 2026, before discount and tax." */
  offersBasis(words: { from: string; to: string; isOne: boolean }): string;
  /** The column with the name of a plan. */
  offerPlan: string;
  /** The column with the cost of a plan. */
  offerSum: string;
  /** Beside the plan that the customer has. */
  yourPlan: string;

  /** The label of the list of meters above a history. */
  historyMeter: string;
  /** The label of the list of ranges above a history. */
  historyRange: string;
  /** A range of that list: "Last period", "Last 12 months". `count` is how many periods, hours, days and so on it has. */
  historyView(view: HistoryViewName, count: number): string;
  /** Title of a chart with one bar for each period. */
  periodTitle: string;
  /** The time of such a bar: "Oct 1 to Nov 1". */
  periodSpan(from: string, to: string): string;
  /** The label of the previous range's bars in the legend: "Previous period". If each bar is a period, `periods` is how many the range has: "Behind a bar: usage 6 periods earlier". Else it is `null`. */
  timeBefore(periods: number | null): string;
  /** Follows the units of a bar: " (previous period: 300)". `periods` is that of `timeBefore`. */
  unitsBefore(units: string, periods: number | null): string;
  /** The name of the list of values of a metadata key: "By model". */
  historyBy(key: string): string;
  /** Usage with another value of that key, or with none. */
  otherValues: string;

  /** The label of the field for a budget: "Budget in tokens". On a page about bills, a budget without a unit would look like an amount of money. */
  budget(unit: string): string;
  /** What is used of a budget. `budget` is `null` without one, and `unit` is the name of the units. */
  budgetUsed(used: string, budget: string | null, unit: string): string;
  /** Where usage stands: what is left, or what happens now. `stops` is whether the host stops usage at the budget. */
  budgetState(state: BudgetUsage['state'], left: string, stops: boolean): string;
  /** What happens at 80% and at 100%. Replace it if you also send email. */
  budgetTerms(stops: boolean): string;

  /** Follows the numbers of a meter while they include pending usage. */
  notCounted: string;
}
