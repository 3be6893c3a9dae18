'use client';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { addUse, type PendingUse, settleUse } from '../core/overlay';
import { useMeters } from './useMeters';
import { usePortal } from './PortalProvider';

/** Usage of a meter that Polar's numbers don't include yet. */
export interface PendingUsage {
  /** Units added since the meter's numbers last changed; 0 if none. Mark numbers that include them as approximate. */
  units: number;
  /**
   * Call it as soon as your customer has used some units. Ignores anything but a positive number, and all usage from before the
   * meter's numbers were first loaded or last changed, because they may include it.
   * @param usedAt when they were used. Default: now.
   */
  add: (units: number, usedAt?: Date) => void;
}

interface Overlay {
  uses: Map<string, PendingUse>;
  readers: Set<() => void>;
}

const overlays = new WeakMap<QueryClient, Overlay>();

/**
 * Usage that your page knows of before Polar counts it, such as the latest message in a chat. All uses of the hook on a page
 * share it; `UsageInline` shows it. It is dropped when the meter's numbers change, because they may then include it, and nothing
 * must be counted twice. It is also dropped with the first response that comes more than ten minutes after the latest use. Only
 * for meters that add up units.
 */
export function usePending(meterId: string): PendingUsage {
  const { queryClient, scope } = usePortal();
  const meters = useMeters({ all: true });
  const meter = meters.data?.items.find((one) => one.meterId === meterId);
  const basis = meter && JSON.stringify([meter.consumedUnits, meter.creditedUnits, meter.balance]);
  const readAt = meters.dataUpdatedAt;
  const overlay = useMemo(() => overlayOf(queryClient), [queryClient]);
  const key = JSON.stringify([scope, meterId]);

  const change = useCallback((next: (known: PendingUse | undefined) => PendingUse | undefined) => {
    const before = overlay.uses.get(key);
    const after = next(before);
    if (after === undefined || after === before) return;
    overlay.uses.set(key, after);
    for (const read of overlay.readers) read();
  }, [overlay, key]);

  // Runs after each response, because even unchanged numbers end the wait after a while.
  useEffect(() => {
    if (basis !== undefined) change((known) => settleUse(known, basis, readAt));
  }, [change, basis, readAt]);

  const subscribe = useCallback((read: () => void) => {
    overlay.readers.add(read);
    return () => void overlay.readers.delete(read);
  }, [overlay]);
  const use = useSyncExternalStore(subscribe, () => overlay.uses.get(key), () => undefined);
  const add = useCallback((units: number, usedAt: Date = new Date()) => change((known) => known && addUse(known, units, usedAt.getTime())), [change]);
  // Until the effect has run, the numbers may be newer than the overlay.
  return { units: use !== undefined && use.basis === basis ? use.units : 0, add };
}

function overlayOf(client: QueryClient): Overlay {
  const overlay = overlays.get(client) ?? { uses: new Map<string, PendingUse>(), readers: new Set<() => void>() };
  overlays.set(client, overlay);
  return overlay;
}
