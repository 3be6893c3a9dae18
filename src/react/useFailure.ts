'use client';
import { useState } from 'react';
import { isPortalError } from '../core/errors';

/** The parts of a TanStack result that say why it has no data. */
interface FailingQuery {
  data: unknown;
  error: unknown;
  errorUpdateCount: number;
  failureReason: unknown;
}

/**
 * Why a query has no data yet; `null` once it has data, and during the first load unless the server said when to request again. TanStack Query resets
 * `error` when a retry starts. This keeps it until the retry has ended, so that the notice stays, and the focus on its button.
 */
export function useFailure({ data, error, errorUpdateCount, failureReason }: FailingQuery): unknown {
  const [last, setLast] = useState<unknown>(null);
  // A count of 0 means that this query never failed: `last` is from another query, perhaps another customer's.
  const failed = errorUpdateCount ? (error ?? last) : null;
  // A Retry-After may be half an hour, too long for a skeleton.
  const failure = data === undefined ? (failed ?? (isDeferred(failureReason) ? failureReason : null)) : null;
  if (failure !== last) setLast(failure);
  return failure;
}

/** True if the server said when to retry, so that the next attempt may be far away. */
export function isDeferred(failure: unknown): boolean {
  return isPortalError(failure) && failure.retryAfter !== undefined;
}
