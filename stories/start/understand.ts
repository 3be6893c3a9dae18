import { isPortalError, parseCustomerMeter, parseCustomerState, parseStateMeter, parseSubscription, parseWallet, type PortalError } from '../../src/core';

/** What a piece of JSON turned out to be. */
export interface Understood {
  /** The wire objects by kind, as they were pasted. */
  meters: unknown[];
  subscriptions: unknown[];
  wallets: unknown[];
  /** A whole customer state, which has the meters and subscriptions in it. */
  state: unknown;
  /** What each part was recognized as, with its path. */
  found: { path: string; what: string }[];
  /** What was left out, and why. */
  left: { path: string; why: string }[];
  /** The latest change in the data, which stands for today. */
  asOf: Date | null;
}

type Wire = Record<string, unknown>;
type Parse = (input: unknown, onIssue: (issue: PortalError) => void) => string;

/** Recognizes what Polar's API, an SDK or a webhook sends, or a list of it. Throws a `SyntaxError` for text that isn't JSON. */
export function understand(text: string): Understood {
  const result: Understood = { meters: [], subscriptions: [], wallets: [], state: undefined, found: [], left: [], asOf: null };
  const input: unknown = JSON.parse(text);
  visit(input, '$', result);
  result.asOf = latestIn(input);
  return result;
}

function visit(value: unknown, path: string, result: Understood): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`, result);
    return;
  }
  if (!isObject(value)) {
    result.left.push({ path, why: `${value === null ? 'null' : typeof value} where an object was expected` });
    return;
  }
  const inner = innerOf(value);
  if (inner !== undefined) visit(value[inner], `${path}.${inner}`, result);
  else sort(value, path, result);
}

/** The key of what a page, an SDK's iterator or a webhook wraps. */
function innerOf(value: Wire): string | undefined {
  if (Array.isArray(value['items'])) return 'items';
  if (isObject(value['result']) && Array.isArray(value['result']['items'])) return 'result';
  if (typeof value['type'] === 'string' && isObject(value['data'])) return 'data';
  return undefined;
}

/** Adds an object to the list of its kind. */
function sort(value: Wire, path: string, result: Understood): void {
  const has = (...names: string[]) => names.some((name) => name in value);
  if (has('active_subscriptions', 'activeSubscriptions', 'active_meters', 'activeMeters')) {
    if (take(value, path, result, (input, onIssue) => `customer state with ${counted(parseCustomerState(input, { onIssue }))}`)) result.state = value;
  } else if (has('current_period_start', 'currentPeriodStart', 'recurring_interval', 'recurringInterval')) {
    if (take(value, path, result, (input, onIssue) => `subscription "${parseSubscription(input, { onIssue }).product.name}"`)) result.subscriptions.push(value);
  } else if (has('consumed_units', 'consumedUnits')) {
    const isNamed = isObject(value['meter']);
    const parse: Parse = isNamed ? (input) => `customer meter "${parseCustomerMeter(input).meter.name}"` : (input) => `meter of a customer state, without a name: ${parseStateMeter(input).meterId}`;
    if (take(value, path, result, parse)) result.meters.push(isNamed ? value : named(value));
  } else if (has('currency') && has('balance')) {
    if (take(value, path, result, (input) => `wallet in ${parseWallet(input).currency.toUpperCase()}`)) result.wallets.push(value);
  } else if (has('aggregation')) {
    result.left.push({ path, why: 'a meter of your organization, which has no customer. Paste what /v1/customer-portal/meters/ or /v1/customer-meters/ returns.' });
  } else if (has('due_amount', 'dueAmount')) {
    result.left.push({ path, why: 'an order. Widgets read it only for what is overdue: paste its subscription.' });
  } else {
    result.left.push({ path, why: `not a meter, subscription, wallet or customer state. It has ${Object.keys(value).slice(0, 4).join(', ') || 'no fields'}.` });
  }
}

/** Reads an object, and notes what it is or why it can't be read. */
function take(value: Wire, path: string, result: Understood, parse: Parse): boolean {
  try {
    const what = parse(value, (issue) => result.left.push({ path, why: issue.message }));
    result.found.push({ path, what });
    return true;
  } catch (error) {
    result.left.push({ path, why: isPortalError(error) ? error.message : 'it could not be read' });
    return false;
  }
}

/** A state's meter has no name, and a page of meters needs one. */
function named(value: Wire): Wire {
  const given = value['meter_id'] ?? value['meterId'];
  const id = typeof given === 'string' ? given : '';
  return { ...value, id: value['id'] ?? id, meter: { id, name: `Meter ${id.slice(0, 8)}`, created_at: '2026-01-01T00:00:00Z', modified_at: null } };
}

function counted({ activeMeters, activeSubscriptions }: { activeMeters: readonly unknown[]; activeSubscriptions: readonly unknown[] }): string {
  const count = (items: readonly unknown[], noun: string) => `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
  return `${count(activeMeters, 'meter')} and ${count(activeSubscriptions, 'subscription')}`;
}

/** The latest moment of a change that the data names. */
function latestIn(value: unknown): Date | null {
  if (typeof value !== 'object' || value === null) return null;
  let latest: Date | null = null;
  for (const [key, part] of Object.entries(value)) {
    const moment = /^(?:modified_?at|timestamp)$/i.test(key) && typeof part === 'string' ? new Date(part) : latestIn(part);
    if (moment !== null && Number.isFinite(moment.getTime()) && (latest === null || moment > latest)) latest = moment;
  }
  return latest;
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
