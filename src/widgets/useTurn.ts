'use client';
import { type RefObject, useEffect, useState } from 'react';
import { startTimer } from '../core/timer';
import { useBeforePaint } from './useBeforePaint';
import { useIsFromServer } from './useIsFromServer';

/** The frames of the widgets that load and whose height isn't known. */
const growing = new Set<Element>();
/** Called when a frame has left `growing`. */
const checks = new Set<() => void>();
/** Milliseconds for which loaded data waits at most. */
const patience = 2000;

/**
 * Whether a widget has to wait for its turn: while a widget of unknown height loads above, whatever is drawn below would
 * move. The space of the waiting widget stays reserved. Server-rendered widgets don't wait, because customers see them already.
 * @param isGrowing whether widgets below have to wait for this one.
 */
export function useTurn(frame: RefObject<HTMLElement | null>, isLoading: boolean, isGrowing: boolean): boolean {
  const isFromServer = useIsFromServer();
  const [above, setAbove] = useState<readonly Element[]>(none);
  const isWaiting = above.length > 0;

  useBeforePaint(() => {
    const element = frame.current;
    const others = [...growing].filter((other) => other !== element);
    // Measuring makes the browser lay out the page at once, which a widget that is alone doesn't need.
    if (!isLoading || isFromServer || !element || !others.length) return;
    const { left, right, top } = element.getBoundingClientRect();
    setAbove(others.filter((other) => {
      const box = other.getBoundingClientRect();
      return box.height > 0 && box.bottom <= top && box.left < right && box.right > left;
    }));
  }, [frame, isLoading, isFromServer]);

  useBeforePaint(() => {
    const element = frame.current;
    if (!isGrowing || !element) return undefined;
    growing.add(element);
    return () => {
      growing.delete(element);
      for (const check of checks) check();
    };
  }, [frame, isGrowing]);

  useBeforePaint(() => {
    if (!isWaiting) return undefined;
    const check = () => setAbove((before) => before.filter((other) => growing.has(other)));
    checks.add(check);
    check();
    return () => void checks.delete(check);
  }, [isWaiting]);

  useEffect(() => (isWaiting && !isLoading ? startTimer(() => setAbove(none), patience) : undefined), [isWaiting, isLoading]);

  return isWaiting;
}

const none: readonly Element[] = [];
