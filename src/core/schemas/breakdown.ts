import type * as z from 'zod/mini';
import type { PortalError } from '../errors';
import { each, object } from './containers';
import { meterQuantitiesSchema } from './quantities';
import { read } from './read';
import { text } from './wire';

/** The history of a meter by the values of one metadata key, as the read-only proxy sends it. */
const meterBreakdownSchema = object({
  /** All usage. */
  total: meterQuantitiesSchema,
  /** The usage with each value, in the order of the proxy's option `breakdown`. */
  parts: each('part', object({ value: text, ...meterQuantitiesSchema.shape })),
  /** The usage with any other value, or with none. */
  other: meterQuantitiesSchema,
});

/** The history of a meter by the values of one metadata key. If nothing was left out, all parts and `other` add up to `total`. */
export interface MeterBreakdown extends z.output<typeof meterBreakdownSchema> {
  /** One error for each unreadable part or interval that was left out, with its path; empty when all were readable. */
  issues: PortalError[];
}

/**
 * Parses a breakdown of the read-only proxy.
 * @throws PortalError `invalid_data`, with the path, when `total`, `other` or the list of parts is missing. An unreadable part or
 * interval is reported in `issues` instead.
 * @internal
 */
export function parseMeterBreakdown(input: unknown): MeterBreakdown {
  const issues: PortalError[] = [];
  return { ...read('breakdown', meterBreakdownSchema, input, { onIssue: (issue) => issues.push(issue) }), issues };
}
