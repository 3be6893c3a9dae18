import type * as z from 'zod/mini';
import { object } from './containers';
import { meterSummarySchema } from './meterSummary';
import { pendingCounts } from './pending';

type Fields = { meter: typeof meterSummarySchema };

/** What is pending for one meter of a subscription of the customer portal API, with the meter's name. */
export const customerSubscriptionMeterSchema: z.ZodMiniObject<typeof pendingCounts & Fields> = object({ ...pendingCounts, meter: meterSummarySchema });

/** What is pending for one meter of a subscription of the customer portal API, with the meter's name. */
export interface CustomerSubscriptionMeter extends z.output<typeof customerSubscriptionMeterSchema> {}
