import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import { isPortalError } from '../core';
import { mayAsk, type Portal, portalKey } from './queries';

/** All who want one customer's numbers refreshed, and the timer that they share. */
interface Rhythm {
  members: Set<{ refreshEvery: number }>;
  timer?: ReturnType<typeof setTimeout>;
}

const rhythms = new WeakMap<QueryClient, Map<string, Rhythm>>();

/** The part of the interval by which a beat comes sooner or later, so that a thousand pages do not ask in the same moment. */
const jitter = 0.1;

/**
 * Refreshes all that is shown of a customer, together, once in `refreshEvery` milliseconds while the page is
 * visible: one beat for each client and customer, however many providers and widgets there are.
 * @returns what ends it.
 */
export function keepRhythm(client: QueryClient, { scope, refreshEvery = 60_000 }: Pick<Portal, 'scope' | 'refreshEvery'>): () => void {
  if (!(refreshEvery > 0)) return () => {};
  const ofClient = rhythms.get(client) ?? new Map<string, Rhythm>();
  rhythms.set(client, ofClient);
  const rhythm: Rhythm = ofClient.get(scope) ?? { members: new Set() };
  ofClient.set(scope, rhythm);
  // An object of its own: two providers may want the same.
  const member = { refreshEvery };
  rhythm.members.add(member);
  schedule();
  return () => {
    rhythm.members.delete(member);
    if (rhythm.members.size > 0) return;
    clearTimeout(rhythm.timer);
    ofClient.delete(scope);
  };

  function schedule(): void {
    clearTimeout(rhythm.timer);
    const shortest = Math.min(...[...rhythm.members].map((one) => one.refreshEvery));
    rhythm.timer = setTimeout(beat, shortest * (1 + jitter * (2 * Math.random() - 1)));
  }

  function beat(): void {
    schedule();
    if (!focusManager.isFocused()) return;
    const isDue = (query: Query) => (query.meta?.['isSteady'] !== true || mayRecover(query)) && mayAsk(query);
    void client.refetchQueries({ queryKey: portalKey(scope), type: 'active', predicate: isDue }, { cancelRefetch: false });
  }
}

/** What changes seldom is asked again only if it failed in a way that passes; what is not granted is not asked for twice. */
function mayRecover({ state: { error } }: Query): boolean {
  return isPortalError(error) && error.retryable;
}
