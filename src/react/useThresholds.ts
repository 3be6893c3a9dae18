'use client';
import { useEffect, useRef } from 'react';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import { leftRecord, type ThresholdRecord, thresholdRecord, thresholdStep } from '../core/thresholds';
import { type MeterUsage, nearFrom } from '../core/usage';
import { runClaim } from './claims';
import { marks } from './marks';
import { usePortal } from './PortalProvider';
import { useCreditGrants } from './useCreditGrants';
import { useUsage, type UseUsageOptions } from './useUsage';

/** What `onThreshold` receives: a meter that has reached a threshold. */
export interface ThresholdEvent {
  /** The meter that has reached it. */
  meter: CustomerCustomerMeter;
  /** The threshold: a share of the credits, or of the customer's own budget. */
  level: number;
  /** What the meter's numbers mean. */
  usage: MeterUsage;
  /** The budget, in units; `undefined` without the option `budget`. */
  budget?: number | undefined;
}

/** Which thresholds to report, and what to call. */
export interface UseThresholdsOptions extends UseUsageOptions {
  /** Shares of the credits: 0.8 for 80%. Default: 0.8 and 1. */
  thresholds?: readonly number[] | undefined;
  /**
   * The customer's own budgets, in units by meter id, as `UsageBudget` takes them. Thresholds are then shares of these, and meters
   * without a budget are left out. A budget can be reached again after it has changed.
   */
  budget?: Readonly<Record<string, number>> | undefined;
  /** Called once for each meter, threshold and period: in one tab only, and not again after a reload. */
  onThreshold: (event: ThresholdEvent) => void;
  /** Each name gets its own calls. Of several uses of the hook with the same name, or without one, only one makes each call. */
  name?: string | undefined;
}

/**
 * Calls back when the usage of a meter reaches a share of its credits, once in each period. A meter without a period
 * reaches a threshold again after its usage has dropped below the threshold by 5% of the credits, for example after a purchase. The same
 * applies if a new period starts before the last one ends, as with an upgrade. For up to three hours after a period has started, Polar
 * may not have reset the meter: no call is made before it has.
 *
 * If the tab that makes the call closes, another makes it. The browser stores a salted hash of the call, which expires with the period;
 * without storage, each tab makes the call, and makes it again after a reload. Waits while subscriptions are unknown or credit grants load, because they say which period counts.
 */
export function useThresholds(options: UseThresholdsOptions): void {
  const { scope } = usePortal();
  const { meters, datesAsOf } = useUsage(options);
  // Until grants have loaded, a period may be unknown, and so may whether it has just started.
  const { isLoading } = useCreditGrants();
  /** Has the scope as long as the component is on the page. */
  const latest = useRef<UseThresholdsOptions & { scope?: string }>(options);
  // Only compared: what Prototype.js adds to arrays makes it a text that can't be parsed.
  const settings = JSON.stringify([options.thresholds, options.name, options.budget]);
  useEffect(() => {
    latest.current = { ...options, scope };
    return () => {
      latest.current = options;
    };
  });
  useEffect(() => {
    const { thresholds, name, budget } = latest.current;
    for (const { meter, usage, period, terms } of meters) {
      const { consumedUnits, meterId } = meter;
      const units = budget?.[meterId];
      // Without subscriptions the terms are unknown, and so is the period.
      if (isLoading || !terms || (budget && !((units as number) > 0))) continue;
      const reading = { ratio: units ? consumedUnits && consumedUnits / units : usage.ratio, period, now: datesAsOf, changedAt: meter.modifiedAt };
      for (const level of thresholds ?? [nearFrom, 1]) {
        const mark = JSON.stringify([scope, name, meterId, level, units]);
        const stepFrom = (known: ThresholdRecord | undefined) => thresholdStep(known, level, reading);
        const step = stepFrom(marks.read(mark));
        if (step === 'left') marks.write(mark, leftRecord(datesAsOf));
        if (step !== 'reached') continue;
        void runClaim({
          name: mark,
          record: thresholdRecord(reading),
          // The customer may leave while tabs take turns. The page's callback is then the next customer's.
          isNeeded: (known) => latest.current.scope === scope && stepFrom(known) === step,
          run: () => latest.current.onThreshold({ meter, level, usage, budget: units }),
        });
      }
    }
    // The text stands for the options: a page may pass a new list with the same thresholds on each render.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [isLoading, meters, datesAsOf, settings, scope]);
}
