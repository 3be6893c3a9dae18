import type * as z from 'zod/mini';
import { object } from './containers';
import { meterSummarySchema } from './meterSummary';
import { pendingCounts } from './pending';

const fields = { meter: meterSummarySchema };

/** What is pending for one meter of a subscription of the customer portal API, with the meter's name. */
export const customerSubscriptionMeterSchema: z.ZodMiniObject<typeof pendingCounts & typeof fields> = object({ ...pendingCounts, ...fields });

/** What is pending for one meter of a subscription of the customer portal API, with the meter's name. */
export interface CustomerSubscriptionMeter extends z.output<typeof customerSubscriptionMeterSchema> {}
