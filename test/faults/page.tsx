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
import { report } from './invariants';

export interface Opening {
  /** Faults, from the first request on. */
  faults?: readonly FaultStep[];
  /** Default `<Usage />`. */
  widget?: ReactElement;
  /** Default ada, who has every kind of meter. */
  customer?: string;
  /** Options of the demo. By default its clock is the page's. */
  polar?: DemoPolarOptions;
  /** Options of the source. By default it sends requests across origins. */
  source?: PolarSourceOptions;
  /** Props of the provider. By default it never refreshes. */
  provider?: Partial<PortalProviderProps>;
  /** Runs before the page opens. */
  prepare?: (polar: Polar) => void;
}

export interface Opened {
  polar: Polar;
  container: HTMLElement;
  queryClient: QueryClient;
  unmount: () => void;
  /** The number of requests so far whose path contains the text, without preflights. */
  tries: (part?: string) => number;
}

/** Opens a customer's page in front of a failing Polar on another origin. The page's clock runs in real time until a test moves it. */
export async function openPage({ faults = [], widget = <Usage />, customer = 'ada', polar: options = {}, source, provider, prepare }: Opening = {}): Promise<Opened> {
  mockTime();
  const polar = await servePolar({ now: () => new Date(), rateLimit: false, faults, ...options });
  prepare?.(polar);
  const given = { source: polar.source(customer, { fetch: crossOrigin(), ...source }), onError: report, ...provider };
  const shown = showTo(polar, customer, widget, given);
  const tries = (part = '/v1/') => polar.demo.calls.filter(({ method, path }) => method === 'GET' && path.includes(part)).length;
  return { polar, ...shown, tries };
}

/** Expects a notice with this title, ends the faults, presses "Try again", and expects the page to recover. */
export async function expectRecovery(polar: Polar, title: string, shown = 'AI tokens'): Promise<void> {
  const notice = screen.getByRole('alert');
  expect(notice).toHaveTextContent(title);
  polar.demo.play([]);
  polar.respond = undefined;
  within(notice).getByRole('button', { name: /^Try again/ }).click();
  await screen.findByText(shown);
  expect(screen.queryByRole('alert')).toBeNull();
}

/** Changes the items of every response to this path. */
export function otherItems(on: string, change: (items: Array<Record<string, unknown>>) => unknown[]): Fault {
  return { fault: 'mutate', on, times: Infinity, change: (body) => ({ ...(body as object), items: change((body as { items: Array<Record<string, unknown>> }).items) }) };
}

/** Shows or hides the page. */
export function setVisibility(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}
