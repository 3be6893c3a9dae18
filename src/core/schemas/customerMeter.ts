import type * as z from 'zod/mini';
import { object } from './containers';
import { meterCounts } from './counts';
import { meterSummarySchema } from './meterSummary';
import { read } from './read';
import { optional, text } from './wire';

type Identity = { id: typeof text };
type Fields = { customerId: z.ZodMiniExactOptional<typeof text>; meter: typeof meterSummarySchema };

/** A customer's meter, from the customer portal API. */
export const customerMeterSchema: z.ZodMiniObject<Identity & typeof meterCounts & Fields> = object({ id: text, ...meterCounts, customerId: optional(text), meter: meterSummarySchema });

/** A customer's meter, from the customer portal API. */
export interface CustomerCustomerMeter extends z.output<typeof customerMeterSchema> {}

/**
 * Parses a customer meter, as the portal API, an SDK of either generation, or Python writes it.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseCustomerMeter(input: unknown): CustomerCustomerMeter {
  return read('customer meter', customerMeterSchema, input);
}
