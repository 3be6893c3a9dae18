'use client';
import { useEffect, useLayoutEffect, useState } from 'react';

const holders = new Map<string, Set<object>>();
// On a server React 18 warns about useLayoutEffect.
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** False if another widget on the page already announces the same cause, so that each cause is announced once. */
export function useIsFirst(cause: string | undefined): boolean {
  const [me] = useState(() => ({}));
  const [isFirst, setIsFirst] = useState(true);
  useBeforePaint(() => {
    if (cause === undefined) return;
    const known = holders.get(cause) ?? new Set();
    setIsFirst(known.size === 0 || known.has(me));
    holders.set(cause, known.add(me));
    return () => {
      known.delete(me);
    };
  }, [cause, me]);
  return isFirst;
}
