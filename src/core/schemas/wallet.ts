import type { PathStep } from '../errors';
import { instant, instantOrNull, optional, parse, quantity, record, text } from './wire';

/** Money that a customer holds with the merchant. */
export interface CustomerWallet {
  id: string;
  createdAt: Date;
  modifiedAt: Date | null;
  customerId?: string;
  /** Minor units of `currency`; negative when overdrawn, `null` when not known. */
  balance: number | null;
  /** Lowercase currency code. */
  currency: string;
}

const wallet = record<CustomerWallet>({
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  customerId: optional(text),
  balance: quantity,
  currency: text,
});

/**
 * Reads a wallet of the portal API or the SDK.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseWallet(input: unknown, at?: readonly PathStep[]): CustomerWallet {
  return parse('wallet', wallet, input, at);
}
