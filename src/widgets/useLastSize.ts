'use client';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { recallSize, rememberSize } from './sizes';
import { useBeforePaint } from './useBeforePaint';

interface LastSize {
  /** For the element whose size is remembered. */
  frame: RefObject<HTMLDivElement | null>;
  /** While loading: how many rows the list had the last time; `undefined` if that is unknown. */
  lastRows: number | undefined;
}

/** The widgets on the page. Several of one kind have a name each. */
const names = new Set<string>();

/**
 * While a widget loads, gives its frame the height that it had the last time for this customer in this tab, so that nothing
 * below it moves when the data arrives.
 * @param label the kind of widget, in the language of its words.
 * @param rows the rows of its list.
 */
export function useLastSize(label: string, { status, isStale }: Pick<ListState, 'status' | 'isStale'>, rows: number): LastSize {
  const { scope } = usePortal();
  const frame = useRef<HTMLDivElement>(null);
  const name = useRef('');
  const isTouched = useRef(false);
  const [lastRows, setLastRows] = useState<number>();
  const isLoading = status === 'loading';
  const isShown = !isStale && (status === 'ready' || status === 'empty');

  useBeforePaint(() => {
    const element = frame.current;
    if (!element) return undefined;
    const own = (name.current = freeName(label, scope));
    names.add(own);
    if (isLoading) {
      const last = recallSize(own);
      setLastRows(last?.rows);
      // At another width, lines break elsewhere: only the number of rows helps.
      if (last && Math.abs(last.width - element.offsetWidth) <= 1) {
        element.style.blockSize = `${last.height}px`;
        element.style.overflow = 'clip';
      }
    }
    return () => {
      names.delete(own);
      element.style.blockSize = element.style.overflow = '';
    };
  }, [isLoading, label, scope]);

  useEffect(() => {
    const element = frame.current;
    // What the customer has unfolded, searched or extended isn't there on the next page.
    if (!element || !isShown || isTouched.current || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      if (element.offsetHeight > 0) rememberSize(name.current, { rows, width: element.offsetWidth, height: element.getBoundingClientRect().height });
    });
    const stop = () => {
      isTouched.current = true;
      observer.disconnect();
    };
    observer.observe(element);
    element.addEventListener('pointerdown', stop);
    element.addEventListener('keydown', stop);
    return () => {
      observer.disconnect();
      element.removeEventListener('pointerdown', stop);
      element.removeEventListener('keydown', stop);
    };
  }, [isShown, rows]);

  return { frame, lastRows: isLoading ? lastRows : undefined };
}

/** A name that no other widget on the page has. */
function freeName(label: string, scope: string): string {
  for (let place = 0; ; place += 1) {
    const name = `${label} ${place} ${scope}`;
    if (!names.has(name)) return name;
  }
}
