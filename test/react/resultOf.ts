import { renderHook, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { type Polar, within } from './polar';

/** Renders a hook for a customer, and returns its result once it is no longer pending. */
export async function resultOf<T extends { isPending: boolean }>(polar: Polar, customer: string, hook: () => T): Promise<T> {
  const { result } = renderHook(hook, { wrapper: within({ source: polar.source(customer), scope: customer }) });
  await waitFor(() => expect(result.current.isPending).toBe(false));
  return result.current;
}
