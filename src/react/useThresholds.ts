'use client';
import { useEffect, useRef } from 'react';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import { thresholdRecord, thresholdStep } from '../core/thresholds';
import { type MeterUsage, nearFrom } from '../core/usage';
import { runClaim } from './claims';
import { marks } from './marks';
import { usePortal } from './PortalProvider';
import { useUsage, type UseUsageOptions } from './useUsage';

/** What `onThreshold` receives: a meter that has reached a level. */
export interface ThresholdEvent {
  /** The meter that has reached it. */
  meter: CustomerCustomerMeter;
  /** The threshold: a share of the credits. */
  level: number;
  /** What the meter's numbers mean. */
  usage: MeterUsage;
}

/** Which levels to report, and what to call. */
export interface UseThresholdsOptions extends UseUsageOptions {
  /** Shares of the credits: 0.8 for 80 %. Default: 0.8 and 1. */
  thresholds?: readonly number[] | undefined;
  /** Called once for each meter, threshold and period: in one tab only, and not again after a reload. */
  onThreshold: (event: ThresholdEvent) => void;
  /** Tells apart several uses of the hook, each with calls of its own. */
  name?: string | undefined;
}

const usual = [nearFrom, 1];

/**
 * Calls back when the usage of a meter reaches a share of its credits, once in each period. A meter without a period
 * reaches a level again after its usage has fallen 5 % of the credits below it, as after a purchase.
 *
 * If a tab closes in that moment, another one calls. The browser stores that it was called, as a salted hash that expires with the period; where storage is blocked, this lasts
 * as long as the page. Waits while subscriptions are unknown, because they have the periods.
 */
export function useThresholds({ thresholds = usual, onThreshold, name = '', ...options }: UseThresholdsOptions): void {
  const { scope } = usePortal();
  const { meters, datesAsOf } = useUsage(options);
  const latest = useRef(onThreshold);
  const levels = JSON.stringify(thresholds);
  useEffect(() => {
    latest.current = onThreshold;
  }, [onThreshold]);
  useEffect(() => {
    for (const { meter, usage, period, terms } of meters) {
      // Without subscriptions the terms are unknown, and so is the period.
      if (terms === undefined) continue;
      const reading = { ratio: usage.ratio, period, now: datesAsOf };
      for (const level of JSON.parse(levels) as number[]) {
        const mark = JSON.stringify([scope, name, meter.meterId, level]);
        const step = thresholdStep(marks.read(mark), level, reading);
        if (step === 'left') marks.remove(mark);
        if (step !== 'reached') continue;
        void runClaim({
          name: mark,
          record: thresholdRecord(reading),
          isNeeded: (known) => thresholdStep(known, level, reading) === 'reached',
          run: () => latest.current({ meter, level, usage }),
        });
      }
    }
  }, [meters, datesAsOf, levels, scope, name]);
}
