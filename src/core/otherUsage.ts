import type { MeterQuantities } from './schemas/quantities';

type UsageCount = Pick<MeterQuantities, 'quantities' | 'total'>;

/**
 * The usage that none of the parts contains, interval by interval and in total. An interval is unknown (`null`) if it is so, or
 * missing, in the total or in a part. Only for meters that count or sum: the parts of others don't add up.
 * @internal
 */
export function otherUsage(total: UsageCount, parts: readonly UsageCount[]): UsageCount {
  const known = parts.map(({ quantities }) => new Map(quantities.map(({ timestamp, quantity }) => [timestamp.getTime(), quantity])));
  return {
    quantities: total.quantities.map(({ timestamp, quantity }) => ({ timestamp, quantity: rest(quantity, known.map((part) => part.get(timestamp.getTime()) ?? null)) })),
    total: rest(total.total, parts.map((part) => part.total)),
  };
}

/** Relative. Polar adds doubles, so sums of fractions differ by about this from the sum of their parts. */
const noise = 1e-12;

function rest(total: number | null, parts: ReadonlyArray<number | null>): number | null {
  const all = [total, ...parts];
  if (!all.every((one) => one !== null)) return null;
  const [whole = 0, ...taken] = all;
  const left = taken.reduce((sum, part) => sum - part, whole);
  if (!Number.isFinite(left)) return null;
  const isExact = all.every(Number.isSafeInteger);
  const isNoise = Math.abs(left) <= Math.max(...all.map(Math.abs)) * noise;
  return !isExact && isNoise ? 0 : left;
}
