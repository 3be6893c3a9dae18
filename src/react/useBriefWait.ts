'use client';
import { useEffect, useState } from 'react';
import { startTimer } from '../core/timer';

/**
 * Whether to wait for something optional: true while it loads, but only for a moment, so that a slow response can't hold back
 * the rest.
 * @param canWait false if the rest is already shown, such as server-rendered HTML. Only the first render's value counts.
 * @param patience milliseconds.
 */
export function useBriefWait(isLoading: boolean, canWait: boolean, patience = 300): boolean {
  const [isPatient, setPatient] = useState(canWait);
  const isWaiting = isPatient && isLoading;
  useEffect(() => (isWaiting ? startTimer(() => setPatient(false), patience) : undefined), [isWaiting, patience]);
  return isWaiting;
}
