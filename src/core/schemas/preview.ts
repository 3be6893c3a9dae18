import type * as z from 'zod/mini';
import { list, object } from './containers';
import { read } from './read';
import { optional, quantity, text } from './wire';

const prorationSchema = object({
  label: text,
  /** Minor units, negative for a refund; `null` when unknown. */
  amount: quantity,
});

const amount = optional(quantity);

/**
 * Polar's own forecast of the next charge. The route is private, so everything must work without it. All amounts are
 * minor units of the subscription's currency; `null` when unknown.
 */
export const chargePreviewSchema = object({
  baseAmount: amount,
  meteredAmount: amount,
  prorationAmount: amount,
  /** One unreadable proration makes the preview unreadable: without it the charge would be wrong. */
  prorations: list(prorationSchema),
  subtotalAmount: amount,
  discountAmount: amount,
  netAmount: amount,
  taxAmount: amount,
  /** Before the customer's balance. */
  totalAmount: amount,
  /** Negative when the customer's balance pays, positive when the charge clears a debt. */
  appliedBalanceAmount: amount,
  /** The amount charged: the total plus the applied balance, at least 0. */
  dueAmount: amount,
});

/** Polar's own forecast of the next charge. All amounts are minor units of the subscription's currency; `null` when unknown. */
export interface ChargePreview extends z.output<typeof chargePreviewSchema> {}

/**
 * Parses a charge preview.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseChargePreview(input: unknown): ChargePreview {
  return read('charge preview', chargePreviewSchema, input);
}
