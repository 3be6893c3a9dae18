import type { MeterUsage, UsageTone } from './usage';

/**
 * A number to sort meters by, highest first: meters that ran out, then those about to, then billed overage, then the most
 * used.
 * @internal
 */
export function pressureOf({ tone, state, ratio }: MeterUsage): number {
  return tonePressure[tone] + (ratio !== null ? (state === 'over' ? 20 : 10) + ratio / (1 + ratio) : state === 'within' ? 5 : state === 'idle' ? 3 : 1);
}

const tonePressure: Record<UsageTone, number> = { critical: 40, warning: 30, neutral: 0 };
