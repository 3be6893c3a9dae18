import type { ReactNode } from 'react';
import * as meterface from '../../src';
import { parseSubscription } from '../../src/core';
import { wireSubscription } from '../../src/testing';
import { Code } from './Code';
import { Signed } from './Live';

const unknownSubscription = parseSubscription(wireSubscription());

type Hook = () => unknown;

/** What each hook returns for a customer of the demo. */
const hooks: Readonly<Record<string, Hook>> = {
  useUsage: () => meterface.useUsage(),
  useBills: () => meterface.useBills(),
  useCredits: () => meterface.useCredits(),
  useBalance: () => meterface.useBalance({ name: 'Image credits' }),
  useMeter: () => meterface.useMeter({ meterId: useFirstMeter() }),
  useMeters: () => meterface.useMeters(),
  useSubscriptions: () => meterface.useSubscriptions(),
  useAmountDue: () => meterface.useAmountDue(),
  useBill: () => meterface.useBill(meterface.useSubscriptions().data?.items[0]?.id ?? ''),
  useChargePreview: () => meterface.useChargePreview(meterface.useSubscriptions().data?.items[0] ?? unknownSubscription),
  useCreditGrants: () => meterface.useCreditGrants(),
  useOrders: () => meterface.useOrders(),
  useWallets: () => meterface.useWallets(),
  useUsageHistory: () =>
    meterface.useUsageHistory({ meterId: useFirstMeter() }, { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z'), interval: 'day' }),
  useExpectChange: () => meterface.useExpectChange(),
  usePortal: () => meterface.usePortal(),
  useLocalization: () => meterface.useLocalization(),
};

function useFirstMeter(): string {
  return meterface.useMeters().data?.items[0]?.meterId ?? '';
}

/** What a hook returns right now, for the customer Ada of the demo. */
export function HookResult({ name }: { name: string }): ReactNode {
  const hook = hooks[name];
  if (hook === undefined) return null;
  return (
    <>
      <h2 id="live">What it returns for a customer of the demo</h2>
      <Signed>
        <Result hook={hook} />
      </Signed>
    </>
  );
}

function Result({ hook }: { hook: Hook }): ReactNode {
  const result = hook();
  return <Code language="json" code={JSON.stringify(shortened(result, 0), null, 2)} />;
}

const shown = new Set(['data', 'error', 'status', 'isPending', 'isFetching', 'isStale']);

/** The first items of lists and the first levels of objects, without functions. A query's many flags are left out. */
function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'function') return '(function)';
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) {
    const items = value.slice(0, depth > 2 ? 0 : 1).map((item) => shortened(item, depth + 1));
    return value.length > items.length ? [...items, `… ${value.length - items.length} more`] : items;
  }
  if (depth > 3) return '{…}';
  const isQuery = 'fetchStatus' in value && 'refetch' in value;
  const entries = Object.entries(value).filter(([key, part]) => (isQuery ? shown.has(key) : typeof part !== 'function' && !/source|queryClient|messages/.test(key)));
  return Object.fromEntries(entries.map(([key, part]) => [key, shortened(part, depth + 1)]));
}
