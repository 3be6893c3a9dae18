import type { CreditGrant } from './schemas/creditGrant';

/**
 * Whether a grant is in force, so that its credits count.
 * @internal
 */
export function isInForce({ isGranted, isRevoked }: CreditGrant): boolean {
  return isGranted && isRevoked !== true;
}

/**
 * Whether an order grants the credits, so that they never renew.
 * @internal
 */
export function isBought({ subscriptionId, orderId }: CreditGrant): boolean {
  return subscriptionId == null && orderId != null;
}
