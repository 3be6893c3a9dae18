import {
  invalidToken,
  isPreflight,
  methodNotAllowed,
  preflight,
  rateLimited,
  redirect,
  routeNotFound,
  unauthorized,
  versionOf,
  versions,
  withPolarHeaders,
} from './api/answers';
import { createCalendar } from './customers/calendar';
import { createCustomer, type DemoCustomer } from './api/customer';
import { ada } from './customers/ada';
import { bo } from './customers/bo';
import { cy } from './customers/cy';
import { dee } from './customers/dee';
import { eve } from './customers/eve';
import { fay } from './customers/fay';
import { gil } from './customers/gil';
import { play } from './faults/modes';
import { pause } from './faults/pause';
import { createScript } from './faults/script';
import type { FaultMode, FaultStep } from './faults/steps';
import { sentFor } from './faults/onTheWire';
import { createLimiter, windowSeconds } from './api/limiter';
import { readParams } from './api/params';
import { chargePreviewPath } from './api/portal';
import { canonicalAddress, findRoute, routes } from './api/routes';
import type { CustomerSeed } from './customers/seed';
import { createSessions, type Session } from './api/sessions';

/** The organization token of a demo that was not given another one. It opens nothing but the demo. */
export const DEMO_ACCESS_TOKEN = 'polar_oat_demo';

export interface DemoPolarOptions {
  /** The organization token. Default {@link DEMO_ACCESS_TOKEN}. */
  accessToken?: string;
  /** The clock. Default the real one. */
  now?: () => Date;
  /** How long sessions last, in seconds. Default 3600, as Polar's do. */
  sessionTtl?: number;
  /** Requests per minute and customer; `false` for no limit. Default 500, as in production. */
  rateLimit?: number | false;
  /** Milliseconds that every answer takes. Default 0. */
  latency?: number;
  /** Whether usage grows while time passes. Default true. */
  moving?: boolean;
  /** Varies the numbers of `dee`, whose meters are generated. Ids do not depend on it. Default 1. */
  seed?: number;
  /** Whether subscriptions tell what they will charge, which Polar does not promise. Without it that answers 404. Default true. */
  chargePreview?: boolean;
  /** More customers; one with a known external id replaces it. */
  customers?: readonly CustomerSeed[];
  /** What goes wrong from the start, step by step: see {@link DemoPolar.play}. Default nothing. */
  faults?: readonly FaultStep[];
}

/** What was asked of a demo: no headers, no body, no token. */
export interface DemoCall {
  method: string;
  /** Path and query; a token that somebody put there is struck out. */
  path: string;
  /** 0 as long as there is no answer, and for ever where the fault was that none came. */
  status: number;
  /** What went wrong on purpose. Absent where nothing did. */
  fault?: FaultMode;
}

export interface DemoSessionOptions {
  /** Seconds; default the demo's `sessionTtl`. */
  ttl?: number;
  /** Ask for a member's token (`polar_mst_…`). Default false. */
  member?: boolean;
  returnUrl?: string;
}

/** A Polar-compatible API in memory, called like `fetch`. It does not follow redirects. */
export interface DemoPolar {
  (input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** The same function, for what wants a `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** External ids of its customers. */
  readonly customers: readonly string[];
  /** The last 1,000 calls, oldest first. */
  readonly calls: readonly DemoCall[];
  /** What the merchant's server would do: a token for a customer, known by its external id. */
  createSession: (externalId: string, options?: DemoSessionOptions) => { token: string; expiresAt: Date };
  /** Makes every token that was issued so far invalid. */
  expireSessions: () => void;
  /**
   * Lets the next requests fail, in place of what was left of an earlier script: `play([502, 'ok', { fault: 'hang', on: '/wallets/' }])`.
   * Each request takes the first step that concerns it; when none is left, it is answered as always. Preflights take none.
   * What comes back is what a page's `fetch` would show. For a server, wrap the demo in `onTheWire`.
   * @throws Error for a fault that there is not.
   */
  play: (steps: readonly FaultStep[]) => void;
}

/** Who asks; a token that opens nothing leaves all but itself empty. */
interface Caller {
  token: string;
  session: Session | undefined;
  customer: DemoCustomer | undefined;
  merchant: boolean;
}

/** Makes a demo. Its dates are relative to this moment, so that it always looks alive. */
export function createDemoPolar(options: DemoPolarOptions = {}): DemoPolar {
  const { accessToken = DEMO_ACCESS_TOKEN, now = () => new Date(), sessionTtl = 3600, rateLimit = 500 } = options;
  const { latency = 0, moving = true, seed = 1, chargePreview = true, customers: more = [], faults = [] } = options;
  const open = chargePreview ? routes : routes.filter(({ path }) => path !== chargePreviewPath);
  const calendar = createCalendar(now());
  const seeds = new Map([ada, bo, cy, dee(seed), eve, fay, gil, ...more].map((one) => [one.externalId, one]));
  const customers = [...seeds.values()].map((one) => createCustomer(one, calendar));
  const sessions = createSessions(now);
  const allows = createLimiter(rateLimit, now);
  const calls: DemoCall[] = [];
  const script = createScript();
  script.play(faults);

  async function demo(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    // Under jsdom the page's AbortSignal is not the one that Node's Request accepts, so it stays outside.
    const { signal: given, ...rest } = init ?? {};
    const request = new Request(input, rest);
    const signal = given ?? (input instanceof Request ? input : request).signal;
    if (signal.aborted) throw signal.reason;
    // Taken on arrival: steps go to requests in the order in which these were made.
    const step = isPreflight(request) ? ({ fault: 'ok' } as const) : script.take(request);
    if (latency > 0) await pause(latency, signal);
    const call = record(calls, request, step.fault);
    try {
      const response = await play<FaultMode>(step, { input, request, signal, ask: pass });
      call.status = response.status;
      return response;
    } catch (error) {
      const sent = sentFor(error);
      if (sent instanceof Response) call.status = sent.status;
      throw error;
    }
  }

  async function pass(request: Request): Promise<Response> {
    if (isPreflight(request)) return preflight(request);
    const version = versionOf(request);
    if (!versions.some((known) => known === version)) return routeNotFound();
    return withPolarHeaders(await answer(request), version);
  }

  async function answer(request: Request): Promise<Response> {
    const caller = identify(request);
    if (caller.customer !== undefined && !allows(caller.customer.id)) return rateLimited(windowSeconds);
    // All calls with the organization token share one window, as they do at Polar.
    if (caller.merchant && !allows('organization')) return rateLimited(windowSeconds);

    const url = new URL(request.url);
    const found = findRoute(open, url.pathname);
    if (found === undefined) {
      const location = canonicalAddress(open, url);
      return location === undefined ? routeNotFound() : redirect(location);
    }
    const { route, id } = found;
    if (request.method !== route.method) return methodNotAllowed([route.method]);

    const elapsed = moving ? Math.max(0, now().getTime() - calendar.birth) : 0;
    if (route.door === 'portal') {
      const { customer, session } = caller;
      if (customer === undefined || session === undefined) return refuse(caller, /^polar_oat_/);
      return route.answer({ customer, session, elapsed, params: readParams(url.searchParams), id });
    }
    if (!caller.merchant) return refuse(caller, /^polar_(cst|mst)_/);
    return route.answer({ request, elapsed, birth: calendar.birth, id, customers, openSession });
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

  function createSession(externalId: string, wanted: DemoSessionOptions = {}) {
    const customer = customers.find((one) => one.externalId === externalId);
    if (customer === undefined) {
      const known = customers.map((one) => one.externalId).join(', ');
      throw new Error(
        `The demo has no customer "${externalId}". It knows ${known}. Ask for one of them, or pass yours as "customers".`,
      );
    }
    const { token, expiresAt } = openSession(customer, wanted);
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

/** 401 in one of its two shapes: a token of the wrong kind is treated as none. */
function refuse({ token, customer, merchant }: Caller, wrongKind: RegExp): Response {
  const opensAnotherDoor = merchant || customer !== undefined;
  return token === '' || opensAnotherDoor || wrongKind.test(token) ? unauthorized() : invalidToken();
}

function record(calls: DemoCall[], { method, url }: Request, fault: FaultMode): DemoCall {
  const { pathname, search } = new URL(url);
  const path = `${pathname}${search}`.replace(/polar_(oat|cst|mst)_\w+/g, 'polar_$1_…');
  const call: DemoCall = { method, path, status: 0, ...(fault !== 'ok' && { fault }) };
  calls.push(call);
  if (calls.length > 1000) calls.shift();
  return call;
}
