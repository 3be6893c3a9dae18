import type * as z from 'zod/mini';
import { object } from './containers';
import { meterCounts } from './counts';
import { meterSummarySchema } from './meterSummary';
import { read } from './read';
import { optional, text } from './wire';

const identity = { id: text };
const fields = { customerId: optional(text), meter: meterSummarySchema };

/** A customer's meter, from the customer portal API. */
export const customerMeterSchema: z.ZodMiniObject<typeof identity & typeof meterCounts & typeof fields> = object({ ...identity, ...meterCounts, ...fields });

/** A customer's meter, from the customer portal API. */
export interface CustomerCustomerMeter extends z.output<typeof customerMeterSchema> {}

/**
 * Parses a customer meter, as the portal API, an SDK of either generation, or Python writes it.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseCustomerMeter(input: unknown): CustomerCustomerMeter {
  return read('customer meter', customerMeterSchema, input);
}
