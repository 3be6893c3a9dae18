import type { MeterUsage, UsageTone } from './usage';

/**
 * A number to sort meters by, highest first: meters that ran out, then those about to, then billed overage, then the most
 * used.
 * @internal
 */
export function pressureOf(usage: MeterUsage): number {
  if (usage.ratio !== null) return tonePressure[usage.tone] + (usage.state === 'over' ? 20 : 10) + usage.ratio / (1 + usage.ratio);
  return tonePressure[usage.tone] + (usage.state === 'within' ? 5 : usage.state === 'idle' ? 3 : 1);
}

const tonePressure: Record<UsageTone, number> = { critical: 40, warning: 30, neutral: 0 };
