import { type PathStep, PortalError } from '../errors';
import { type CustomerCustomerMeter, parseCustomerMeter } from './meter';
import { type CustomerSubscription, parseSubscription } from './subscription';
import { type CustomerWallet, parseWallet } from './wallet';
import { child, isObject, optional, parse, parseEach, quantity, record } from './wire';

/** How much there is beyond one page. */
export interface Pagination {
  /** Items on all pages; `null` when not known. */
  totalCount: number | null;
  /** Pages there are; 0 when empty, `null` when not known. */
  maxPage: number | null;
}

/** A list of which every readable item is kept. */
export interface List<T> {
  items: T[];
  pagination: Pagination;
  /** One for each part that could not be read and was left out, with its path; empty when all is well. */
  issues: PortalError[];
}

export type MeterList = List<CustomerCustomerMeter>;
export type SubscriptionList = List<CustomerSubscription>;
export type WalletList = List<CustomerWallet>;

const pagination = optional(record<Pagination>({ totalCount: quantity, maxPage: quantity }));

/**
 * Reads a page of customer meters: `{items, pagination}` of the API, `{result: …}` of the SDK, or a bare array.
 * @throws PortalError `invalid_data` when there is no list at all. A bad item goes to `issues` instead.
 */
export function parseMeterList(input: unknown): MeterList {
  return parseList(input, (item, at) => parseCustomerMeter(item, at));
}

/**
 * Reads a page of subscriptions, by the same rules; bad meters and prices inside them are in `issues`, too.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseSubscriptionList(input: unknown): SubscriptionList {
  return parseList(input, (item, at, onIssue) => parseSubscription(item, { onIssue }, at));
}

/**
 * Reads a page of wallets, by the same rules.
 * @throws PortalError `invalid_data` when there is no list at all.
 */
export function parseWalletList(input: unknown): WalletList {
  return parseList(input, (item, at) => parseWallet(item, at));
}

function parseList<T>(
  input: unknown,
  parseItem: (item: unknown, at: readonly PathStep[], onIssue: (issue: PortalError) => void) => T,
): List<T> {
  const issues: PortalError[] = [];
  const onIssue = (issue: PortalError) => void issues.push(issue);
  const [page, at] = unwrap(input);
  const [rawItems, itemsAt] = Array.isArray(page) ? [page, at] : child(page, 'items', at);
  const items = parseEach(rawItems, itemsAt, (item, place) => parseItem(item, place, onIssue), onIssue);
  return { items, pagination: readPagination(page, at, items.length, onIssue), issues };
}

/** The SDK's page object holds the API's answer under `result`. */
function unwrap(input: unknown): [page: unknown, at: PathStep[]] {
  return isObject(input) && !('items' in input) && 'result' in input ? [input['result'], ['result']] : [input, []];
}

/** Without a readable count the items that came are still true: only how many more there are is not known. */
function readPagination(page: unknown, at: PathStep[], count: number, onIssue: (issue: PortalError) => void): Pagination {
  if (Array.isArray(page)) return { totalCount: count, maxPage: count === 0 ? 0 : 1 };
  const [raw, place] = child(page, 'pagination', at);
  try {
    return parse('pagination', pagination, raw, place) ?? { totalCount: null, maxPage: null };
  } catch (error) {
    if (!(error instanceof PortalError)) throw error;
    onIssue(error);
    return { totalCount: null, maxPage: null };
  }
}
