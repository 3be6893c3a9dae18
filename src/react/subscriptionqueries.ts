import { type AmountDueOn, amountDueOf, type SubscriptionList } from '../core';
import { subscriptionListQuery } from './queries';

/** Questions about subscriptions, as TanStack Query options. */
export const subscriptionQueries = {
  /** All that match: `{ items, pagination, issues }`. */
  list: subscriptionListQuery,
};

/** What subscriptions are due, of a list of them. A module constant, so that TanStack Query can remember its result. */
export function selectAmountsDue(list: SubscriptionList): AmountDueOn[] {
  return list.items.map(amountDueOf);
}
