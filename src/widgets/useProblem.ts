'use client';
import { useState } from 'react';

/**
 * The last failure of a question that has never been answered. TanStack Query forgets it as soon as it asks
 * again, and with it the notice would go, and the button that was just pressed, and the focus on it.
 */
export function useProblem({ data, error }: { data: unknown; error: unknown }): unknown {
  const [last, setLast] = useState<unknown>(null);
  const now = data === undefined ? (error ?? last) : null;
  if (now !== last) setLast(now);
  return now;
}
