import { invalidOption } from '../core/invalidOption';
import { withoutNulls } from '../core/withoutNulls';
import { type PortalAddress, toPortalAddress } from '../http/address';
import { checkTimeout, defaultTimeout, defaultVersion } from '../http/options';
import type { Fetch } from '../http/request';
import { isCustomerToken, isHeaderToken } from '../http/token';
import { type Breakdowns, readBreakdowns, requestsOf } from './breakdown';
import type { PortalCors } from './cors';
import type { PortalCustomer } from './customer';
import type { PortalSessionStore } from './customerSessions';

/** How much one handler caches and requests. Each process counts for itself. */
export interface PortalLimits {
  /** Customers whose sessions are kept in memory. Default: 10,000. */
  sessions?: number;
  /**
   * Requests with `accessToken` in any 60 seconds, for new sessions and histories. A new session beyond the limit waits up to half
   * of `timeout` for its turn, or gets a 429 that says when to try again; a history beyond it, or behind a waiting session, gets
   * the 429 at once. Default: 400, or 80 in the sandbox. Polar allows 500 and 100; the rest is for your own code. Divide the limit
   * by the number of your processes.
   */
  organizationPerMinute?: number;
  /**
   * Histories requested from Polar per minute; a breakdown counts as one per value plus one. They count against
   * `organizationPerMinute`, too. Default: half of `organizationPerMinute`, or the default of `historyPerCustomer` if that is more.
   */
  historyPerMinute?: number;
  /**
   * Histories of one customer per minute. Default: enough to look at two meters in all ranges of `<UsageHistory presets compare by>`, which
   * is 40 without `breakdown`, 70 with three values and 160 with twelve.
   */
  historyPerCustomer?: number;
}

/** How to reach Polar, and how to identify the customer. */
export interface PortalHandlerOptions<Context = unknown> {
  /**
   * Your organization access token, `polar_oat_…`, with the scopes `customer_sessions:write` and, for histories,
   * `meters:read`. If it is missing, requests fail, but `createPortalHandler` does not, because builds run without
   * secrets.
   */
  accessToken: string | undefined;
  /** `'production'` (the default), `'sandbox'`, or the https URL of a server with Polar's paths (http only on localhost). */
  server?: 'production' | 'sandbox' | (string & {});
  /**
   * Your own login: returns the customer who sent this request, or `null` if not signed in, for a 401. Read your session
   * cookie here, never an id that the page could choose. `context` is the second argument of the handler.
   */
  customer: (request: Request, context: Context) => PortalCustomer | null | undefined | Promise<PortalCustomer | null | undefined>;
  /** Where the handler is mounted, like `'/api/portal'`. Default: any prefix; only the end of the path counts. */
  basePath?: string;
  /** Pages of other origins that may send requests. Default: none, and no CORS header is ever sent. */
  cors?: PortalCors;
  /** Keeps sessions outside of this process as well, such as in Redis, for several machines. Default: in memory only. */
  sessions?: PortalSessionStore;
  /** Milliseconds to cache a response for the same customer and request, up to 60,000. Default: 0, but at least 30,000 for histories and 60,000 for breakdowns. A response of more than 60,000 bytes, or a breakdown of more than 400,000, is not cached. */
  cache?: number;
  /** How much this process keeps, and how much it requests per minute. */
  limits?: PortalLimits;
  /**
   * Metadata keys by which customers may see their usage, with up to twelve values of each, such as
   * `{ model: ['gpt-4', 'claude'] }`. Default: nothing. All other values, and events without the key, become one "other". For
   * meters that count events or sum a property; each breakdown takes a request for each value and one for the total, and is
   * cached for a minute.
   */
  breakdown?: Readonly<Record<string, readonly string[]>>;
  /** Polar's API version. Default: `'2026-10'`. */
  version?: string;
  /** Sends the requests. Default: the global `fetch` at the time of each request. */
  fetch?: Fetch;
  /** Milliseconds that `customer` may take, and that Polar may then take for one whole response. Default: 10,000. */
  timeout?: number;
  /**
   * Receives what `customer` threw, and why Polar or the store in `sessions` was unavailable, for your log. A PortalError holds no token and no personal
   * data. May be async; the response does not wait for it, and ignores its failure.
   */
  onError?: (error: unknown) => void | Promise<void>;
}

/** The options, checked and complete. */
export interface Settings<Context> {
  address: PortalAddress;
  /** Empty if missing. */
  accessToken: string;
  customer: PortalHandlerOptions<Context>['customer'];
  basePath: string | undefined;
  store: PortalSessionStore | undefined;
  cache: number;
  limits: Required<PortalLimits>;
  breakdowns: Breakdowns;
  version: string;
  timeout: number;
  onError: PortalHandlerOptions['onError'];
}

const longestCache = 60_000;
const defaultSessions = 10_000;
/** The ranges of `<UsageHistory presets compare by>` that have a breakdown. Each takes one request more, for the time before. */
const rangesOfMeter = 5;
/** Meters that a customer may look at in one minute. */
const metersPerMinute = 2;
/** The other histories of a whole page: of bills, sparklines, offers, and of several periods. */
const historiesOfPage = 20;

/**
 * Checks the options and fills in the defaults.
 * @throws PortalError `invalid_option`, which never repeats the token.
 */
export function readOptions<Context>(options: PortalHandlerOptions<Context>): Settings<Context> {
  const { accessToken = '', server = 'production', customer, basePath, sessions: store, cache = 0, version = defaultVersion, timeout = defaultTimeout } = options;
  const address = toPortalAddress(server);
  const breakdowns = readBreakdowns(options.breakdown);
  const perBreakdown = Math.max(0, ...[...breakdowns.values()].map(requestsOf));
  const historyPerCustomer = metersPerMinute * rangesOfMeter * (Math.max(1, perBreakdown) + 1) + historiesOfPage;
  const organizationPerMinute = options.limits?.organizationPerMinute ?? (address.name === toPortalAddress('sandbox').name ? 80 : 400);
  const limits: Required<PortalLimits> = { sessions: defaultSessions, historyPerMinute: Math.max(organizationPerMinute / 2, historyPerCustomer), historyPerCustomer, ...withoutNulls(options.limits), organizationPerMinute };
  const tokenAdvice = 'Pass your organization access token, polar_oat_…';
  if (address.sameOrigin) throw invalidOption('server', 'must not be a path, which only a page can resolve', "Pass 'production', 'sandbox' or a URL");
  if (accessToken !== '' && !isHeaderToken(accessToken)) throw invalidOption('accessToken', 'must be text that a header can hold, without spaces or line breaks', tokenAdvice);
  if (isCustomerToken(accessToken)) throw invalidOption('accessToken', "must not be a customer's session token", tokenAdvice);
  if (typeof customer !== 'function') throw invalidOption('customer', 'must be a function that identifies the signed-in customer', 'Pass one');
  if (typeof version !== 'string' || !/^[\w.-]{1,32}$/.test(version)) throw invalidOption('version', 'must name a version of the API', `Pass one like '${defaultVersion}', or leave it out`);
  checkTimeout(timeout);
  if (!isWithin(cache, 0, longestCache)) throw invalidOption('cache', 'must be a number of milliseconds from 0 to 60,000', 'Correct it or leave it out');
  if (!Object.values(limits).every((limit) => isWithin(limit, 1, Infinity))) throw invalidOption('limits', 'must contain numbers of at least 1', 'Correct it or leave it out');
  if (Math.min(limits.organizationPerMinute, limits.historyPerMinute, limits.historyPerCustomer) < perBreakdown) {
    throw invalidOption('limits', 'must allow as many requests per minute as one breakdown takes: one per value plus one', 'Raise it, or list fewer values');
  }
  checkStore(store);
  return { address, accessToken, customer, basePath: readBasePath(basePath), store, cache, limits, breakdowns, version, timeout, onError: options.onError };
}

function checkStore(store: unknown): void {
  if (store === undefined) return;
  const { get, set, delete: remove, claim, release } = (store ?? {}) as Record<string, unknown>;
  const isStore = [get, set, remove].every((method) => typeof method === 'function') && typeof claim === typeof release && ['function', 'undefined'].includes(typeof claim);
  if (!isStore) throw invalidOption('sessions', 'must have the functions `get`, `set` and `delete`, and both or neither of `claim` and `release`', 'Add what is missing, or leave out `sessions`');
}

/** The path as `URL` spells it, without a trailing slash. */
function readBasePath(basePath: unknown): string | undefined {
  if (basePath === undefined) return undefined;
  const isPath = typeof basePath === 'string' && /^\/(?![/\\])[^\s\\?#]*$/.test(basePath);
  if (!isPath) throw invalidOption('basePath', 'must be an absolute path', 'Pass one such as "/api/portal"');
  return new URL(basePath, 'http://localhost').pathname.replace(/\/+$/, '');
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}
