import type * as z from 'zod/mini';
import { object } from './containers';
import { meterSummarySchema } from './meterSummary';
import { anything, instant, nullable, optional, quantity, text, textOf } from './wire';

/**
 * How units of a meter are shown. Display only; it never changes what is billed.
 * `scalar` (units), `token` (prices per 1M) or `custom` (a label and a multiplier). Newer values pass unchanged.
 */
export type MeterUnit = 'scalar' | 'token' | 'custom' | (string & {});

/** A whole meter, as the merchant API sends it. */
export const meterSchema = object({
  ...meterSummarySchema.shape,
  unit: optional(textOf<MeterUnit>()),
  /** The name of `customMultiplier` units together, such as "GB", for `unit: 'custom'`. */
  customLabel: optional(nullable(text)),
  customMultiplier: optional(quantity),
  /** Passed through unchanged: only the merchant's code reads it. */
  filter: optional(anything),
  /** Passed through unchanged. */
  aggregation: optional(anything),
  /** Passed through unchanged. */
  metadata: optional(anything),
  organizationId: optional(text),
  archivedAt: optional(nullable(instant)),
});

/** A whole meter, as the merchant API sends it. */
export interface Meter extends z.output<typeof meterSchema> {}
