import type { BillTitle } from '../core/billing';
import type { PortalErrorCode } from '../core/errors';
import type { UsageInterval } from '../core/history';
import type { UsageKind, UsageState } from '../core/usage';

/** What a message about a meter may say. Numbers are already written in the customer's way; "—" is unknown. */
export interface UsageWords {
  kind: UsageKind;
  state: UsageState;
  /** Whether there are, or may be, credits to compare with. */
  limited: boolean;
  consumed: string;
  credited: string;
  over: string;
  remaining: string;
  percent: string;
  /** The word for the units, fitting the number before it. */
  unit: string;
}

/** How `UsageWords.unit` is found. `count` is the number that stands before the word. */
export interface UnitWords {
  /** `scalar`, `token`, `custom` or whatever comes. */
  unit: string;
  /** The merchant's own word for `custom`. */
  customLabel: string | null;
  count: number | null;
}

/** The steps of an amount, written in the customer's way. */
export interface ReceiptWords {
  consumed: string;
  credited: string;
  over: string;
  unit: string;
  /** "$10 / 1M tokens"; several where there are tiers, none where nothing is billed. */
  rates: string[];
  /** The most it can cost, where that took something off. */
  cap: string | null;
  amount: string;
  reported: string;
  /** Whether what is reported agrees. */
  settled: boolean;
}

/** What a period will come to. */
export interface ProjectionWords {
  units: string;
  unit: string;
  /** Units beyond the credits; `null` when they last. */
  over: string | null;
  /** What it will cost; `null` when not known. */
  amount: string | null;
  /** The day on which credits end; `null` when they last. */
  spentOn: string | null;
}

/** What more units would cost. */
export interface WhatIfWords {
  extra: string;
  unit: string;
  amount: string;
  /** With its sign: "+$2.00". */
  difference: string;
}

/** Every word that Meterface shows. A language is one object of this shape. */
export interface Messages {
  /** The language that these words are in: a BCP 47 tag for numbers and dates that stand among them. */
  locale: string;
  unitName(words: UnitWords): string;
  /** The figure beside the name: "120 of 100 units". */
  usageValue(words: UsageWords): string;
  /** The line below the bar: what is left, or over. Empty where nothing can be said. */
  usageStatus(words: UsageWords): string;
  /** For screen readers, in place of the bar: "120 of 100 units, 20 over". */
  usageText(words: UsageWords): string;
  /** For a meter without a name. */
  unnamedMeter: string;
  /** "75 tokens left", "20 units over". */
  balance(words: UsageWords): string;
  renewsOn(date: string): string;
  /** In place of a day on which something was to happen, once it has passed and the server has not said what came of it. */
  updating: string;
  endsOn(date: string): string;
  /** "$4.12 so far", beside a meter that is billed. */
  soFar(amount: string): string;

  usageTitle: string;
  billingTitle: string;
  loading: string;
  noUsage: string;
  noUsageHint: string;
  noBilling: string;
  noBillingHint: string;
  retry: string;
  signIn: string;
  errorTitle(code: PortalErrorCode | undefined): string;
  errorHint(code: PortalErrorCode | undefined): string;
  /** When a refresh failed and older numbers stay. */
  stale(time: string): string;
  /** When the numbers are from: "As of 2:02 PM". */
  asOf(time: string): string;
  /** "Next try in 42 seconds" */
  nextTry(wait: string): string;
  /** When some items could not be read. */
  leftOut(count: number): string;

  search: string;
  sort: string;
  sortPressing: string;
  sortName: string;
  sortConsumed: string;
  noMatch(query: string): string;
  shown(count: string, total: string): string;
  showMore(count: string): string;

  used: string;
  included: string;
  overCredits: string;
  /** "$10 / 1M tokens" */
  rate(price: string, unit: string): string;
  sum: string;
  rounded: string;
  capped: string;
  amountDue: string;
  reported: string;
  /** The server has not counted everything yet; `amount` is what it will come to. */
  settling(amount: string): string;
  notExplained: string;
  /** For screen readers, in place of the steps. */
  receiptSentence(words: ReceiptWords): string;

  projection(words: ProjectionWords): string;
  /** How the estimate was made; `costs` when it says what it costs. */
  projectionAssumes(costs: boolean): string;
  whatIfLabel(unit: string): string;
  whatIf(words: WhatIfWords): string;
  whatIfCap(units: string, unit: string): string;
  whatIfCapped: string;
  whatIfTier(units: string, unit: string): string;

  /** Names the chart of a meter's history. */
  historyTitle(interval: UsageInterval): string;
  /** Of the whole range: "9,120 images". */
  historyTotal(units: string, unit: string): string;
  /** One bar: "Nov 3, 2026: 120 images". */
  historyBar(time: string, units: string, unit: string): string;
  /** The line at which credits last to the end: "Credits last at 333 a day". */
  historyEven(units: string, interval: UsageInterval): string;
  /** Names the hollow bars. */
  historyOver: string;
  historyNone: string;

  /** What the next charge is: "First charge after your trial". */
  billTitle(title: BillTitle): string;
  /** That an earlier charge was not paid. */
  pastDue: string;
  /** Beside an amount of which it is not known when it will be charged. */
  noDateYet: string;
  /** When credits renew, where that is not the day of the invoice. */
  creditsRenewOn(date: string): string;
  invoiceOn(date: string): string;
  discountNotIncluded: string;
  walletTitle: string;
  walletBalance: string;
  basePrice: string;
  dueOn(date: string): string;
  /** Stands for lines of a bill that are folded away: "52 more at $0.00". */
  atNothing(count: string, amount: string): string;
  beforeTax: string;
  nothingDue: string;
  /** A subscription's status in the customer's words; newer ones as they are. */
  subscriptionStatus(status: string): string;
}
