/**
 * A number as the server reports it; `null`, which means "unknown", if it's missing, NaN or infinite.
 * @internal
 */
export function knownNumber(value: number | null | undefined): number | null {
  // Adding 0 turns −0 into 0: "-0" must never be displayed.
  return Number.isFinite(value) ? (value as number) + 0 : null;
}
