import { type ReactNode, useState } from 'react';
import * as meterface from '../../src';
import { compareOffers, parsePrice, parseSubscription } from '../../src/core';
import { wirePriceFixed, wirePriceMeteredUnit, wireSubscription } from '../../src/testing';
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
  useMonthsOfUse: () => meterface.useMonthsOfUse([useFirstMeter()]),
  usePending: () => meterface.usePending(useFirstMeter()),
  useExpectChange: () => meterface.useExpectChange(),
  usePortal: () => meterface.usePortal(),
  useLocalization: () => meterface.useLocalization(),
};

function useFirstMeter(): string {
  return meterface.useMeters().data?.items[0]?.meterId ?? '';
}

/** What else a hook's page shows live. */
const demos: Readonly<Record<string, () => ReactNode>> = { useMonthsOfUse: Offered, usePending: Added, useThresholds: Reached };

/** What a hook returns or does right now, for the customer Ada of the demo. */
export function HookResult({ name }: { name: string }): ReactNode {
  const hook = hooks[name];
  const Demo = demos[name];
  return (
    <Signed through="proxy">
      {hook !== undefined && (
        <>
          <h2 id="live">What it returns for a customer of the demo</h2>
          <Result hook={hook} />
        </>
      )}
      {Demo !== undefined && <Demo />}
    </Signed>
  );
}

function Result({ hook }: { hook: Hook }): ReactNode {
  return <Json value={shortened(hook(), 0)} />;
}

function Json({ value }: { value: unknown }): ReactNode {
  return <div className="book-live"><Code language="json" code={JSON.stringify(value, null, 2)} /></div>;
}

/** Three plans for the first meter, compared over the months that the hook returns. */
function Offered(): ReactNode {
  const meterId = useFirstMeter();
  const { months } = meterface.useMonthsOfUse([meterId]);
  const metered = (unit_amount: string) => parsePrice(wirePriceMeteredUnit({ unit_amount, meter_id: meterId }));
  const fixed = (price_amount: number) => parsePrice(wirePriceFixed({ price_amount }));
  const sums = compareOffers(months, [
    { id: 'pay', name: 'Pay as you go', currency: 'usd', prices: [metered('2')] },
    { id: 'pro', name: 'Pro', currency: 'usd', prices: [fixed(2000), metered('1')], credits: { [meterId]: 500 } },
    { id: 'solo', name: 'Solo', currency: 'usd', prices: [fixed(500)], credits: { [meterId]: 100 } },
  ]);
  return (
    <>
      <h2 id="compared">What compareOffers() makes of it</h2>
      <p>For three plans, in cents for each month. The plan Solo has no price for units beyond its credits, so its sum can be unknown.</p>
      <Json value={sums.map(({ offer: { name }, amounts, total, reason }) => ({ offer: { name, '…': '' }, amounts, total, reason }))} />
    </>
  );
}

/** Adds units before Polar counts them. */
function Added(): ReactNode {
  const meterId = useFirstMeter();
  const { add } = meterface.usePending(meterId);
  return (
    <div className="book-card book-row" data-theme="light">
      <meterface.UsageInline meterId={meterId} />
      <button type="button" onClick={() => add(3)}>Use 3 more units</button>
    </div>
  );
}

/** The calls of `onThreshold`, since the page was opened. */
function Reached(): ReactNode {
  const [events, setEvents] = useState<readonly meterface.ThresholdEvent[]>([]);
  // The browser remembers calls, so each visit of this page needs a name of its own.
  const [name] = useState(() => String(performance.timeOrigin));
  meterface.useThresholds({ name, thresholds: [0.5, 0.8, 1], onThreshold: (event) => setEvents((before) => [...before, event]) });
  return (
    <>
      <h2 id="live">What <code>onThreshold</code> receives for a customer of the demo</h2>
      <p>With thresholds of 50%, 80% and 100%, since you opened this page:</p>
      <Json value={events.map(({ meter, level, usage }) => ({ meter: { meter: { name: meter.meter.name }, '…': '' }, level, usage: { consumed: usage.consumed, credited: usage.credited, '…': '' } }))} />
    </>
  );
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
