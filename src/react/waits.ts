'use client';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** The status of the wait for a change: `unchanged` means that it ended before the change was seen. */
export type WaitStatus = 'idle' | 'waiting' | 'changed' | 'unchanged';

/** A page's client and customer, as in `usePortal()`. */
interface Waiter {
  queryClient: QueryClient;
  scope: string;
}

/** The latest wait of each page, which all of its widgets share. */
const waits = new WeakMap<QueryClient, { scope: string; status: WaitStatus }>();
const readers = new Set<() => void>();

/** Tells all widgets of a page how far the wait for a customer's change is. */
export function setWait({ queryClient, scope }: Waiter, status: WaitStatus): void {
  waits.set(queryClient, { scope, status });
  for (const read of readers) read();
}

/** How far the page's latest wait for a change of this customer is, whichever component has begun it. */
export function useWait({ queryClient, scope }: Waiter): WaitStatus {
  const read = () => {
    const wait = waits.get(queryClient);
    return wait?.scope === scope ? wait.status : 'idle';
  };
  return useSyncExternalStore(subscribe, read, () => 'idle');
}

function subscribe(read: () => void): () => void {
  readers.add(read);
  return () => void readers.delete(read);
}
