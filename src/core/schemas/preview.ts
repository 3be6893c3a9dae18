import type * as z from 'zod/mini';
import { list, object } from './containers';
import { read } from './read';
import { optional, quantity, text } from './wire';

const prorationSchema = object({
  label: text,
  /** Minor units, negative for money back; `null` when unknown. */
  amount: quantity,
});

const amount = optional(quantity);

/**
 * The next charge as Polar itself expects it. This is a private part of its API, so nothing relies on it. All amounts
 * are minor units of the subscription's currency; `null` when unknown.
 */
export const chargePreviewSchema = object({
  baseAmount: amount,
  meteredAmount: amount,
  prorationAmount: amount,
  /** All or none: without one of them the charge would be wrong. */
  prorations: list(prorationSchema),
  subtotalAmount: amount,
  discountAmount: amount,
  netAmount: amount,
  taxAmount: amount,
  /** Before the customer's balance. */
  totalAmount: amount,
  /** Negative when the customer's balance pays, positive when the charge clears a debt. */
  appliedBalanceAmount: amount,
  /** The charge itself: the total and the applied balance, at least 0. */
  dueAmount: amount,
});

/** The next charge as Polar itself expects it. All amounts are minor units of the subscription's currency; `null` when unknown. */
export interface ChargePreview extends z.output<typeof chargePreviewSchema> {}

/**
 * Parses a charge preview.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseChargePreview(input: unknown): ChargePreview {
  return read('charge preview', chargePreviewSchema, input);
}
