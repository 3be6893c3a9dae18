import type { MeterQuantities } from './schemas/quantities';
import { withoutNoise } from './withoutNoise';

type UsageCount = Pick<MeterQuantities, 'quantities' | 'total'>;

/**
 * The usage that none of the parts contains, interval by interval and in total. An interval is unknown (`null`) if it is
 * unknown in the total, or unknown or missing in a part. Only for meters that count or sum: the parts of others don't add up.
 * @internal
 */
export function otherUsage(total: UsageCount, parts: readonly UsageCount[]): UsageCount {
  const known = parts.map(({ quantities }) => new Map(quantities.map(({ timestamp, quantity }) => [timestamp.getTime(), quantity])));
  return {
    quantities: total.quantities.map(({ timestamp, quantity }) => ({ timestamp, quantity: rest(quantity, known.map((part) => part.get(timestamp.getTime()) ?? null)) })),
    total: rest(total.total, parts.map((part) => part.total)),
  };
}

/** Polar adds doubles, so the sum of the parts may differ from a fractional total by a rounding error. */
function rest(total: number | null, parts: ReadonlyArray<number | null>): number | null {
  if (total === null) return null;
  let [left, largest] = [total, 0];
  for (const part of parts) {
    if (part === null) return null;
    left -= part;
    largest = Math.max(largest, Math.abs(part));
  }
  return Number.isFinite(left) ? withoutNoise(left, total, largest) : null;
}
