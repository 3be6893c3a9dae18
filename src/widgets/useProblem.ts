'use client';
import { useState } from 'react';
import { isPortalError } from '../core';

interface Asked {
  data: unknown;
  error: unknown;
  errorUpdateCount: number;
  failureReason: unknown;
}

/**
 * The last failure of a question that has never been answered. TanStack Query forgets it as soon as it asks
 * again, and with it the notice would go, and the button that was just pressed, and the focus on it.
 */
export function useProblem({ data, error, errorUpdateCount, failureReason }: Asked): unknown {
  const [last, setLast] = useState<unknown>(null);
  // Without a failure of its own it is another question, perhaps of another customer.
  const failed = errorUpdateCount > 0 ? (error ?? last) : null;
  // A server may say to wait for half an hour: that is no time for a skeleton.
  const now = data === undefined ? (failed ?? (isToldToWait(failureReason) ? failureReason : null)) : null;
  if (now !== last) setLast(now);
  return now;
}

/** Whether the next try is not soon, because the server said so. */
export function isToldToWait(failure: unknown): boolean {
  return isPortalError(failure) && failure.retryAfter !== undefined;
}
