import type * as z from 'zod/mini';
import { object } from './containers';
import { meterCounts } from './counts';
import { read } from './read';
import { optional, text } from './wire';

const fields = { id: optional(text) };

/** A customer's meter in a customer state or webhook: it has no name, and from older servers no `id`. */
export const customerStateMeterSchema: z.ZodMiniObject<typeof fields & typeof meterCounts> = object({ ...fields, ...meterCounts });

/** A customer's meter in a customer state or webhook: it has no name, and from older servers no `id`. */
export interface CustomerStateMeter extends z.output<typeof customerStateMeterSchema> {}

/**
 * Parses a meter of a customer state.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseStateMeter(input: unknown): CustomerStateMeter {
  return read('state meter', customerStateMeterSchema, input);
}
