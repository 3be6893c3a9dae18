'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { views } from './views';

export type Views = typeof views;

let loaded: Views | undefined;

/**
 * The drawings other than rows of bars, once they are needed and loaded; `undefined` while they load, `null` if they can't be
 * loaded or are not needed.
 */
export function useViews(isNeeded: boolean): Views | null | undefined {
  const [state, setState] = useState<Views | null | undefined>(() => loaded);
  useEffect(() => {
    if (!isNeeded || loaded !== undefined) return;
    let isCurrent = true;
    void load().then((result) => isCurrent && setState(() => result));
    return () => {
      isCurrent = false;
    };
  }, [isNeeded]);
  return isNeeded ? (loaded ?? state) : null;
}

/** True while the HTML of a server is being hydrated, and on a server. */
export function useIsFromServer(): boolean {
  const isHydrating = useSyncExternalStore(noChange, () => false, () => true);
  const [isFromServer] = useState(isHydrating);
  return isFromServer;
}

async function load(): Promise<Views | null> {
  try {
    const module = await import('./views');
    return (loaded = module.views);
  } catch {
    return null;
  }
}

function noChange(): () => void {
  return () => {};
}
