/**
 * Removes the error of subtracting doubles, about 1e-16 of their size, which is neither left nor over. Whole units always count.
 * @internal
 */
export function withoutNoise(difference: number, ...operands: number[]): number {
  if (Number.isInteger(difference)) return difference + 0;
  if (!Number.isFinite(difference)) return difference > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  const scale = Math.max(...operands.map(Math.abs));
  return Math.abs(difference) <= scale * 1e-12 ? 0 : difference;
}
