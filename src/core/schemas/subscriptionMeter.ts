import type * as z from 'zod/mini';
import { object } from './containers';
import { meterSchema } from './meter';
import { pendingCounts } from './pending';
import { read } from './read';
import { optional } from './wire';

const fields = { meter: optional(meterSchema) };

/** A subscription meter of any API: `meter` may be whole (merchant API), a name (portal) or absent (customer state). */
export const subscriptionMeterSchema: z.ZodMiniObject<typeof pendingCounts & typeof fields> = object({ ...pendingCounts, ...fields });

/**
 * Parses a meter of a subscription. Its `meter` may be a whole meter, only a name, or absent; the result has the same.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseSubscriptionMeter(input: unknown): z.output<typeof subscriptionMeterSchema> {
  return read('subscription meter', subscriptionMeterSchema, input);
}
