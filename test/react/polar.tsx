import { setImmediate as immediate, setTimeout as realTime } from 'node:timers/promises';
import type { ReactElement, ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import { listen } from '../../demo/listen';
import { PortalProvider, type PortalProviderProps } from '../../src';
import { createPolarSource, type Fetch, type PolarSourceOptions, type PortalSource } from '../../src/sources';
import { createDemoPolar, type DemoPolar, type DemoPolarOptions } from '../../src/testing';
// Loads these parts before a test mocks time: a download takes real time, and mocked time would run ahead of it.
import '../../src/sources/failures';
import '../../src/widgets/views';

/** The demo API on a socket, whose responses a test can replace. */
export interface Polar {
  demo: DemoPolar;
  url: string;
  /** Path and query of every request so far. */
  requests: string[];
  /** The requests that the client aborted. */
  aborted: string[];
  /** Replaces the demo's response, if it returns one. */
  respond: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;
  /** A source of one customer's data that sends real requests. */
  source: (customer: string | (() => string), options?: PolarSourceOptions) => PortalSource;
  close: () => Promise<void>;
}

/** The time of the demo, whose usage doesn't change. */
export const noon = new Date('2026-11-14T13:37:00Z');

/** Serves a demo for one test. Responses arrive outside of `act()`, as on a page. */
export async function servePolar(options: DemoPolarOptions = {}): Promise<Polar> {
  const flags = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  flags.IS_REACT_ACT_ENVIRONMENT = false;
  if (!vi.isFakeTimers()) mockDate();
  const demo = createDemoPolar({ moving: false, now: () => noon, ...options });
  const requests: string[] = [];
  const aborted: string[] = [];
  const { url, close } = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    requests.push(pathname + search);
    request.signal.addEventListener('abort', () => aborted.push(pathname + search));
    return (await polar.respond?.(request)) ?? demo(request);
  });
  let closed: Promise<void> | undefined;
  const polar: Polar = {
    demo,
    url,
    requests,
    aborted,
    respond: undefined,
    source: (customer, more = {}) => {
      const getToken = () => demo.createSession(typeof customer === 'string' ? customer : customer()).token;
      return createPolarSource({ server: url, getToken, fetch: watchedFetch, ...more });
    },
    close: () => (closed ??= close()),
  };
  onTestFinished(() => {
    flags.IS_REACT_ACT_ENVIRONMENT = true;
    return polar.close();
  });
  return polar;
}

/** A provider for the `wrapper` option of Testing Library. */
export function within(props: PortalProviderProps): (inner: { children: ReactNode }) => ReactElement {
  return function Within({ children }) {
    return <PortalProvider {...props}>{children}</PortalProvider>;
  };
}

/** Delays responses: pass `wait` as `respond`, then call `open`. */
export function gate(): { wait: () => Promise<undefined>; open: () => void } {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { wait: () => opened, open };
}

/** Sets the page's date to the demo's, so that a test expects the same days whenever it runs. Timers stay real. */
export function mockDate(): void {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Mocks the page's timers and its random numbers. Sockets, and what waits for them, stay in real time. */
export function mockTime(): void {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'], shouldAdvanceTime: true, now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** How many turns of the event loop each running request has taken so far. */
const underWay = new Map<symbol, number>();

/** The platform's fetch. `pass` waits for its requests. */
export const watchedFetch: Fetch = async (url, init) => {
  const request = Symbol();
  underWay.set(request, 0);
  try {
    return await globalThis.fetch(url, init);
  } finally {
    underWay.delete(request);
  }
};

/** Advances the mocked clock by some seconds, in steps, and waits for the network after each. */
export async function pass(seconds: number, step = 1): Promise<void> {
  await keepUp();
  for (let passed = 0; passed < seconds; passed += step) {
    await vi.advanceTimersByTimeAsync(Math.min(step, seconds - passed) * 1000);
    await keepUp();
  }
}

/**
 * Waits for running requests. Some tests delay a response, so it gives up on a request after a hundred turns of the event
 * loop. Turns, not milliseconds: client and server share this process, so a busy machine slows both alike.
 */
async function keepUp(): Promise<void> {
  const awaited = () => [...underWay].filter(([, turns]) => turns < 100);
  await turn();
  for (let running = awaited(); running.length > 0; running = awaited()) {
    for (const [request, turns] of running) underWay.set(request, turns + 1);
    await turn();
  }
  // The body arrives after the headers.
  await turn();
}

/** Lets sockets, streams and renders proceed. */
async function turn(): Promise<void> {
  await settle(2);
  for (let phase = 0; phase < 4; phase += 1) await immediate();
}

/** Waits in real time, to check that nothing more happens. */
export function settle(milliseconds = 40): Promise<void> {
  return realTime(milliseconds);
}

/** Changes the items of a list response. */
export function tampered(polar: Polar, resource: 'meters' | 'subscriptions', change: (items: Array<Record<string, unknown>>) => unknown[]) {
  return async (request: Request): Promise<Response | undefined> => {
    if (!new URL(request.url).pathname.endsWith(`/${resource}/`)) return undefined;
    const page = (await (await polar.demo(request)).json()) as { items: Array<Record<string, unknown>> };
    return Response.json({ ...page, items: change(page.items) });
  };
}

export function isMeters(path: string): boolean {
  return path.includes('/meters/');
}
