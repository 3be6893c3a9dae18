/**
 * Removes the rounding error of a subtraction, about 1e-16 of its operands, which is neither credit nor usage. A whole number is never
 * taken for an error.
 * @internal
 */
export function withoutNoise(difference: number, ...operands: number[]): number {
  const noise = Math.max(...operands.map(Math.abs)) * 1e-12;
  if (!Number.isInteger(difference) && Math.abs(difference) <= noise) return 0;
  return Math.min(Math.max(difference, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
}
