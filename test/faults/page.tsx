import type { QueryClient } from '@tanstack/react-query';
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { expect, vi } from 'vitest';
import { type PortalProviderProps, Usage } from '../../src';
import type { PolarSourceOptions } from '../../src/sources';
import type { DemoPolarOptions, Fault, FaultStep } from '../../src/testing';
import { mockTime, type Polar, servePolar } from '../react/polar';
import { showTo } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { tell } from './invariants';

export interface Opening {
  /** What goes wrong, from the first request on. */
  faults?: readonly FaultStep[];
  /** Default `<Usage />`. */
  widget?: ReactElement;
  /** Default ada, who has every kind of meter. */
  customer?: string;
  /** The demo's. Its clock is the page's, unless told otherwise. */
  polar?: DemoPolarOptions;
  /** The source's. It asks across origins, unless told otherwise. */
  source?: PolarSourceOptions;
  /** The provider's. It never refreshes, unless told otherwise. */
  provider?: Partial<PortalProviderProps>;
  /** Steps in before the page is opened. */
  prepare?: (polar: Polar) => void;
}

export interface Opened {
  polar: Polar;
  container: HTMLElement;
  queryClient: QueryClient;
  unmount: () => void;
  /** Requests so far whose path has this in it, preflights aside. */
  tries: (part?: string) => number;
}

/** A customer's page whose Polar is on a socket, on another origin, and fails as it is told. The page's clock stands until a test moves it. */
export async function openPage({ faults = [], widget = <Usage />, customer = 'ada', polar: options = {}, source, provider, prepare }: Opening = {}): Promise<Opened> {
  mockTime();
  const polar = await servePolar({ now: () => new Date(), rateLimit: false, faults, ...options });
  prepare?.(polar);
  const given = { source: polar.source(customer, { fetch: crossOrigin(), ...source }), onError: tell, ...provider };
  const shown = showTo(polar, customer, widget, given);
  const tries = (part = '/v1/') => polar.demo.calls.filter(({ method, path }) => method === 'GET' && path.includes(part)).length;
  return { polar, ...shown, tries };
}

/** The page says what is wrong; nothing else is wrong; and the button leads out of it once the server is well. */
export async function saysAndGoesOn(polar: Polar, title: string, shown = 'AI tokens'): Promise<void> {
  const notice = screen.getByRole('alert');
  expect(notice).toHaveTextContent(title);
  polar.demo.play([]);
  polar.respond = undefined;
  within(notice).getByRole('button', { name: 'Try again' }).click();
  await screen.findByText(shown);
  expect(screen.queryByRole('alert')).toBeNull();
}

/** Every answer to this is a list with other items in it. */
export function otherItems(on: string, change: (items: Array<Record<string, unknown>>) => unknown[]): Fault {
  return { fault: 'mutate', on, times: Infinity, change: (body) => ({ ...(body as object), items: change((body as { items: Array<Record<string, unknown>> }).items) }) };
}

/** The page is looked at, or is not. */
export function look(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}
