'use client';
import { useState, useSyncExternalStore } from 'react';

/** True for a component whose HTML came from a server, and on a server. */
export function useIsFromServer(): boolean {
  const isHydrating = useSyncExternalStore(noChange, () => false, () => true);
  const [isFromServer] = useState(isHydrating);
  return isFromServer;
}

function noChange(): () => void {
  return () => {};
}
