'use client';
import { useState, useSyncExternalStore } from 'react';

/** True for a component whose HTML came from a server, and on a server. */
export function useIsFromServer(): boolean {
  const [isFromServer] = useState(useIsHydrating());
  return isFromServer;
}

/** True on a server, and in the first render of HTML that came from one. */
export function useIsHydrating(): boolean {
  return useSyncExternalStore(noChange, () => false, () => true);
}

function noChange(): () => void {
  return () => {};
}
