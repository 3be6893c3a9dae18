import {
  type CustomerOrder,
  formatAmount,
  parseChargePreview,
  parseCreditGrantList,
  parseCustomerMeter,
  parseCustomerState,
  parseOrderList,
  parseStateMeter,
  parseSubscription,
  parseWallet,
  type PortalError,
} from '../../src/core';

export type Wire = Readonly<Record<string, unknown>>;
type Report = (issue: PortalError) => void;

/** What widgets can draw, as the paths of Polar's API name it. */
export type KindName = 'meters' | 'subscriptions' | 'wallets' | 'orders' | 'benefit-grants' | 'charge-preview' | 'state';

interface Kind {
  name: KindName;
  is: (has: Has) => boolean;
  /** Says what an object is. Throws if the object is unreadable, and reports its unreadable parts. */
  read: (value: Wire, report: Report) => string;
}

/** Whether an object has any of these fields, spelled as in the API or in an SDK. */
export type Has = (...names: string[]) => boolean;

/** The objects that widgets draw. The first that fits counts. */
export const kinds: readonly Kind[] = [
  { name: 'state', is: (has) => has('active_subscriptions', 'active_meters'), read: (value, onIssue) => stateText(parseCustomerState(value, { onIssue })) },
  { name: 'benefit-grants', is: (has) => has('benefit') && has('is_granted', 'granted_at'), read: (value) => `credits of ${quoted(grantOf(value).benefit.description ?? 'a benefit')}` },
  { name: 'orders', is: (has) => has('due_amount', 'total_amount') && has('status', 'billing_reason', 'invoice_number'), read: (value) => orderText(onlyOrder(value)) },
  { name: 'charge-preview', is: (has) => has('base_amount') && has('metered_amount'), read: (value) => (parseChargePreview(value), 'preview of the next charge') },
  { name: 'subscriptions', is: (has) => has('current_period_start') && has('product', 'prices'), read: (value, onIssue) => `subscription ${quoted(parseSubscription(value, { onIssue }).product.name)}` },
  { name: 'meters', is: (has) => has('consumed_units') && has('meter'), read: (value) => `customer meter ${quoted(parseCustomerMeter(value).meter.name)}` },
  { name: 'meters', is: (has) => has('consumed_units'), read: (value) => `meter without a name, ${clipped(parseStateMeter(value).meterId)}` },
  { name: 'wallets', is: (has) => has('currency') && has('balance'), read: (value) => `wallet in ${clipped(parseWallet(value).currency.toUpperCase())}` },
];

/** Objects of Polar that this page doesn't draw, and what to do instead. */
export const others: readonly { is: (has: Has, value: Wire) => boolean; why: string }[] = [
  { is: (has) => has('token') && has('expires_at', 'customer_portal_url'), why: 'a session. Its token is a secret: remove it from this field. Paste what you load with it instead.' },
  { is: (has) => has('aggregation'), why: 'a meter of your organization, without a customer’s numbers. Its name is used where it fits. Paste what /v1/customer-portal/meters/ or /v1/customer-meters/ returns.' },
  { is: (has) => has('current_period_start'), why: 'a subscription without its product, as in a customer state. Paste the whole state, or what /v1/customer-portal/subscriptions/ returns.' },
  { is: (has) => has('is_recurring', 'is_archived') && has('prices'), why: 'a product. Its name is used where it fits. A customer’s subscription has the prices that count.' },
  { is: (has) => has('quantities'), why: 'the history of a meter. Draw it with UsageHistory: its page in the sidebar shows how.' },
  { is: (has) => has('amount_type'), why: 'a price. Paste the subscription that has it.' },
  { is: (has) => has('email') && has('billing_address', 'external_id', 'organization_id'), why: 'a customer, without numbers. Paste what /v1/customers/{id}/state returns.' },
  { is: (has) => has('source') && has('metadata') && has('timestamp'), why: 'an event. Paste the meter that counts it.' },
  { is: (has) => has('error', 'detail'), why: 'an error response, which has no data. Check the token and the address of the request.' },
];

/** A text of the visitor's data, short enough for a line. */
export function clipped(text: string, most = 60): string {
  // By code point, so that the cut doesn't split one.
  const letters = Array.from(text.slice(0, 4 * most));
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}

function quoted(name: string): string {
  return name.trim() === '' ? 'without a name' : `“${clipped(name)}”`;
}

function stateText({ activeMeters, activeSubscriptions }: { activeMeters: readonly unknown[]; activeSubscriptions: readonly unknown[] }): string {
  const count = (items: readonly unknown[], noun: string) => `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
  return `customer state with ${count(activeMeters, 'meter')} and ${count(activeSubscriptions, 'subscription')}`;
}

function orderText({ totalAmount, currency, status }: CustomerOrder): string {
  return `order of ${clipped(formatAmount(totalAmount, currency, 'en'))}, ${clipped(status)}`;
}

function grantOf(value: Wire) {
  return only(parseCreditGrantList([value]));
}

function onlyOrder(value: Wire) {
  return only(parseOrderList([value]));
}

function only<T>({ items, issues }: { items: readonly T[]; issues: readonly PortalError[] }): T {
  const [item] = items;
  if (item === undefined) throw issues[0] ?? new TypeError('unreadable');
  return item;
}
