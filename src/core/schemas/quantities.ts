import type * as z from 'zod/mini';
import type { PortalError } from '../errors';
import { each, object } from './containers';
import { read } from './read';
import { instant, quantity, quantityOrNull } from './wire';

const meterQuantitySchema = object({
  /** When the interval begins. */
  timestamp: instant,
  /** Units; `null` when unknown. */
  quantity,
});

/** The history of a meter, from `/v1/meters/{id}/quantities`. */
export const meterQuantitiesSchema = object({
  /** Interval after interval, the earliest first, each once. */
  quantities: each('quantity', meterQuantitySchema, { arrange: inOrder }),
  /** Units of the whole range, but of all time for a meter that counts distinct values or averages; `null` when unknown, as on older servers. */
  total: quantityOrNull,
});

/** The usage of a meter in one interval. */
export interface MeterQuantity extends z.output<typeof meterQuantitySchema> {}

/** The history of a meter, from `/v1/meters/{id}/quantities`. */
export interface MeterQuantities extends z.output<typeof meterQuantitiesSchema> {
  /** One error for each unreadable interval that was left out, with its path; empty when all were readable. */
  issues: PortalError[];
}

/**
 * Parses a meter's history.
 * @throws PortalError `invalid_data`, with the path, when there is no list at all. An unreadable interval is reported in `issues` instead.
 */
export function parseMeterQuantities(input: unknown): MeterQuantities {
  const issues: PortalError[] = [];
  return { ...read('history', meterQuantitiesSchema, input, { onIssue: (issue) => issues.push(issue) }), issues };
}

/** If an interval is listed twice, the later entry counts. */
function inOrder(quantities: readonly MeterQuantity[]): MeterQuantity[] {
  const byTime = new Map(quantities.map((one) => [one.timestamp.getTime(), one]));
  return [...byTime.values()].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
}
