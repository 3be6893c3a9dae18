'use client';
import type { ForwardRefExoticComponent, ReactNode, RefAttributes } from 'react';
import type { UsageModel } from './meter';
import { type MeterDrawingProps, meterDrawing } from './meterDrawing';
import { UsageName, UsageStatus, UsageValue } from './labels';

export interface UsageNumberProps extends MeterDrawingProps {}

export const numberClass = 'mf-number';

/** Draws the parts of a `UsageNumber`. */
export function drawNumber(usage: UsageModel): ReactNode {
  return (
    <>
      {/* A meter without a figure, such as a counter in percent, shows its status instead. */}
      {usage.value === '' ? <UsageStatus usage={usage} aria-hidden="true" /> : <UsageValue usage={usage} aria-hidden="true" />}
      <UsageName usage={usage} aria-hidden="true" />
    </>
  );
}

/**
 * The usage of one meter as a single large figure: what is left or what it costs, and below it the meter's name.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence in place of the parts.
 */
export const UsageNumber: ForwardRefExoticComponent<UsageNumberProps & RefAttributes<HTMLDivElement>> = meterDrawing(numberClass, drawNumber);
