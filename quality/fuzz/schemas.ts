import type { PortalError } from '../../src/core/errors';
import { parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import { parseStateMeter } from '../../src/core/schemas/customerStateMeter';
import { parseCreditGrantList, parseMeterList, parseOrderList, parseSubscriptionList, parseWalletList } from '../../src/core/schemas/list';
import { parseChargePreview } from '../../src/core/schemas/preview';
import { parsePrice } from '../../src/core/schemas/price';
import { parseMeterQuantities } from '../../src/core/schemas/quantities';
import { parseCustomerState } from '../../src/core/schemas/state';
import { customerStateSubscriptionSchema } from '../../src/core/schemas/customerStateSubscription';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { parseSubscriptionMeter } from '../../src/core/schemas/subscriptionMeter';
import { parseWallet } from '../../src/core/schemas/wallet';
import { read } from '../../src/core/schemas/read';
import {
  wireMeter,
  wirePage,
  wirePriceFixed,
  wirePriceMeteredTiers,
  wirePriceMeteredUnit,
  wireStateMeter,
  wireSubscription,
  wireSubscriptionMeter,
  wireWallet,
} from '../../src/testing';

/** A parser's result: its value, and an issue for each part that it left out. */
export interface Reading {
  value: unknown;
  issues: PortalError[];
}

/** One parser, with good payloads in the API's spelling. */
export interface Schema {
  name: string;
  samples: readonly unknown[];
  read: (input: unknown) => Reading;
  /** The lists in it that leave out single items, by their camelCase keys. */
  lists: readonly string[];
  /** Its own fields that become `null` when they are missing or unreadable. */
  unknown?: readonly string[];
}

const dates = { created_at: '2026-03-02T08:15:00.273645Z', modified_at: '2026-11-14T13:37:00+00:00' };
const trial = { trial_start: '2026-10-01', trial_end: '2026-10-15T00:00:00', canceled_at: dates.modified_at, ends_at: dates.modified_at, discount_id: 'd' };
const pending_update = { id: 'u', applies_at: '2026-12-01T00:00:00Z', product_id: null, seats: 6, units: null };
const pauses = { ended_at: null, past_due_at: dates.modified_at, paused_at: dates.modified_at, resumes_at: '2026-12-24T18:00:00+01:00' };
const cadence = { current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: '2026-11-08T00:00:00Z' };

const unitBased = { id: 'p', amount_type: 'unit_based', tax_behavior: 'inclusive', unit_label: Object.freeze({ en: Object.freeze({ '=1': 'device', other: 'devices' }) }) };
const prices = [wirePriceFixed(), wirePriceMeteredUnit(), wirePriceMeteredTiers(), unitBased, { id: 'p', amount_type: 'by_the_moon', price_currency: 'usd', meter_id: 'm' }];
const extreme = { consumed_units: -1.7e308, credited_units: 1.7e308, balance: 1.7e308 };
const meters = [wireMeter({ name: 'API calls' }), wireMeter(extreme), wireMeter({ name: '__proto__', consumed_units: 0.1, credited_units: 0 })];
const pending = ['API calls', 'AI tokens', 'constructor'].map((name) => wireSubscriptionMeter({ name, amount: 250 }));
const wholeMeter = {
  ...wireSubscriptionMeter().meter,
  unit: 'custom',
  custom_label: 'pages',
  custom_multiplier: 10,
  filter: { conjunction: 'and', clauses: [] },
  aggregation: { func: 'sum', property: 'a_b' },
  metadata: { a_b: 1 },
  organization_id: 'o',
  archived_at: null,
};
const subscriptions = [wireSubscription({ ...trial, ...pauses, ...cadence, seats: 8, pending_update: pending_update as never, prices: prices as never, meters: pending }), wireSubscription({ name: 'Lumen Basic' })];
const stateSubscriptions = subscriptions.map((subscription) => ({ ...without(subscription, 'product', 'prices'), meters: subscription.meters.map((meter) => without(meter, 'meter')) }));
const state = { id: 'c', external_id: 'ada', email: 'x', active_meters: [wireStateMeter({ name: 'a' }), wireStateMeter(extreme)], active_subscriptions: stateSubscriptions };
const wallets = [wireWallet(), wireWallet({ currency: 'jpy', balance: -5 })];
const amounts = { base_amount: 2000, metered_amount: 412, proration_amount: -655, subtotal_amount: 1757, discount_amount: 0, net_amount: 1757, tax_amount: null, total_amount: 1757, applied_balance_amount: -57, due_amount: 1700 };
const prorations = [{ label: 'Unused time', amount: -655 }, { label: 'Rest of the month', amount: 12 }];
const grants = [
  { id: 'g', ...dates, is_granted: true, subscription_id: 's', benefit: { id: 'b', description: '500 units', properties: { meter_id: 'm', units: 500, rollover: true } }, properties: { last_credited_units: 500, last_credited_at: dates.created_at } },
  { id: 'h', ...dates, is_granted: false, order_id: 'o', benefit: { id: 'c', properties: { meter_id: 'n', units: 5 } }, properties: {} },
];
const orders = [
  { id: 'o', ...dates, status: 'pending', currency: 'usd', total_amount: 1200, applied_balance_amount: -200, due_amount: 1000, subscription_id: 's', next_payment_attempt_at: null, items: [{ label: 'Pro', amount: 1200 }] },
  { id: 'p', ...dates, status: 'paid', currency: 'jpy', total_amount: 0, due_amount: 0, items: [] },
];
const days = ['2026-11-03', '2026-11-01', '2026-11-02', '2026-11-01'].map((day, index) => ({ timestamp: `${day}T00:00:00Z`, quantity: index / 4 }));

/** Every parser that `meterface/core` exports, and the schema of a state subscription. */
export const schemas: readonly Schema[] = [
  { name: 'a customer meter', samples: meters, read: whole(parseCustomerMeter), lists: [] },
  { name: 'a state meter', samples: state.active_meters, read: whole(parseStateMeter), lists: [] },
  { name: 'a subscription meter', samples: [{ ...pending[0], meter: wholeMeter }, pending[1], stateSubscriptions[0]?.meters[0]], read: whole(parseSubscriptionMeter), lists: [] },
  { name: 'a price', samples: prices, read: whole(parsePrice), lists: [] },
  { name: 'a wallet', samples: wallets, read: whole(parseWallet), lists: [] },
  { name: 'a charge preview', samples: [{ ...amounts, prorations }, { prorations: [] }], read: whole(parseChargePreview), lists: [] },
  { name: 'a subscription', samples: subscriptions, read: reporting((input, onIssue) => parseSubscription(input, { onIssue })), lists: ['prices', 'meters'] },
  { name: 'a state subscription', samples: stateSubscriptions, read: reporting((input, onIssue) => read('subscription', customerStateSubscriptionSchema, input, { onIssue })), lists: ['meters'] },
  { name: 'a customer state', samples: [state], read: reporting((input, onIssue) => parseCustomerState(input, { onIssue })), lists: ['activeMeters', 'activeSubscriptions'] },
  { name: 'a history', samples: [{ quantities: days, total: 1.5 }, { quantities: days }], read: listing(parseMeterQuantities), lists: ['quantities'] },
  { name: 'a page of meters', samples: [wirePage(meters), { result: wirePage(meters) }, meters], read: listing(parseMeterList), lists: ['items'] },
  { name: 'a page of subscriptions', samples: [wirePage(subscriptions), { result: { items: subscriptions } }], read: listing(parseSubscriptionList), lists: ['items'] },
  { name: 'a page of credit grants', samples: [wirePage(grants), grants], read: listing(parseCreditGrantList), lists: ['items'], unknown: ['createdAt', 'grantedAt', 'revokedAt', 'lastCreditedAt'] },
  { name: 'a page of orders', samples: [wirePage(orders), orders], read: listing(parseOrderList), lists: ['items'] },
  { name: 'a page of wallets', samples: [wirePage(wallets), { result: wirePage(wallets) }, wallets], read: listing(parseWalletList), lists: ['items'] },
];

function without(object: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function whole(parse: (input: unknown) => unknown): Schema['read'] {
  return (input) => ({ value: parse(input), issues: [] });
}

function reporting(parse: (input: unknown, onIssue: (issue: PortalError) => void) => unknown): Schema['read'] {
  return (input) => {
    const issues: PortalError[] = [];
    return { value: parse(input, (issue) => issues.push(issue)), issues };
  };
}

function listing(parse: (input: unknown) => { issues: PortalError[] }): Schema['read'] {
  return (input) => {
    const { issues, ...value } = parse(input);
    return { value, issues };
  };
}
