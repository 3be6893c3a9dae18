import type * as z from 'zod/mini';
import type { PortalError } from '../errors';
import { each, object, orElse } from './containers';
import { type CreditGrant, creditGrantSchema } from './creditGrant';
import { type CustomerCustomerMeter, customerMeterSchema } from './customerMeter';
import { type CustomerOrder, customerOrderSchema } from './order';
import { read } from './read';
import type { Field } from './schema';
import { isObject } from './spelling';
import { type CustomerSubscription, customerSubscriptionSchema } from './subscription';
import { type CustomerWallet, customerWalletSchema } from './wallet';
import { quantity } from './wire';

/** The counts of a paged list. */
export const paginationSchema = object({
  /** Items on all pages; `null` when unknown. */
  totalCount: quantity,
  /** Number of pages; 0 when empty, `null` when unknown. */
  maxPage: quantity,
});

/** The counts of a paged list. */
export interface Pagination extends z.output<typeof paginationSchema> {}

/** A list that keeps every readable item. */
export interface List<T> {
  items: T[];
  pagination: Pagination;
  /** One error for each unreadable part that was left out, with its path: up to 1,000 for a page's items. Empty when everything was readable. */
  issues: PortalError[];
  /** Milliseconds for which a cache or service worker had kept the response, if that is known. Absent for a fresh one. */
  age?: number;
}

/** A list of customer meters. */
export type MeterList = List<CustomerCustomerMeter>;
/** A list of subscriptions. */
export type SubscriptionList = List<CustomerSubscription>;
/** A list of wallets. */
export type WalletList = List<CustomerWallet>;
/** A list of credit grants. */
export type CreditGrantList = List<CreditGrant>;
/** A list of orders. */
export type OrderList = List<CustomerOrder>;

/**
 * Parses a page of customer meters: `{items, pagination}` of the API, `{result: …}` of the SDK, or a bare array.
 * @throws PortalError `invalid_data` when there is no list at all. An unreadable item is reported in `issues` instead.
 */
export function parseMeterList(input: unknown): MeterList {
  return parseList('customer meter', customerMeterSchema, input);
}

/**
 * Parses a page of subscriptions, in the forms that `parseMeterList` takes. `issues` also has the unreadable meters and prices inside them.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseSubscriptionList(input: unknown): SubscriptionList {
  return parseList('subscription', customerSubscriptionSchema, input);
}

/**
 * Parses a page of wallets, in the forms that `parseMeterList` takes.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseWalletList(input: unknown): WalletList {
  return parseList('wallet', customerWalletSchema, input);
}

/**
 * Parses a page of credit grants, in the forms that `parseMeterList` takes. Request them with `type=meter_credit`: a grant of another type is unreadable.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseCreditGrantList(input: unknown): CreditGrantList {
  return parseList('grant', creditGrantSchema, input);
}

/**
 * Parses a page of orders, in the forms that `parseMeterList` takes.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseOrderList(input: unknown): OrderList {
  return parseList('order', customerOrderSchema, input);
}

function parseList<T>(what: string, item: Field<T>, input: unknown): List<T> {
  const issues: PortalError[] = [];
  const options = { onIssue: (issue: PortalError) => issues.push(issue) };
  // The SDK's page object wraps the API's response in `result`.
  const [page, at] = isObject(input) && !('items' in input) && 'result' in input ? [input['result'], ['result']] : [input, []];
  const items = each(what, item);
  if (Array.isArray(page)) {
    const kept = read('list', items, page, options, at);
    return { items: kept, pagination: { totalCount: kept.length, maxPage: Math.min(1, kept.length) }, issues };
  }
  // Without a readable count the items are still correct; only the number of items on other pages is unknown.
  const whole = object({ items, pagination: orElse('pagination', paginationSchema, { totalCount: null, maxPage: null }) });
  return { ...read('list', whole, isObject(page) ? page : {}, options, at), issues };
}
