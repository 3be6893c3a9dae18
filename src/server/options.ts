import { PortalError } from '../core/errors';
import { type Address, toAddress } from '../sources/address';
import type { Fetch } from '../sources/request';
import type { PortalCors } from './cors';
import type { PortalCustomer } from './customer';
import type { PortalSessionStore } from './sessions';

/** How much one handler remembers and asks. All counts are of this process. */
export interface PortalLimits {
  /** Customers whose sessions are kept in memory. Default 10,000. */
  sessions?: number;
  /** Histories asked of Polar in a minute, which the organization's rate limit pays for. Default 100. */
  historyPerMinute?: number;
  /** The same for one customer. Default 20. */
  historyPerCustomer?: number;
}

/** Whose data, and who asks. */
export interface PortalHandlerOptions<Context = unknown> {
  /**
   * Your organization's token, `polar_oat_…`, with the scopes `customer_sessions:write` and, for histories, `meters:read`.
   * Where there is none, the first question says so and not this: builds run without secrets.
   */
  accessToken: string | undefined;
  /** `'production'` (the default), `'sandbox'`, or the https URL of a server with Polar's paths (http only on localhost). */
  server?: 'production' | 'sandbox' | (string & {});
  /**
   * Your own login: who has sent this request? `null` is nobody, who gets a 401. Read the session's cookie here,
   * never an id that the page itself could choose. `context` is what the handler was called with beside the request.
   */
  customer: (request: Request, context: Context) => PortalCustomer | null | undefined | Promise<PortalCustomer | null | undefined>;
  /** Where this answers, like `'/api/portal'`. Default: wherever it is put, whatever comes before `/meters` and the others. */
  basePath?: string;
  /** Pages of other origins that may ask. Default: none, and no CORS header is ever sent. */
  cors?: PortalCors;
  /** Keeps sessions outside of this process, too. Default: memory alone. */
  sessions?: PortalSessionStore;
  /** Milliseconds for which a customer's same question gets the same answer, up to 60,000. Default 0; histories at least 30,000. */
  cache?: number;
  limits?: PortalLimits;
  /** Polar's API version. Default `'2026-10'`. */
  version?: string;
  /** What asks the network. Default: the global `fetch` of the moment. */
  fetch?: Fetch;
  /** Milliseconds for one whole answer. Default 10,000. */
  timeout?: number;
  /** Told what `customer` threw, and why Polar could not be asked: for your log. A PortalError in it holds no token and nobody's data. */
  onError?: (error: unknown) => void;
}

/** The same, checked and complete. */
export interface Settings<Context> {
  address: Address;
  /** Empty where there is none. */
  accessToken: string;
  customer: PortalHandlerOptions<Context>['customer'];
  basePath: string | undefined;
  store: PortalSessionStore | undefined;
  cache: number;
  limits: Required<PortalLimits>;
  version: string;
  timeout: number;
  onError: PortalHandlerOptions['onError'];
}

/** `setTimeout` takes anything longer for "at once". */
const longestTimeout = 2 ** 31 - 1;
const longestCache = 60_000;

/**
 * Checks the options.
 * @throws PortalError `invalid_option`, which never repeats the token.
 */
export function readOptions<Context>(options: PortalHandlerOptions<Context>): Settings<Context> {
  const { accessToken = '', server = 'production', customer, basePath, sessions: store, cache = 0, version = '2026-10', timeout = 10_000 } = options;
  const limits = { sessions: 10_000, historyPerMinute: 100, historyPerCustomer: 20, ...options.limits };
  const address = toAddress(server);
  check(!address.sameOrigin, 'The `server` is a path, and a server has no page', "Give 'production', 'sandbox' or a URL");
  // The characters that a header can hold.
  check(typeof accessToken === 'string' && /^[!-~]*$/.test(accessToken), 'There is no usable `accessToken`', 'Give the organization token, polar_oat_…');
  check(!/^polar_(?:cst|mst)_/.test(accessToken), 'The `accessToken` is one of a customer', 'Give the organization token, polar_oat_…');
  check(typeof customer === 'function', 'Nothing says who asks', 'Give a function `customer`');
  check(typeof version === 'string' && /^[\w.-]{1,32}$/.test(version), 'The `version` is no version', "Give one like '2026-10', or leave it out");
  check(isWithin(timeout, 1, longestTimeout), '`timeout` is not a number of milliseconds', 'Give one, or leave it out');
  check(isWithin(cache, 0, longestCache), '`cache` is not a number of milliseconds up to 60,000', 'Give one, or leave it out');
  check(Object.values(limits).every((limit) => isWithin(limit, 1, Infinity)), 'One of the `limits` is not a number from 1', 'Give one, or leave it out');
  return { address, accessToken, customer, basePath: toBase(basePath), store, cache, limits, version, timeout, onError: options.onError };
}

/** As `URL` writes a path, without the last slash. */
function toBase(basePath: unknown): string | undefined {
  if (basePath === undefined) return undefined;
  const isPath = typeof basePath === 'string' && /^\/(?![/\\])[^\s\\?#]*$/.test(basePath);
  check(isPath, 'The `basePath` is no path', "Give one like '/api/portal'");
  return new URL(basePath, 'http://localhost').pathname.replace(/\/+$/, '');
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function check(holds: boolean, what: string, advice: string): asserts holds {
  if (!holds) throw new PortalError('invalid_option', `${what}. So the handler cannot work. ${advice}.`);
}
