import type * as z from 'zod/mini';
import { each, object } from './containers';
import { customerStateSubscriptionMeterSchema } from './customerStateSubscriptionMeter';
import { subscriptionFields } from './subscriptionFields';
import { mark } from './wire';

const fields = {
  meters: each('subscription meter', customerStateSubscriptionMeterSchema),
  /** Set only when an unreadable meter was left out: what this subscription charges is then unknown. */
  incomplete: mark((output, payload) => (output['meters'] as unknown[] | undefined)?.length !== (payload['meters'] as unknown[] | undefined)?.length),
};

/** A subscription in a customer state: no product name, no prices. */
export const customerStateSubscriptionSchema: z.ZodMiniObject<typeof subscriptionFields & typeof fields> = object({ ...subscriptionFields, ...fields });

/** A subscription in a customer state: no product name, no prices. */
export interface CustomerStateSubscription extends z.output<typeof customerStateSubscriptionSchema> {}
