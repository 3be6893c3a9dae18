import type { QueryClient } from '@tanstack/react-query';
import type { Oracle } from './oracle';
import { type Slot, slots, type Survey } from './survey';

/** The longest time of a skeleton, in milliseconds: three attempts of ten seconds, and the pauses between them. */
export const longestWait = 40_000;

/** What each widget has shown, and since when it has been loading. */
export interface Memory {
  /** Whether each widget has shown data, which must then stay visible. */
  shown: Record<Slot, boolean>;
  /** The time at which each skeleton appeared; absent without a skeleton or while the page is hidden. */
  loadingSince: Partial<Record<Slot, number>>;
  longestLoading: number;
}

export function noMemory(): Memory {
  return { shown: { usage: false, billing: false }, loadingSince: {}, longestLoading: 0 };
}

interface Scene {
  memory: Memory;
  mounted: boolean;
  visible: boolean;
  now: number;
}

/** Checks after every change: the host's page is alive, no widget is blank, and visible data stays. */
export function checkShape({ widgets, hasSibling, alive }: Survey, { memory, mounted, visible, now }: Scene): string[] {
  const found: string[] = [];
  if (!hasSibling) found.push('The element beside the widgets is gone');
  if (alive !== 2) found.push('The React root of the host is gone');
  for (const slot of slots) {
    const shown = widgets[slot];
    if (!mounted) delete memory.loadingSince[slot];
    if (!mounted) continue;
    if (shown === undefined || shown.body === '') found.push(`The widget ${slot} is blank`);
    if (shown === undefined) continue;
    const { text, hasSearch, isNothing } = shown;
    if (!hasSearch && text.includes('No results for')) found.push(`A search hides everything of ${slot}, but there is no search field`);
    const isThere = (slot === 'usage' ? shown.bars : shown.articles) > 0;
    // A new response without a readable item may replace the data, with a notice.
    const isLeftOut = text.includes("We couldn't read");
    if (memory.shown[slot] && !isThere && !isNothing && !hasSearch && !isLeftOut) found.push(`What ${slot} had shown is gone: ${text.slice(0, 120)}`);
    if (isThere || isNothing || isLeftOut) memory.shown[slot] = isThere;

    if (!shown.isLoading || !visible) delete memory.loadingSince[slot];
    else memory.loadingSince[slot] ??= now;
  }
  return [...found, ...checkWaits({ memory, mounted, visible, now })];
}

/** Checks while time passes: a visible page doesn't load forever. */
export function checkWaits({ memory, mounted, visible, now }: Scene): string[] {
  const found: string[] = [];
  for (const slot of slots) {
    const since = memory.loadingSince[slot];
    if (since === undefined || !mounted || !visible) continue;
    memory.longestLoading = Math.max(memory.longestLoading, now - since);
    if (now - since > longestWait) found.push(`The skeleton of ${slot} has been visible for ${Math.round((now - since) / 1000)} s`);
  }
  return found;
}

/** Checks after a change is rendered: data that the query cache knows to be old is labeled. */
export function checkLabels({ widgets }: Survey, queryClient: QueryClient, scope: string): string[] {
  const failed = (resource: string) =>
    queryClient
      .getQueryCache()
      .findAll({ queryKey: ['meterface', scope], type: 'active' })
      .some(({ queryKey, state }) => queryKey[3] === resource && queryKey[4] === 'list' && state.status === 'error' && state.data !== undefined);
  const isSilent = (slot: Slot) => !widgets[slot]?.feet.some((foot) => /Showing data from .*\d/.test(foot));
  const found: string[] = [];
  if (widgets.usage?.bars && isSilent('usage') && failed('meters')) found.push('Meters are old, but usage has no label');
  if (widgets.billing?.articles && isSilent('billing') && failed('subscriptions')) found.push('Subscriptions are old, but billing has no label');
  if (widgets.billing?.wallets && isSilent('billing') && failed('wallets')) found.push('Wallets are old, but billing has no label');
  return found;
}

/** Checks for tokens in keys, cached data, errors and storage. Console output is checked as it comes. */
export function checkSecrets(queryClient: QueryClient, { tokens, reported }: { tokens: ReadonlySet<string>; reported: readonly unknown[] }): string[] {
  const queries = queryClient.getQueryCache().getAll();
  const errors = [...queries.flatMap(({ state }) => [state.error, state.fetchFailureReason]), ...reported].filter((one) => one !== null);
  const texts = {
    'a query key': JSON.stringify(queries.map(({ queryKey, meta }) => [queryKey, meta])),
    'an error': errors.map((error) => [error instanceof Error ? `${error.message}\n${error.stack ?? ''}\n${String(error.cause)}` : '', JSON.stringify(error)].join('\n')).join('\n'),
    'cached data': JSON.stringify(queries.map(({ state }) => state.data)),
    storage: [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage))).join('') + document.cookie,
    'the address': location.href,
  };
  const isIn = (text: string) => /polar_(?:cst|mst|oat)_/.test(text) || [...tokens].some((token) => text.includes(token));
  return Object.entries(texts).flatMap(([where, text]) => (isIn(text) ? [`A token is in ${where}`] : []));
}

/** True if the customer's data is visible and fresh: all of it, or the first hundred bars. */
export function isWell({ widgets: { usage, billing } }: Survey, { counts }: Oracle): boolean {
  if (!usage || !billing || usage.isTroubled || billing.isTroubled || usage.isLoading || billing.isLoading) return false;
  return (
    (counts.meters === 0 ? usage.text.includes('No usage to show') : usage.bars >= Math.min(100, counts.meters)) &&
    (counts.subscriptions === 0 ? billing.text.includes('No subscription') : billing.articles === counts.subscriptions) &&
    billing.wallets === counts.wallets
  );
}
