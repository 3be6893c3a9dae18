import type { QueryClient } from '@tanstack/react-query';
import { text } from './inspect';
import type { Oracle } from './oracle';

/** The longest that a skeleton may stand: three tries of ten seconds, and the pauses between them. */
export const longestWait = 40_000;

/** What was once shown of each widget, and since when it only promises. */
export interface Memory {
  /** The least number of things that must stay. */
  shown: Record<Slot, boolean>;
  /** When the skeleton of each widget came; absent when there is none, or the page was not seen. */
  loadingSince: Partial<Record<Slot, number>>;
  longestLoading: number;
}

export type Slot = 'usage' | 'billing';
export const slots: readonly Slot[] = ['usage', 'billing'];

export function noMemory(): Memory {
  return { shown: { usage: false, billing: false }, loadingSince: {}, longestLoading: 0 };
}

interface Shown {
  memory: Memory;
  mounted: boolean;
  visible: boolean;
  now: number;
}

/** What must hold after every change: the host's page is alive, each widget says something, and what was shown stays. */
export function checkShape(root: Element, { memory, mounted, visible, now }: Shown): string[] {
  const found: string[] = [];
  const { parentElement } = root;
  if (!parentElement?.querySelector('[data-sibling]')) found.push('The element beside the widgets is gone');
  if (root.querySelectorAll('[data-alive]').length !== 2) found.push('The React root of the host is gone');
  for (const slot of slots) {
    const widget = root.querySelector(`[data-slot="${slot}"]`);
    if (!mounted) delete memory.loadingSince[slot];
    if (!mounted) continue;
    const body = [...(widget?.querySelectorAll('.mf-widget > :not(.mf-head)') ?? [])].map(text).join('');
    if (widget?.querySelector('input[type=search]') === null && /Nothing is called/.test(text(widget))) found.push(`Everything of ${slot} is searched away, and there is no search`);
    if (body === '') found.push(`The widget ${slot} is blank`);
    const isThere = widget?.querySelector(slot === 'usage' ? 'li .mf-usage' : 'article') != null;
    const isSearching = slot === 'usage' && widget?.querySelector('input[type=search]') != null;
    // A new answer of which nothing could be read is an answer, and says so.
    const isLeftOut = /could not be read/.test(text(widget ?? null));
    const isNothing = widget?.querySelector('.mf-notice[data-kind="quiet"]') != null;
    if (memory.shown[slot] && !isThere && !isNothing && !isSearching && !isLeftOut) found.push(`What ${slot} had shown is gone: ${text(widget ?? null).slice(0, 120)}`);
    if (isThere || isNothing) memory.shown[slot] = isThere;

    if (widget?.querySelector('[data-state="loading"]') == null || !visible) delete memory.loadingSince[slot];
    else memory.loadingSince[slot] ??= now;
  }
  return [...found, ...checkWaits({ memory, mounted, visible, now })];
}

/** What must hold while time passes: a page that is seen does not promise for ever. */
export function checkWaits({ memory, mounted, visible, now }: Shown): string[] {
  const found: string[] = [];
  for (const slot of slots) {
    const since = memory.loadingSince[slot];
    if (since === undefined || !mounted || !visible) continue;
    memory.longestLoading = Math.max(memory.longestLoading, now - since);
    if (now - since > longestWait) found.push(`The skeleton of ${slot} stands for ${Math.round((now - since) / 1000)} s`);
  }
  return found;
}

/** What must hold once a change is drawn: what is old is labelled so, by what the query cache knows. */
export function checkLabels(root: Element, queryClient: QueryClient, scope: string): string[] {
  const failed = (resource: string) =>
    queryClient
      .getQueryCache()
      .findAll({ queryKey: ['meterface', scope], type: 'active' })
      .some(({ queryKey, state }) => queryKey[3] === resource && queryKey[4] === 'list' && state.status === 'error' && state.data !== undefined);
  const says = (slot: Slot) => [...root.querySelectorAll(`[data-slot="${slot}"] .mf-foot[role="status"]`)].filter((foot) => /As of \d/.test(text(foot))).length;
  const found: string[] = [];
  if (root.querySelector('[data-slot="usage"] li .mf-usage') !== null && failed('meters') && says('usage') === 0) found.push('Meters are old, and usage does not say so');
  if (root.querySelector('[data-slot="billing"] article') !== null && failed('subscriptions') && says('billing') === 0) found.push('Subscriptions are old, and billing does not say so');
  if (root.querySelector('[data-slot="billing"] .mf-wallet') !== null && failed('wallets') && says('billing') === 0) found.push('Wallets are old, and billing does not say so');
  return found;
}

/** Where else a token must never be: keys, errors and storage. What is printed is looked at as it comes. */
export function checkSecrets(queryClient: QueryClient, { tokens, told }: { tokens: ReadonlySet<string>; told: readonly unknown[] }): string[] {
  const queries = queryClient.getQueryCache().getAll();
  const errors = [...queries.flatMap(({ state }) => [state.error, state.fetchFailureReason]), ...told].filter((one) => one !== null);
  const texts = {
    'a query key': JSON.stringify(queries.map(({ queryKey, meta }) => [queryKey, meta])),
    'an error': errors.map((error) => [error instanceof Error ? `${error.message}\n${error.stack ?? ''}\n${String(error.cause)}` : '', JSON.stringify(error)].join('\n')).join('\n'),
    'the answers kept': JSON.stringify(queries.map(({ state }) => state.data)),
    storage: [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage))).join('') + document.cookie,
    'the address': location.href,
  };
  const isIn = (text: string) => /polar_(?:cst|mst|oat)_/.test(text) || [...tokens].some((token) => text.includes(token));
  return Object.entries(texts).flatMap(([where, text]) => (isIn(text) ? [`A token is in ${where}`] : []));
}

/** Whether everything that the customer has is on the page, and is fresh. */
export function isWell(root: Element, { counts }: Oracle): boolean {
  const usage = root.querySelector('[data-slot="usage"]');
  const billing = root.querySelector('[data-slot="billing"]');
  if (!usage || !billing) return false;
  if (root.querySelector('[data-state="loading"], [aria-busy="true"], [role="alert"], .mf-foot[role="status"], .mf-hint[role="status"], .mf-widget > .mf-notice[data-kind="problem"]') !== null) return false;
  const bars = usage.querySelectorAll('li .mf-usage').length;
  return (
    (counts.meters === 0 ? text(usage).includes('No usage yet') : bars >= Math.min(100, counts.meters)) &&
    (counts.subscriptions === 0 ? text(billing).includes('No subscription') : billing.querySelectorAll('article').length === counts.subscriptions) &&
    billing.querySelectorAll('.mf-wallet').length === counts.wallets
  );
}
