/** What TSDoc doesn't say about a component, hook or element: when to choose it, and what a screen reader makes of it. */
export interface About {
  use: string;
  /** When something else is better. */
  not: string;
  /** Roles, names, keys. */
  reader?: string;
  /** Custom properties that change it. Its other colors follow the color of your text. */
  css?: readonly string[];
}

const tones = ['--mf-warning', '--mf-critical'];
const bars = ['--mf-accent', ...tones, '--mf-bar-height', '--mf-radius', '--mf-gap'];
const sentence = 'A screen reader gets one sentence with the name, the numbers and their meaning. Bar and figures are hidden from it, so nothing is read twice.';
const waits = 'A status that says "Loading…". Screen readers skip the gray bars.';
const none = 'It renders no element.';
const copies = { not: 'Paid invoices. Polar’s portal has them as files.', reader: 'A group with a list of formats and a button. The result is announced once.' };
const layouts = 'Places outside the function that you pass to `UsageBar`.';

export const about: Readonly<Record<string, About>> = {
  Usage: {
    use: 'A usage page or an account page: all meters of a customer, with loading, errors, refresh and search.',
    not: 'One number in a sentence: use `useBalance` or `Balance`. For a layout of your own, use `useUsage`.',
    reader: 'A region named by its heading, with a list of one sentence for each meter. Search and chips announce how many meters match. A failed refresh is announced once, politely. Tab reaches actions, search and sort; nothing traps the focus.',
    css: bars,
  },
  Billing: {
    use: 'What each subscription charges next, and why: lines, discount, tax, balance, receipt, estimate.',
    not: 'Invoices that are already paid. Polar’s portal lists them, and `useOrders` returns them.',
    reader: 'A region with one article for each subscription, named by its plan. Enter or Space unfolds a line. The "what if" slider moves with arrow keys, and its value is read as units and cost.',
    css: [...bars, '--mf-second', '--mf-third', '--mf-chart-height'],
  },
  Credits: {
    use: 'Where credits come from, when they renew and which unused ones roll over.',
    not: 'How many credits are left: `Usage` says that. Sources without benefit grants have nothing to show here.',
    reader: 'A region with a list. Each entry is one sentence.',
    css: ['--mf-gap'],
  },
  UsageBar: {
    use: 'One meter, from numbers or from a Polar object, on any page and without a provider.',
    not: 'Progress of a task. A bar of usage may exceed 100%, and its color follows the consequence.',
    reader: sentence,
    css: ['--mf-accent', ...tones, '--mf-bar-height'],
  },
  UsageRing: {
    use: 'One meter where there is height but little width, such as a dashboard tile.',
    not: 'Comparing meters. Lengths of bars compare better than angles.',
    reader: sentence,
    css: ['--mf-accent', ...tones],
  },
  UsageNumber: {
    use: 'One meter as a large figure, where only the answer matters.',
    not: 'Places where customers must see how close the limit is. Use a bar or a ring.',
    reader: sentence,
    css: tones,
  },
  UsageStack: {
    use: 'Several meters that share one allowance, such as input and output tokens.',
    not: 'Meters with credits of their own. Each needs its own bar.',
    reader: `${sentence} The key below is a list of the meters, in the order of the bar.`,
    css: ['--mf-accent', '--mf-second', '--mf-third', ...tones, '--mf-bar-height'],
  },
  UsageHistory: {
    use: 'Usage by hour, day, week, month or year, with a line for the pace that the credits cover. Without data of your own it loads a meter’s history: by its periods, beside the time before, or by metadata such as a model.',
    not: 'General charts. `UsageHistory` knows one meter and its credits. Loading a history needs the read-only proxy, because Polar’s portal API has none; metadata also needs `createProxySource`.',
    reader: 'A slider through time: arrow keys, Home and End choose a day, and its value is read. A table has all values, and those of the time before. Lists choose the meter and the time.',
    css: ['--mf-accent', '--mf-second', '--mf-third', '--mf-chart-height'],
  },
  Balance: {
    use: 'The units left on one meter, inside a sentence or a button.',
    not: 'Money. `WalletBalance` shows money.',
    reader: 'Plain text: it is read where it stands.',
    css: tones,
  },
  AmountDue: {
    use: 'One amount with its date, and what it doesn’t include yet: discount, tax.',
    not: 'A whole bill. `BillSummary` has its lines.',
    reader: 'Amount and date are plain text, in that order.',
  },
  BillSummary: {
    use: 'One bill on a page of your own, from `billOf` or `useBill`.',
    not: 'All bills of a customer: `Billing` loads them.',
    reader: 'A list of lines with name and amount. Lines with details are disclosures: Enter or Space.',
    css: ['--mf-accent', '--mf-second', '--mf-third', '--mf-critical', '--mf-bar-height', '--mf-gap'],
  },
  Receipt: {
    use: 'How an amount comes about: used, included, over, rate, tiers, cap, rounding.',
    not: 'Invoices. `Receipt` explains one metered line of the current period.',
    reader: 'A short text in place of the lines.',
  },
  Projection: {
    use: 'What a meter may come to at the pace so far.',
    not: 'Exact amounts. `Projection` is an estimate, and renders nothing early in a period, or without a period.',
    reader: 'Plain text. The word "about" and the sign ≈ mark the estimates, and a second line says what they assume.',
  },
  WhatIf: {
    use: 'What more units would cost, as the customer drags a slider.',
    not: 'Meters without a metered price: it renders nothing for them.',
    reader: 'A labeled slider: arrow keys, Page Up and Page Down, Home and End. Its value is read as units and cost.',
    css: ['--mf-accent'],
  },
  CreditSources: {
    use: 'The list inside `Credits`, with data that you already have.',
    not: 'Loading the data: `Credits` and `useCredits` do that.',
    reader: 'A list. Each entry is one sentence.',
  },
  UsageBudget: {
    use: 'A budget of the customer’s own for each meter, which you store: a warning at 80% and at 100%.',
    not: 'Stopping usage. Your server must do that; with `enforced` the texts say so.',
    reader: 'A list. Each entry has the name, the numbers and where usage stands, which is announced when it changes, and with `onBudgetChange` a labeled number field.',
    css: ['--mf-accent', ...tones, '--mf-bar-height'],
  },
  CopyUsage: { use: 'Handing usage on: to support, to a spreadsheet, to a colleague.', ...copies },
  CopyBilling: { use: 'Handing bills on, in the formats of `CopyUsage` except the text for support.', ...copies },
  Offers: {
    use: 'What each of your plans would have cost for the usage of the last months, next to your plan picker. You pass the plans.',
    not: 'Recommending a plan, or a source without histories. For a layout of your own, use `compareOffers()`.',
    reader: 'A region with a heading and a table: plan and cost.',
  },
  useMonthsOfUse: {
    use: 'How much the customer has used in the last whole months, for `compareOffers()` in a layout of your own.',
    not: 'Days, or the current period. `useUsageHistory` has both.',
  },
  UsageInline: {
    use: 'One meter in a navigation bar or beside a chat box, where a bar has no room.',
    not: 'Several meters: `Usage` shows the most urgent first.',
    reader: 'A button with one sentence, which opens the bar in a native popover.',
    css: ['--mf-accent', ...tones, '--mf-bar-height', '--mf-radius'],
  },
  usePending: {
    use: 'Usage that your page knows of before Polar counts it, such as that of the latest message.',
    not: 'Meters that take a maximum or count distinct values. Their units don’t add up.',
  },
  UsageAlert: { use: 'A banner at the top of any page: it appears only when a meter needs attention.', not: 'A page with `Usage`, which says the same at its top.', reader: 'A status with the text, your action and a "Dismiss" button. It is empty when all is well.', css: tones },
  WalletBalance: {
    use: 'The balance of one wallet: money paid in advance, or owed.',
    not: 'A sum of several currencies: there is none.',
    reader: 'Plain text with its currency.',
    css: ['--mf-critical'],
  },
  Notice: {
    use: 'A short message in place of content: nothing here yet, all caught up.',
    not: 'Errors. `ErrorNotice` turns an error into words.',
    reader: 'Plain content, read in its place.',
  },
  ErrorNotice: {
    use: 'Any failure, in words for the customer, with the right next step: retry, wait, sign in.',
    not: 'Your own form’s validation.',
    reader: 'An alert, announced once. Its button says what it does, and stays focusable while it waits.',
    css: ['--mf-critical', '--mf-radius'],
  },
  UsageSkeleton: { use: 'The place of meters that are still loading, as tall as what replaces it.', not: '`Usage`, which shows its own.', reader: waits, css: ['--mf-bar-height', '--mf-gap'] },
  BillSkeleton: { use: 'The place of a bill that is still loading.', not: '`Billing`, which shows its own.', reader: waits },
  HistorySkeleton: { use: 'The place of a history that is still loading.', not: 'A meter whose source has no history: leave it out.', reader: waits, css: ['--mf-chart-height'] },
  UsageName: { use: 'The name of a meter in a layout of your own.', not: layouts, reader: 'Plain text, isolated, so that a right-to-left name doesn’t reorder its line.' },
  UsageValue: { use: 'The answer: "31 left", "+$4.20".', not: layouts, reader: 'Plain text.', css: tones },
  UsageStatus: { use: 'The reason: "469 of 500 used".', not: layouts, reader: 'Plain text.', css: tones },
  UsageTrack: {
    use: 'The bar of a meter in a layout of your own.',
    not: 'Meters without credits: it renders nothing for them.',
    reader: 'A meter, named by the meter’s name. `aria-valuenow` stays within the range, `aria-valuetext` tells the truth: "120 of 100 used, 20 over".',
    css: ['--mf-accent', ...tones, '--mf-bar-height'],
  },
  PortalProvider: { use: 'The source, the customer and the language of everything inside it.', not: 'Components, which take plain props and need no provider.', reader: none },
  LocalizationProvider: { use: 'Language, time zone and texts for components without a `PortalProvider`.', not: 'Pages with a `PortalProvider`, which takes the same props.', reader: none },
  useUsage: { use: 'Everything that `Usage` shows, for a layout of your own.', not: 'One number: `useBalance` is smaller.' },
  useBills: { use: 'Everything that `Billing` shows, for a layout of your own.', not: 'One subscription: use `useBill`.' },
  useCredits: { use: 'Everything that `Credits` shows, for a layout of your own.', not: 'The units left: use `useBalance`.' },
  useBalance: { use: 'The units left on one meter, by name or id.', not: 'Money, or several meters at once.' },
  useMeter: { use: 'One meter by its id or meter id.', not: 'Its price and date. `useUsage` joins them.' },
  useMeters: { use: 'The raw list, page by page or whole.', not: 'A list with prices and dates: use `useUsage`.' },
  useSubscriptions: { use: 'The customer’s subscriptions with their prices and metered amounts.', not: 'What is charged next: use `useBills` or `useAmountDue`.' },
  useAmountDue: { use: 'One amount for each subscription: a badge, a menu, a reminder.', not: 'Lines of a bill: use `useBill`.' },
  useBill: { use: 'One subscription’s bill, with charges and lines.', not: 'All bills: use `useBills`.' },
  useChargePreview: { use: 'What Polar expects to charge, after discount and tax.', not: 'Sources without previews, for which it stays pending. Check `source.can.chargePreview`.' },
  useCreditGrants: { use: 'The credits that benefits have granted.', not: 'A list with meters and subscriptions: use `useCredits`.' },
  useOrders: { use: 'Past and unpaid orders.', not: 'The next charge: use `useBills`.' },
  useWallets: { use: 'The customer’s wallets: each a balance in one currency.', not: 'Credits of meters.' },
  useUsageHistory: { use: 'Usage over time, if the source has it.', not: 'Polar’s portal API, which has none. Check `source.can.history`.' },
  useExpectChange: { use: 'Waiting for a purchase to arrive: it polls until your condition holds or your deadline passes.', not: 'Regular refresh, which is on already.' },
  usePortal: { use: 'The source, the scope and the query client, for queries of your own.', not: 'Loading data. Use one of the other hooks.' },
  useThresholds: { use: 'A callback when usage reaches 80%, 100% or a share that you choose, of the credits or of a budget: for a toast or an analytics event.', not: 'Blocking use. Your server must decide that.' },
  useLocalization: { use: 'The locale, time zone and texts around your own component.', not: 'Setting them. A provider does that.' },
  MeterfaceAlert: { use: 'The most urgent problem at the top of any page without React.', not: 'A page with `<meterface-usage>`, which says the same at its top.', reader: 'The same as `UsageAlert`, inside a shadow root.', css: tones },
  MeterfaceAmountDue: { use: 'What the customer owes next, and when, on any page without React.', not: 'A whole bill: `<meterface-billing>` has its lines.', reader: 'The same as `AmountDue`, inside a shadow root.', css: ['--mf-critical'] },
  MeterfaceBalance: { use: 'What is left of one meter, inside a sentence of your own.', not: 'Money: `<meterface-amount-due>` shows it.', reader: 'Plain text: it is read where it stands.', css: tones },
  MeterfaceMeter: { use: 'One meter on a page without React, as a bar, a ring or a number.', not: 'All meters: `<meterface-usage>` sorts them by urgency.', reader: sentence, css: bars },
  MeterfacePortal: { use: 'Settings that several elements share, such as the server and the language. Put them inside it.', not: 'A single element, which takes the same attributes.', reader: none },
  MeterfaceUsage: { use: 'Everything that a customer uses, on a page without React.', not: 'A React page. Use `Usage`, which is smaller there.', reader: 'The same as `Usage`, inside a shadow root.', css: bars },
  MeterfaceBilling: { use: 'What each subscription charges next, on a page without React.', not: 'A React page. Use `Billing`.', reader: 'The same as `Billing`, inside a shadow root.', css: [...bars, '--mf-second', '--mf-third', '--mf-chart-height'] },
};
