import { setTimeout as realTime } from 'node:timers/promises';
import type { ReactElement, ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';
import { listen } from '../../demo/listen';
import { PortalProvider, type PortalProviderProps } from '../../src';
import { createPolarSource, type Fetch, type PolarSourceOptions, type PortalSource } from '../../src/sources';
import { createDemoPolar, type DemoPolar, type DemoPolarOptions } from '../../src/testing';

/** A Polar on a socket: the demo, and a place where a test can step in. */
export interface Polar {
  demo: DemoPolar;
  url: string;
  /** Path and query of every request so far. */
  asked: string[];
  /** Of those, the ones whose client left before it had its answer. */
  left: string[];
  /** Answers in place of the demo, where it gives something. */
  answer: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;
  /** A source of one customer's data, by real requests. */
  source: (customer: string | (() => string), options?: PolarSourceOptions) => PortalSource;
  close: () => Promise<void>;
}

/** The moment at which the demo's usage stands still. */
export const noon = new Date('2026-11-14T13:37:00Z');

/** Serves a demo for the length of one test. Answers come when they come, outside of any `act()`, as in a page. */
export async function servePolar(options: DemoPolarOptions = {}): Promise<Polar> {
  const flags = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  flags.IS_REACT_ACT_ENVIRONMENT = false;
  if (!vi.isFakeTimers()) mockDate();
  const demo = createDemoPolar({ moving: false, now: () => noon, ...options });
  const asked: string[] = [];
  const left: string[] = [];
  const { url, close } = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
    request.signal.addEventListener('abort', () => left.push(pathname + search));
    return (await polar.answer?.(request)) ?? demo(request);
  });
  let closed: Promise<void> | undefined;
  const polar: Polar = {
    demo,
    url,
    asked,
    left,
    answer: undefined,
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

/** For `wrapper`: everything inside of one provider. */
export function within(props: PortalProviderProps): (inner: { children: ReactNode }) => ReactElement {
  return function Within({ children }) {
    return <PortalProvider {...props}>{children}</PortalProvider>;
  };
}

/** Holds back answers until they are let go. */
export function gate(): { wait: () => Promise<undefined>; open: () => void } {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { wait: () => opened, open };
}

/** Sets the page's date to the demo's, so that a test expects the same days whenever it runs. Timers stay real. */
function mockDate(): void {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Lets the page's clock be moved, and takes chance out of it; sockets go on in real time, and so does what waits for them. */
export function mockTime(): void {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'], shouldAdvanceTime: true, now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** When each request that is under way began, by a clock that is never moved. */
const underWay = new Set<bigint>();

/** The platform's own fetch; `pass` gives what goes through it the time that it needs. */
export const watchedFetch: Fetch = async (url, init) => {
  const began = process.hrtime.bigint();
  underWay.add(began);
  try {
    return await globalThis.fetch(url, init);
  } finally {
    underWay.delete(began);
  }
};

/** Moves the page's clock by so many seconds, in steps, and lets the network keep up with it. */
export async function pass(seconds: number, step = 1): Promise<void> {
  await keepUp();
  for (let passed = 0; passed < seconds; passed += step) {
    await vi.advanceTimersByTimeAsync(Math.min(step, seconds - passed) * 1000);
    await keepUp();
  }
}

/** Waits for answers that are under way, a fifth of a second at most for each: some tests hold them back. */
async function keepUp(): Promise<void> {
  const fresh = () => [...underWay].some((began) => process.hrtime.bigint() - began < 200_000_000n);
  await settle(2);
  while (fresh()) await settle(2);
  await settle(2);
}

/** Real time, in which nothing more should happen. */
export function settle(milliseconds = 40): Promise<void> {
  return realTime(milliseconds);
}

/** Answers lists of this resource with something else in them. */
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
