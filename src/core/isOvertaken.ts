import { exactAmount, negateAmount, sumAmounts } from './amounts';
import type { ChargePreview } from './schemas/preview';
import type { CustomerSubscription } from './schemas/subscription';

/**
 * Whether a preview counts other usage than the subscription: it changed between their requests. Otherwise Polar's `metered_amount` is
 * the sum of the meters, unless another plan is pending. Source: `_compute_charge_preview` of Polar's `subscription/service.py`.
 * @internal
 */
export function isOvertaken({ meters, pendingUpdate, incomplete }: CustomerSubscription, preview: ChargePreview | null): boolean {
  const rest = sumAmounts([exactAmount(preview?.meteredAmount), ...meters.map(({ amount }) => negateAmount(exactAmount(amount)))]);
  return !!rest && !incomplete && !pendingUpdate;
}
