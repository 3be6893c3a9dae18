import * as z from 'zod/mini';
import { object } from './containers';
import { type Meter, meterSchema, meterSummarySchema } from './meter';
import { read } from './read';
import { instant, instantOrNull, quantity, text } from './wire';

/** What is pending for one meter on the next invoice of one subscription, in a customer state. */
export const customerStateSubscriptionMeterSchema = object({
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  /** Units so far in this period; `null` when unknown. */
  consumedUnits: quantity,
  /** Units so far in this period; `null` when unknown. */
  creditedUnits: quantity,
  /** Minor units of the subscription's currency, before discount and tax; `null` when unknown. */
  amount: quantity,
  meterId: text,
});

/** The same on a subscription of the customer portal API, with the meter's name. */
export const customerSubscriptionMeterSchema = object({ ...customerStateSubscriptionMeterSchema.shape, meter: meterSummarySchema });

/** The same from any API: `meter` may be whole (merchant API), a name (portal) or absent (customer state). */
export const subscriptionMeterSchema = object({ ...customerStateSubscriptionMeterSchema.shape, meter: z.exactOptional(meterSchema) });

/** What is pending for one meter on the next invoice of one subscription, in a customer state. */
export interface CustomerStateSubscriptionMeter extends z.output<typeof customerStateSubscriptionMeterSchema> {}

/** The same on a subscription of the customer portal API, with the meter's name. */
export interface CustomerSubscriptionMeter extends z.output<typeof customerSubscriptionMeterSchema> {}

/** The same from the merchant API, with the whole meter. */
export interface SubscriptionMeter extends z.output<typeof subscriptionMeterSchema> {
  meter: Meter;
}

/**
 * Parses a meter of a subscription. Its `meter` may be whole, a name or absent, and the result has the same.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseSubscriptionMeter(input: unknown): z.output<typeof subscriptionMeterSchema> {
  return read('subscription meter', subscriptionMeterSchema, input);
}
