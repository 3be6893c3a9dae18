import type { BillTitle } from '../core/billing';
import type { AmountBefore } from '../core/charges';
import type { PortalErrorCode } from '../core/errors';
import type { UsageInterval } from '../core/history';
import type { ActionMessages } from './actions';
import type { AlertWords, CreditWords, ForecastWords, LineWords, ProjectionWords, QuantityWords, ReceiptWords, UnitWords, UsageWords, WhatIfWords } from './words';

/** Every text that Meterface shows. A language is one object of this type. */
export interface Messages extends ActionMessages {
  /** BCP 47 tag of the language. Also the default locale for numbers and dates. */
  locale: string;
  /** The name of units, singular or plural to fit `count`: "token", "tokens". */
  unitName(words: UnitWords): string;
  /** The figure beside the name: "31 left", "$19.38 so far". It contains `figure`, which is drawn larger. */
  usageValue(words: UsageWords): string;
  /** The line below the bar, which says why: "469 of 500 used". */
  usageStatus(words: UsageWords): string;
  /** Answer and reason for screen readers, in full: "469 of 500 used, 31 left". */
  usageText(words: UsageWords): string;
  /** A meter in one sentence for screen readers. The parts are `usageText` and, for example, the date of renewal. */
  usageSentence(name: string, parts: readonly string[]): string;
  /** Shown for a meter without a name. */
  unnamedMeter: string;
  /** "75 tokens left", "20 units over". */
  balance(words: UsageWords): string;
  /** "Renews Dec 1" */
  renewsOn(date: string): string;
  /** The renewal at the end of a sentence: "renews December 1". */
  renewsInSentence(date: string): string;
  /** The period that most meters share: "Today is day 25 of 30 · credits renew Dec 1", "Today is day 25 of 30 in this period". `renewsOn` is `null` if nothing renews, or if the date is unknown. */
  periodLine(words: { day: string; days: string; renewsOn: string | null }): string;
  /** Shown for a meter whose unused credits stay when its credits renew: "Unused credits roll over". */
  creditsRollOver: string;
  /** `creditsRollOver` at the end of a sentence: "unused credits roll over". */
  creditsRollOverInSentence: string;
  /** Shown in place of a date that has passed, until the new one is known. */
  updating: string;
  /** Shown in place of `periodLine` when the period has ended, until the next one is known. */
  newPeriod: string;
  /** Shown beside a canceled plan: "Ends Dec 1". */
  endsOn(date: string): string;

  /** Heading of `Usage`. */
  usageTitle: string;
  /** Heading of `Billing`. */
  billingTitle: string;
  /** Read by screen readers in place of a skeleton: "Loading…". */
  loading: string;
  /** Shown by `Usage` without a meter: "No usage to show". */
  noUsage: string;
  /** Follows `noUsage`. */
  noUsageHint: string;
  /** Shown by `Billing` without a subscription. */
  noBilling: string;
  /** Follows `noBilling`. */
  noBillingHint: string;
  /** The button that sends failed requests again: "Try again". */
  retry: string;
  /** The name of the `retry` button for screen readers, so that two of them differ: "Try again: Usage". */
  retryOf: (subject: string) => string;
  /** The link to the sign-in page. */
  signIn: string;
  /** What went wrong. `undefined` for an error without a code. */
  errorTitle(code: PortalErrorCode | undefined): string;
  /** Why, or what the customer can do about it. */
  errorHint(code: PortalErrorCode | undefined): string;
  /** Shown above older data when a refresh failed. */
  stale(time: string): string;
  /** The time of the data: "As of 2:02 PM". */
  asOf(time: string): string;
  /** "Try again in 42 seconds." */
  nextTry(wait: string): string;
  /** Shown when some entries of a list could not be read. From 1,000 on, there may be more than `count`. */
  leftOut(count: number): string;

  /** Why a meter needs attention: "Image credits will run out around Nov 27 at this pace, 4 days before renewal." It contains `name`, which is drawn bold. */
  alert(words: AlertWords): string;
  /** Follows the `alert`: "And 2 more need attention." */
  moreAlerts(count: string): string;
  /** Shown while a change that the customer has just made isn't in the data yet: a purchase, or another plan. */
  changeOnItsWay: string;
  /** Shown when the wait for that change has ended without it. */
  changeNotSeen: string;
  /** Shown while the page checks for changes, after the customer has come back from a link or a button of yours. */
  checkingForChange: string;
  /** The link of an element's `top-up-url`. */
  topUp: string;
  /** The name of the `topUp` link for screen readers, so that two of them differ: "Top up: Image credits". */
  topUpOf(name: string): string;

  /** Label of the search field. */
  search: string;
  /** Label of the ways to sort. */
  sort: string;
  /** The order by urgency: "Most urgent". */
  sortPressing: string;
  /** The order by name. */
  sortName: string;
  /** The order by usage: "Most used". */
  sortConsumed: string;
  /** Shown when no meter matches what the customer typed or chose. `query` is empty if nothing is typed. */
  noMatch(query: string): string;
  /** How many meters are shown: "14 of 250". */
  shown(count: string, total: string): string;
  /** The button that shows more meters: "Show 14 more". */
  showMore(count: string): string;
  /** The heading of the column with the meters' names. */
  tableMeter: string;
  /** The heading of the column with what is left, used or over. */
  tableLeft: string;
  /** The heading of the column with the cost so far. */
  tableCost: string;
  /** The heading of meters that belong to no subscription, or to several. */
  otherMeters: string;
  /** In place of `usageStatus` where units aren't shown: "93% used". The numbers in `words` are shares of the credits. */
  percentStatus(words: UsageWords): string;
  /** In place of `usageText` where units aren't shown: "93% used, 7% left". `value` is the text of `usageValue`; it may be empty. */
  percentText(words: UsageWords, value: string): string;
  /** The name of the group of chips for screen readers. */
  chips: string;
  /** A button that narrows a long list down: "Needs attention 3". */
  chip(name: 'all' | 'attention' | 'billed' | 'unused', count: string): string;

  /** The line of a receipt with all units. */
  used: string;
  /** The line with the units that credits cover. */
  included: string;
  /** The line with the units beyond the credits. */
  overCredits: string;
  /** "$10 / 1M tokens" */
  rate(price: string, unit: string): string;
  /** The price of one unit, beside a quantity of them: "$0.05 each". */
  rateEach(price: string): string;
  /** A rate beside an amount that its cap limits: "$10 / 1M, capped at $50.00". */
  rateCapped(rate: string, cap: string): string;
  /** The sum of several lines: "Subtotal". */
  sum: string;
  /** The line with the cap, where it lowers the amount. */
  capped: string;
  /** The last line of a receipt. */
  amountDue: string;
  /** Label of the amount due where rounding changed it. */
  amountDueRounded: string;
  /** Label of the server's amount while it differs from the receipt, or cannot be explained. */
  reported: string;
  /** Shown while the server's amount differs from the arithmetic, whose result is `amount`. */
  settling(amount: string): string;
  /** In place of lines if an amount has no explanation. */
  notExplained: string;
  /** The whole receipt as a short text, for screen readers. */
  receiptSentence(words: ReceiptWords): string;

  /** "About 2.9M tokens by Dec 1" */
  projection(words: ProjectionWords): string;
  /** An estimate: "≈ $9.20", "≈ 37 left". */
  about(amount: string): string;
  /** What the estimate assumes and what follows from it. */
  projectionNote(words: ProjectionWords): string;
  /** Label of the slider: "What if you use more tokens?" */
  whatIfLabel(unit: string): string;
  /** The units that the slider adds: "With 1M more tokens". */
  whatIfExtra(extra: string, unit: string): string;
  /** The units that the slider adds and their cost, in one sentence for screen readers. */
  whatIf(words: WhatIfWords): string;
  /** From the slider's position until credits run out: "Your credits would then cover another 4,000 tokens". */
  whatIfCredits(units: string, unit: string): string;
  /** How many more units from now reach the cap: "Cap of $50.00 at 4,000 more tokens". */
  whatIfCap(units: string, unit: string, cap: string): string;
  /** Shown when the cap is reached, now or at the slider's position. */
  whatIfCapped(isNow: boolean): string;
  /** Shown if more usage costs less, because a volume price applies to all units. */
  whatIfCheaper: string;
  /** How many more units from now reach the next tier: "Rate changes at 1,000 more tokens". */
  whatIfTier(units: string, unit: string): string;

  /** Some credits in one sentence, for screen readers: "500 from Lumen Pro, credited Nov 1, 2026; unused credits roll over". */
  creditSource(words: CreditWords): string;
  /** What the credits are for: their meter, or if it is unknown, where they come from. */
  creditTitle(words: CreditWords): string;
  /** How many credits: "10,000 emails". */
  creditUnits(words: CreditWords): string;
  /** Where they come from (unless that is the title), when they were credited, and what happens next: "From Lumen Pro · credited Nov 1 · renews Dec 1". May be empty. */
  creditDetail(words: CreditWords): string;
  /** Heading of `Credits`. */
  creditsTitle: string;
  /** Shown by `Credits` without a grant. */
  noCredits: string;
  /** Follows `noCredits`. */
  noCreditsHint: string;

  /** Title of the chart of a meter's history. */
  historyTitle(interval: UsageInterval): string;
  /** The usage of the whole range, of one bar, or of a receipt: "9,120 images". */
  historyTotal(units: string, unit: string): string;
  /** The usage of the whole range of a meter that takes the maximum: "Highest: 912 images". */
  historyHighest(units: string, unit: string): string;
  /** The text of one bar: "Nov 3, 2026: 120 images". */
  historyBar(time: string, units: string, unit: string): string;
  /** Label of the line at the pace at which the credits last: "For credits to last the whole period: 333 a day". */
  historyEven(units: string, interval: UsageInterval): string;
  /** Label of the hatched bars. */
  historyOver: string;
  /** Label of the dashed bars. */
  historyComing: string;
  /** In place of the chart if the range has no interval. */
  historyNone: string;
  /** Shown if the history and the meter beside it have different totals: Polar's history counts whole intervals, even if a period begins within one. `isMore` is true if the history has more. */
  historyApart(total: string, billed: string, unit: string, interval: UsageInterval, isMore: boolean): string;

  /** The title of a bill: "First charge after your trial", "Paused". */
  billTitle(title: BillTitle): string;
  /** Shown beside an amount whose due date is unknown. */
  noDateYet: string;
  /** When credits renew, if that is not the day of the next charge. */
  creditsRenewOn(date: string): string;
  /** A scheduled pause: "Pauses on Dec 1". */
  pausesOn(date: string): string;
  /** "Plan changes to Basic on Dec 1, 2026". `plan` is `null` if its name is unknown; `date` is `null` if the change follows a pause. */
  planChange(plan: string | null, date: string | null): string;
  /** "6 seats from Dec 1, 2026". `date` is `null` if the change follows a pause. */
  quantityChange(quantity: string, date: string | null): string;
  /** "5 seats", "3 devices" */
  billQuantity(words: QuantityWords): string;
  /** Shown beside the amount of earlier charges that were not paid. */
  outstanding: string;
  /** In place of `outstanding`, beside the dash for an unknown amount. */
  outstandingUnknown: string;
  /** Heading of the wallets. */
  walletTitle: string;
  /** Label of a wallet: "Wallet". */
  walletBalance: string;
  /** Shown below wallets if two have the same currency. */
  walletsApart: string;
  /** Label of a plan's price. */
  basePrice: string;
  /** "Team · 5 seats". `plan` is `null` if its name is unknown. */
  planLine(plan: string | null, quantity: string | null): string;
  /** Label of usage that can't be split by meter. */
  usageLine: string;
  /** The same, beside the lines of other meters. */
  otherUsage: string;
  /** Below a bill with a meter or price that could not be read. */
  billIncomplete(isTotalKnown: boolean): string;
  /** Label of what a discount takes off. */
  discount: string;
  /** Label of the tax. */
  tax: string;
  /** Label of the sum of a charge. */
  total: string;
  /** Label of the part that the balance pays. */
  balanceUsed: string;
  /** Label of the debt from earlier charges. */
  balanceOwed: string;
  /** Label of the sum to which the balance is applied. */
  beforeBalance: string;
  /** Label of what is due where a negative total becomes credit. */
  toPay: string;
  /** After an amount: "due Dec 1, in 6 days". */
  dueOn(day: string): string;
  /** After an amount that is too small to charge: "on Dec 1, in 6 days". */
  balanceOn(day: string): string;
  /** A day and how far away it is: "Dec 1, in 6 days". */
  dayIn(date: string, wait: string): string;
  /** What a charge may come to by its date: "About $54 by then at this pace". */
  forecast(words: ForecastWords): string;
  /** What a metered line is made of: "420,165 over at $10 / 1M tokens". */
  lineDetail(words: LineWords): string;
  /** In place of `lineDetail` if the credits cover all usage. */
  allIncluded: string;
  /** In place of `lineDetail` if nothing was used. */
  nothingUsed: string;
  /** In place of `lineDetail` and of a receipt in a trial, whose usage costs nothing. */
  freeInTrial: string;
  /** In place of `lineDetail` if no units are billed, but the server's amount isn't 0. */
  stillCounting: string;
  /** `lineDetail` while the server's amount differs from the arithmetic. */
  detailSoFar(detail: string): string;
  /** Replaces collapsed lines of a bill: "52 lines at $0.00". */
  atNothing(count: string, amount: string): string;
  /** The parts that an amount does not contain yet: "before discount and tax". */
  amountBefore(parts: readonly AmountBefore[]): string;
  /** Shown beside an amount that may differ even if nothing more is used. */
  estimate: string;
  /** "includes $1.80 tax", or "prices include $1.80 tax" if a balance has changed the amount. */
  includesTax(amount: string, isBeforeBalance: boolean): string;
  /** "$12.00 from your balance", or "up to $12.00 from your balance" if other charges count the same balance. */
  fromBalance(amount: string, isShared: boolean): string;
  /** Beside an amount that is too small to charge. */
  owedToBalance: string;
  /** A refund that becomes credit: "$18.00 goes to your balance". */
  creditedToBalance(amount: string): string;
  /** Shown where several charges include the same balance: below the bills, or below the amounts due. */
  sharedBalance: string;
  /** Replaces the missing date of an amount of 0, and the charges of a subscription that has ended. */
  nothingDue: string;
  /** For a pause without an end, and without an outstanding amount. */
  nothingDueWhilePaused: string;
  /** The status of a subscription. Statuses of later Polar versions are passed through. */
  subscriptionStatus(status: string): string;
}
