'use client';
import { type MeterDrawingProps, meterDrawing } from './meterDrawing';
import { UsageName, UsageValue } from './parts';

export interface UsageNumberProps extends MeterDrawingProps {}

/**
 * The usage of one meter as a single large figure: what is left or what it costs, and below it the meter's name.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence in place of the parts.
 */
export const UsageNumber = meterDrawing('mf-number', (usage) => (
  <>
    <UsageValue usage={usage} aria-hidden="true" />
    <UsageName usage={usage} aria-hidden="true" />
  </>
));
