'use client';
import { focusManager, type Query } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { startTimer } from '../core/timer';
import type { PortalContextValue } from '../react/PortalProvider';
import type { PortalQuery } from '../react/portalQuery';
import { rememberFollowed, takeFollowed } from './followed';

/** The pause before each request, in milliseconds: a minute in all, because a purchase takes a while to be counted. */
const pauses = [0, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000];

/**
 * When a customer comes back to this tab from an action that led away from the page or opened another tab, refetches at
 * growing intervals for a minute, until credits or plans have changed.
 * @param changeable from `changeableOf`.
 * @returns true while it does.
 */
export function useReturn({ scope, queryClient }: Pick<PortalContextValue, 'scope' | 'queryClient'>, changeable: string): boolean {
  const [isChangedFrom, setCheck] = useState<(changeable: string) => boolean>();
  const latest = useRef(changeable);
  useEffect(() => {
    latest.current = changeable;
  });
  const isChecking = isChangedFrom !== undefined && !isChangedFrom(changeable);

  useEffect(() => {
    const remember = () => rememberFollowed(scope, latest.current);
    // The second condition is for a custom element with a closed shadow root, whose content no path includes: a child in its slot `action`.
    // Not `matches()`, which a form with an input of that name hides.
    const isAction = (place: EventTarget) => place instanceof Element && (/mf-(usage|alert|bill)-action/.test(place.className) || (place.slot === 'action' && 'topUpUrl' in (place.parentElement ?? place)));
    const follow = (event: MouseEvent) => {
      if (event.composedPath().some(isAction)) remember();
    };
    // `<img name="visibilityState">` would hide that property. TanStack Query then takes the page for visible.
    const comeBack = () => {
      const found = focusManager.isFocused() ? takeFollowed(scope) : undefined;
      if (found) setCheck(() => found);
    };
    comeBack();
    document.addEventListener('click', follow, true);
    // A custom element fires it for its own link.
    document.addEventListener('meterface-action', remember, true);
    document.addEventListener('visibilitychange', comeBack);
    // Some browsers show a page of their back/forward cache without that event.
    window.addEventListener('pageshow', comeBack);
    return () => {
      setCheck(undefined);
      document.removeEventListener('click', follow, true);
      document.removeEventListener('meterface-action', remember, true);
      document.removeEventListener('visibilitychange', comeBack);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [scope]);

  useEffect(() => {
    if (!isChecking) return undefined;
    let stop: (() => void) | undefined;
    const check = (attempt: number) => {
      const pause = pauses[attempt];
      stop = pause === undefined ? setCheck(undefined) as undefined : startTimer(() => {
        // A steady query, such as a history, doesn't change with a purchase. The query's own rule keeps to a Retry-After, unless the host has replaced it; an import of that rule would enlarge pages without an action.
        const isDue = (query: Query) => {
          const { refetchOnReconnect: mayRequest } = query.options as Partial<PortalQuery<unknown>>;
          return !query.meta?.['isSteady'] && (typeof mayRequest !== 'function' || mayRequest(query));
        };
        if (focusManager.isFocused()) void queryClient.refetchQueries({ queryKey: ['meterface', scope], type: 'active', predicate: isDue }, { cancelRefetch: false });
        check(attempt + 1);
      }, pause);
    };
    check(0);
    return () => stop?.();
  }, [isChecking, queryClient, scope]);

  return isChecking;
}
