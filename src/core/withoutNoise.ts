/**
 * Removes the rounding error of a subtraction, about 1e-16 of its operands, which is neither credit nor usage. A whole number is never
 * taken for an error. An infinite difference becomes the largest finite number.
 * @internal
 */
export function withoutNoise(difference: number, one: number, other: number): number {
  if (!Number.isInteger(difference) && Math.abs(difference) <= Math.max(Math.abs(one), Math.abs(other)) * 1e-12) return 0;
  return Math.min(Math.max(difference, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
}
