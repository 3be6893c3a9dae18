import type * as z from 'zod/mini';
import { object } from './containers';
import { read } from './read';
import { instant, instantOrNull, optional, quantity, text } from './wire';

/** Money that a customer holds with the merchant. */
export const customerWalletSchema = object({
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  customerId: optional(text),
  /** Minor units of `currency`; negative when overdrawn, `null` when unknown. */
  balance: quantity,
  /** Lowercase currency code. */
  currency: text,
});

/** Money that a customer holds with the merchant. */
export interface CustomerWallet extends z.output<typeof customerWalletSchema> {}

/**
 * Parses a wallet of the portal API or the SDK.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseWallet(input: unknown): CustomerWallet {
  return read('wallet', customerWalletSchema, input);
}
