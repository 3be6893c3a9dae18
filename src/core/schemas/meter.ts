import * as z from 'zod/mini';
import { object } from './containers';
import { instant, instantOrNull, quantity, text, textOf } from './wire';

/**
 * How units of a meter are shown. Display only; it never changes what is billed.
 * `scalar` (units), `token` (prices per 1M) or `custom` (a label and a multiplier). Newer values pass unchanged.
 */
export type MeterUnit = 'scalar' | 'token' | 'custom' | (string & {});

/** The part of a meter that a customer may see. */
export const meterSummarySchema = object({
  id: text,
  name: text,
  createdAt: z.exactOptional(instant),
  modifiedAt: instantOrNull,
});

/** The part of a meter that a customer may see: its name. */
export interface MeterSummary extends z.output<typeof meterSummarySchema> {}

/** A whole meter, as the merchant API sends it. */
export const meterSchema = object({
  ...meterSummarySchema.shape,
  unit: z.exactOptional(textOf<MeterUnit>()),
  /** What one unit is called, for `unit: 'custom'`. */
  customLabel: z.exactOptional(z.nullable(text)),
  customMultiplier: z.exactOptional(quantity),
  /** Unchanged: only the merchant's code reads it. */
  filter: z.exactOptional(z.unknown()),
  /** Unchanged. */
  aggregation: z.exactOptional(z.unknown()),
  /** Unchanged. */
  metadata: z.exactOptional(z.unknown()),
  organizationId: z.exactOptional(text),
  archivedAt: z.exactOptional(z.nullable(instant)),
});

/** A whole meter, as the merchant API sends it. */
export interface Meter extends z.output<typeof meterSchema> {}
