'use client';
import { useState } from 'react';
import { useBeforePaint } from './useBeforePaint';

const holders = new Map<string, Set<object>>();

/**
 * False if another widget on the page already announces the same cause, so that each cause is announced once.
 * @param cause `false`, `null` or `undefined` while the widget announces nothing.
 */
export function useIsFirst(cause: string | false | null | undefined): boolean {
  const [me] = useState(() => ({}));
  const [isFirst, setIsFirst] = useState(true);
  useBeforePaint(() => {
    if (!cause) return;
    const known = holders.get(cause) ?? new Set();
    setIsFirst(!known.size);
    holders.set(cause, known.add(me));
    return () => {
      known.delete(me);
    };
  }, [cause, me]);
  return isFirst;
}
