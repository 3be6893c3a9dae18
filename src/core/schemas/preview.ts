import type { PathStep } from '../errors';
import { child, optional, parse, parseEach, quantity, record, text } from './wire';

/** A correction for a change within the period. */
export interface Proration {
  label: string;
  /** Minor units, negative for money back. */
  amount: number | null;
}

/**
 * What Polar itself expects to charge next, where it says so: a private part of its API, so nothing relies on
 * it. All amounts are minor units of the subscription's currency; `null` when not known.
 */
export interface ChargePreview {
  baseAmount?: number | null;
  meteredAmount?: number | null;
  prorationAmount?: number | null;
  prorations: Proration[];
  subtotalAmount?: number | null;
  discountAmount?: number | null;
  netAmount?: number | null;
  taxAmount?: number | null;
  /** Before any wallet. */
  totalAmount?: number | null;
}

const amount = optional(quantity);

const proration = record<Proration>({ label: text, amount: quantity });
const preview = record<Omit<ChargePreview, 'prorations'>>({
  baseAmount: amount,
  meteredAmount: amount,
  prorationAmount: amount,
  subtotalAmount: amount,
  discountAmount: amount,
  netAmount: amount,
  taxAmount: amount,
  totalAmount: amount,
});

/**
 * Reads a charge preview.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseChargePreview(input: unknown): ChargePreview {
  const amounts = parse('charge preview', preview, input);
  const [prorations, at] = child(input, 'prorations', []);
  const parseItem = (item: unknown, place: readonly PathStep[]) => parse('proration', proration, item, place);
  // All or nothing: a charge that some corrections are missing from is a wrong one.
  return { ...amounts, prorations: parseEach(prorations, at, parseItem) };
}
