import type { PathStep } from '../errors';
import { type CustomerStateMeter, parseStateMeter } from './meter';
import { type CustomerStateSubscription, parseStateSubscription } from './subscription';
import { child, nullable, optional, parse, parseEach, type ParseOptions, record, text } from './wire';

/** All that Polar knows of a customer at one moment, as its state routes and webhooks tell it. */
export interface CustomerState {
  id: string;
  externalId?: string | null;
  activeMeters: CustomerStateMeter[];
  activeSubscriptions: CustomerStateSubscription[];
}

const stateHead = record<Pick<CustomerState, 'id' | 'externalId'>>({ id: text, externalId: optional(nullable(text)) });

/**
 * Reads a customer state. Personal data in it (e-mail, address, tax id) is dropped. A meter or subscription
 * that cannot be read is left out and told to `onIssue`; its siblings stay.
 * @throws PortalError `invalid_data`, with the path, when the state itself cannot be read.
 */
export function parseCustomerState(input: unknown, options: ParseOptions = {}): CustomerState {
  const onIssue = options.onIssue ?? (() => {});
  const subscriptionOptions = { onIssue };
  const [meters, metersAt] = child(input, 'activeMeters', []);
  const [subscriptions, subscriptionsAt] = child(input, 'activeSubscriptions', []);
  return {
    ...parse('customer state', stateHead, input),
    activeMeters: parseEach(meters, metersAt, parseStateMeter, onIssue),
    activeSubscriptions: parseEach(
      subscriptions,
      subscriptionsAt,
      (item: unknown, at: readonly PathStep[]) => parseStateSubscription(item, subscriptionOptions, at),
      onIssue,
    ),
  };
}
