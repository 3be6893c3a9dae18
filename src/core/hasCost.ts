import type { MeterUsage } from './usage';

/** The amount that is pending for a meter: minor units before discount and tax, `null` if unknown. */
export interface PendingAmount {
  amount: number | null;
  currency: string;
}

/**
 * Whether an amount is worth showing as the cost of a meter so far. Nothing is billed yet for units that were used after the
 * server's last count, so $0.00 beside units beyond the credits would mislead.
 * @internal
 */
export function hasCost({ kind }: MeterUsage, due: PendingAmount | undefined): due is PendingAmount {
  return due !== undefined && due.amount !== null && (due.amount !== 0 || kind === 'payAsYouGo');
}
