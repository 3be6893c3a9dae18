import type * as z from 'zod/mini';
import { each, object } from './containers';
import { customerStateMeterSchema } from './customerStateMeter';
import { customerStateSubscriptionSchema } from './customerStateSubscription';
import { type ParseOptions, read } from './read';
import { nullable, optional, text } from './wire';

/** A customer's active meters and subscriptions at one moment, from Polar's state routes and webhooks. Personal data is dropped. */
export const customerStateSchema = object({
  id: text,
  externalId: optional(nullable(text)),
  activeMeters: each('state meter', customerStateMeterSchema),
  activeSubscriptions: each('subscription', customerStateSubscriptionSchema),
});

/** A customer's active meters and subscriptions at one moment, from Polar's state routes and webhooks. */
export interface CustomerState extends z.output<typeof customerStateSchema> {}

/**
 * Parses a customer state. Personal data in it (email, address, tax id) is dropped. An unreadable meter or subscription
 * is left out and reported to `onIssue`; the others stay.
 * @throws PortalError `invalid_data`, with the path, when the state itself is unreadable.
 */
export function parseCustomerState(input: unknown, options?: ParseOptions): CustomerState {
  return read('customer state', customerStateSchema, input, options);
}
