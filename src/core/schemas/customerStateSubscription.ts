import type * as z from 'zod/mini';
import { each, object } from './containers';
import { customerStateSubscriptionMeterSchema } from './customerStateSubscriptionMeter';
import { subscriptionFields } from './subscriptionFields';

const fields = { meters: each('subscription meter', customerStateSubscriptionMeterSchema) };

/** A subscription in a customer state: no product name, no prices. */
export const customerStateSubscriptionSchema: z.ZodMiniObject<typeof subscriptionFields & typeof fields> = object({ ...subscriptionFields, ...fields });

/** A subscription in a customer state: no product name, no prices. */
export interface CustomerStateSubscription extends z.output<typeof customerStateSubscriptionSchema> {}
