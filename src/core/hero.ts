import type { MeterUsage } from './usage';

/** The main figure of a meter: what is left, or what it costs so far. Quantities are in units, amounts in minor units. */
export type UsageHero =
  /** Credits that are left. */
  | { is: 'left'; units: number }
  /** All credits are used. */
  | { is: 'spent'; units: 0 }
  /** Units beyond the credits, if they cost nothing, if their cost is unknown, or if the host blocks usage. */
  | { is: 'over'; units: number }
  /** The cost so far of units beyond the credits: the amount that the server reports as pending. */
  | { is: 'overCost'; units: null }
  /** The cost so far of a meter that is paid as it is used: the amount that the server reports. */
  | { is: 'cost'; units: null }
  /** A count without a limit or a price. */
  | { is: 'count'; units: number }
  /** Units used, where nothing else is known. */
  | { is: 'used'; units: number }
  | { is: 'unknown'; units: null };

/**
 * Selects the main figure of a meter: what is left, or what it costs so far. If a number
 * that it needs is unknown, the figure is `unknown`; if the price is unknown, it's in units.
 * @param hasCost whether the server reports a cost so far. Counts only if the meter's price is known.
 */
export function heroOf({ kind, state, tone, consumed, over, remaining }: MeterUsage, hasCost: boolean): UsageHero {
  if (kind === 'payAsYouGo' && hasCost) return { is: 'cost', units: null };
  if (state === 'unknown' || consumed === null || over === null) return { is: 'unknown', units: null };
  if (over > 0) {
    return hasCost && kind === 'included' && tone === 'neutral' ? { is: 'overCost', units: null } : { is: 'over', units: over };
  }
  if (remaining === null) return { is: kind === 'counter' ? 'count' : 'used', units: consumed };
  return remaining ? { is: 'left', units: remaining } : { is: 'spent', units: 0 };
}
