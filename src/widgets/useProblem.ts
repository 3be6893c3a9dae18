'use client';
import { useState } from 'react';

/**
 * The last failure of a question that has never been answered. TanStack Query forgets it as soon as it asks
 * again, and with it the notice would go, and the button that was just pressed, and the focus on it.
 */
export function useProblem({ data, error, errorUpdateCount }: { data: unknown; error: unknown; errorUpdateCount: number }): unknown {
  const [last, setLast] = useState<unknown>(null);
  // Without a failure of its own it is another question, perhaps of another customer.
  const now = data === undefined && errorUpdateCount > 0 ? (error ?? last) : null;
  if (now !== last) setLast(now);
  return now;
}
