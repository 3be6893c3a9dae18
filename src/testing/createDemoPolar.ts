import { createCustomer, createCustomerLater, type DemoCustomer } from './api/customer';
import { createDemoLimiter, windowSeconds } from './api/limiter';
import { readParams } from './api/params';
import { chargePreviewPath } from './api/portal';
import {
  invalidTokenResponse,
  isPreflight,
  methodNotAllowedResponse,
  preflightResponse,
  rateLimitedResponse,
  redirectResponse,
  routeNotFoundResponse,
  unauthorizedResponse,
  versionOf,
  versions,
  withPolarHeaders,
} from './api/responses';
import { canonicalUrl, demoRoutes, findDemoRoute } from './api/routes';
import { createDemoSessions, type DemoSession } from './api/sessions';
import { ada } from './customers/ada';
import { bo } from './customers/bo';
import { createCalendar } from './customers/calendar';
import { cy } from './customers/cy';
import { dee } from './customers/dee';
import { eve } from './customers/eve';
import { fay } from './customers/fay';
import { gil } from './customers/gil';
import { hal } from './customers/hal';
import { ike } from './customers/ike';
import { jin } from './customers/jin';
import { kai } from './customers/kai';
import { lou } from './customers/lou';
import { mia } from './customers/mia';
import type { CustomerSeed } from './customers/seed';
import { playFault } from './faults/modes';
import { sentFor } from './faults/onTheWire';
import { createScript } from './faults/script';
import { sleep } from './faults/sleep';
import type { FaultMode, FaultStep } from './faults/steps';

/** The organization token of a demo without the `accessToken` option. It only works with demos. */
export const DEMO_ACCESS_TOKEN = 'polar_oat_demo';

export interface DemoPolarOptions {
  /** The organization token. Default: {@link DEMO_ACCESS_TOKEN}. */
  accessToken?: string;
  /** The clock. Default: real time. */
  now?: () => Date;
  /** Lifetime of a session in seconds. Default: 3600, as at Polar. */
  sessionTtl?: number;
  /** Requests per minute for each customer, and for the organization token; `false` for no limit. Default: 500, as in production. */
  rateLimit?: number | false;
  /** Milliseconds that every response takes. Default: 0. */
  latency?: number;
  /** Whether usage grows as time passes. Default: true. */
  moving?: boolean;
  /** Varies the generated numbers of the customer `dee`; ids stay the same. Default: 1. */
  seed?: number;
  /** Whether `…/charge-preview` exists. It is a private route of Polar; `false` makes it respond with 404. Default: true. */
  chargePreview?: boolean;
  /** More customers. One with the external id of a built-in customer replaces it. */
  customers?: readonly CustomerSeed[];
  /** The faults to begin with, as for {@link DemoPolar.play}. Default: none. */
  faults?: readonly FaultStep[];
}

/** One request that a demo received. It has no headers, no body and no token. */
export interface DemoCall {
  method: string;
  /** Path and query, with tokens replaced. */
  path: string;
  /** The status of the response. 0 until there is one; after a fault that sends none it stays 0. */
  status: number;
  /** The fault that was played. Absent for a request without one. */
  fault?: FaultMode;
}

export interface DemoSessionOptions {
  /** Lifetime in seconds. Default: the demo's `sessionTtl`. */
  ttl?: number;
  /** `true` for a member's token (`polar_mst_…`). Default: false. */
  member?: boolean;
  /** `return_url` of the session, which `…/customer-session/introspect` returns. Default: none. */
  returnUrl?: string;
}

/** A Polar-compatible API in memory, called like `fetch`. It doesn't follow redirects. */
export interface DemoPolar {
  (input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** The same function, for options named `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** The external ids of its customers. */
  readonly customers: readonly string[];
  /** The last 1,000 requests, oldest first. A request that aborts during the `latency` is left out. */
  readonly calls: readonly DemoCall[];
  /**
   * Creates a session token for a customer, as the merchant's server would.
   * @throws Error for an unknown external id.
   */
  createSession: (externalId: string, options?: DemoSessionOptions) => { token: string; expiresAt: Date };
  /** Invalidates every token issued so far. */
  expireSessions: () => void;
  /**
   * Sets the faults of the next requests and drops those left from an earlier call:
   * `play([502, 'ok', { fault: 'hang', on: '/wallets/' }])`. Each request takes the first step that matches it;
   * without a match it gets its normal response. Preflights take no step.
   * The outcome is what a page's `fetch` sees. To serve the demo over a socket, wrap it in `onTheWire`.
   * @throws Error for an unknown fault.
   */
  play: (steps: readonly FaultStep[]) => void;
}

/** The sender of a request. With an invalid token, everything but `token` is empty. */
interface Caller {
  token: string;
  session: DemoSession | undefined;
  customer: DemoCustomer | undefined;
  merchant: boolean;
}

/** Makes a demo. Its dates are relative to the moment of this call, so that its current periods contain that moment. */
export function createDemoPolar(options: DemoPolarOptions = {}): DemoPolar {
  const { accessToken = DEMO_ACCESS_TOKEN, now = () => new Date(), sessionTtl = 3600, rateLimit = 500 } = options;
  const { latency = 0, moving = true, seed = 1, chargePreview = true, customers: more = [], faults = [] } = options;
  const routes = chargePreview ? demoRoutes : demoRoutes.filter(({ path }) => path !== chargePreviewPath);
  const calendar = createCalendar(now());
  const builtIn = [ada, bo, cy, dee(seed), eve, fay, gil, hal, ike, jin, kai, lou, mia];
  const seeds = new Map([...builtIn, ...more].map((one) => [one.externalId, one]));
  // Expands a built-in customer when it is first used: together they have hundreds of meters, and most demos serve one customer. Expands your own seeds now, so that this call reports a mistake in them.
  const customers = [...seeds.values()].map((one) => (builtIn.includes(one) ? createCustomerLater(one, calendar) : createCustomer(one, calendar)));
  const sessions = createDemoSessions(now);
  const allows = createDemoLimiter(rateLimit, now);
  const calls: DemoCall[] = [];
  const script = createScript();
  script.play(faults);

  async function demo(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    // Under jsdom, Node's Request rejects the page's AbortSignal, so the signal is kept apart.
    const { signal: given, ...rest } = init ?? {};
    const request = new Request(input, rest);
    const signal = given ?? (input instanceof Request ? input : request).signal;
    if (signal.aborted) throw signal.reason;
    // Takes the step on arrival, so that steps apply to requests in the order in which they were sent.
    const step = isPreflight(request) ? ({ fault: 'ok' } as const) : script.take(request);
    if (latency > 0) await sleep(latency, signal);
    const call = recordCall(calls, request, step.fault);
    try {
      const response = await playFault<FaultMode>(step, { input, request, signal, respond });
      call.status = response.status;
      return response;
    } catch (error) {
      const sent = sentFor(error);
      if (sent instanceof Response) call.status = sent.status;
      throw error;
    }
  }

  async function respond(request: Request): Promise<Response> {
    if (isPreflight(request)) return preflightResponse(request);
    const version = versionOf(request);
    if (!versions.some((known) => known === version)) return routeNotFoundResponse();
    return withPolarHeaders(await route(request), version);
  }

  async function route(request: Request): Promise<Response> {
    const caller = identify(request);
    if (caller.customer !== undefined && !allows(caller.customer.id)) return rateLimitedResponse(windowSeconds);
    // As at Polar, all requests with the organization token share one window.
    if (caller.merchant && !allows('organization')) return rateLimitedResponse(windowSeconds);

    const url = new URL(request.url);
    const found = findDemoRoute(routes, url.pathname);
    if (found === undefined) {
      const location = canonicalUrl(routes, url);
      return location === undefined ? routeNotFoundResponse() : redirectResponse(location);
    }
    const { route: matched, id } = found;
    if (request.method !== matched.method) return methodNotAllowedResponse([matched.method]);

    const elapsed = moving ? Math.max(0, now().getTime() - calendar.birth) : 0;
    if (matched.caller === 'customer') {
      const { customer, session } = caller;
      if (customer === undefined || session === undefined) return rejectCaller(caller, /^polar_oat_/);
      return matched.respond({ customer, session, elapsed, params: readParams(url.searchParams), id });
    }
    if (matched.caller === 'anyone') {
      const isInvalid = caller.token !== '' && caller.customer === undefined && !caller.merchant;
      return isInvalid ? invalidTokenResponse() : matched.respond({ id, customers });
    }
    if (!caller.merchant) return rejectCaller(caller, /^polar_(cst|mst)_/);
    return matched.respond({ request, elapsed, birth: calendar.birth, id, customers, openSession });
  }

  function identify(request: Request): Caller {
    const token = /^bearer +(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? '';
    const session = sessions.find(token);
    const customer = customers.find(({ id }) => id === session?.customerId);
    return { token, session, customer, merchant: token === accessToken };
  }

  function openSession(customer: DemoCustomer, { ttl = sessionTtl, member = false, returnUrl }: DemoSessionOptions) {
    return sessions.create({ customerId: customer.id, ttl, member, returnUrl: returnUrl ?? null });
  }

  function createSession(externalId: string, sessionOptions: DemoSessionOptions = {}) {
    const customer = customers.find((one) => one.externalId === externalId);
    if (customer === undefined) {
      const known = customers.map((one) => one.externalId).join(', ');
      throw new Error(
        `The demo has no customer "${externalId}". Its customers are ${known}. Use one of them, or add yours with the \`customers\` option.`,
      );
    }
    const { token, expiresAt } = openSession(customer, sessionOptions);
    return { token, expiresAt };
  }

  return Object.assign(demo, {
    fetch: demo,
    customers: customers.map(({ externalId }) => externalId),
    calls,
    createSession,
    expireSessions: sessions.expireAll,
    play: script.play,
  });
}

/** 401 in one of its two forms: Polar treats a token of the wrong kind like a missing one. */
function rejectCaller({ token, customer, merchant }: Caller, wrongKind: RegExp): Response {
  const isValidElsewhere = merchant || customer !== undefined;
  return token === '' || isValidElsewhere || wrongKind.test(token) ? unauthorizedResponse() : invalidTokenResponse();
}

function recordCall(calls: DemoCall[], { method, url }: Request, fault: FaultMode): DemoCall {
  const { pathname, search } = new URL(url);
  const path = `${pathname}${search}`.replace(/polar_(oat|cst|mst)_\w+/g, 'polar_$1_…');
  const call: DemoCall = { method, path, status: 0, ...(fault !== 'ok' && { fault }) };
  calls.push(call);
  if (calls.length > 1000) calls.shift();
  return call;
}
