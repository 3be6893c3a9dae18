'use client';
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const readers = new Set<() => void>();
let isPrinting = false;

/** True from just before the page is printed until it has been. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting, () => false);
}

function subscribe(read: () => void): () => void {
  if (readers.size === 0) listen('addEventListener');
  readers.add(read);
  return () => {
    readers.delete(read);
    if (readers.size === 0) listen('removeEventListener');
  };
}

function listen(change: 'addEventListener' | 'removeEventListener'): void {
  // The last print may have ended while nothing listened.
  isPrinting = false;
  window[change]('beforeprint', begin);
  window[change]('afterprint', end);
}

function begin(): void {
  tell(true);
}

function end(): void {
  tell(false);
}

function tell(now: boolean): void {
  isPrinting = now;
  // Renders synchronously, because the page is printed as it is after the event.
  flushSync(() => {
    for (const read of readers) read();
  });
}
