import type * as z from 'zod/mini';
import { object } from './containers';
import { pendingCounts } from './pending';

/** What is pending for one meter on the next invoice of one subscription, in a customer state, which doesn't name the meter. */
export const customerStateSubscriptionMeterSchema: z.ZodMiniObject<typeof pendingCounts> = object(pendingCounts);
