import { knownNumber } from './knownNumber';

/**
 * Adds minor units exactly. The sum is `null` if an amount is unknown, or if a number can't hold the sum exactly.
 * @internal
 */
export function sumAmounts(amounts: readonly (number | null)[]): number | null {
  let sum = 0n;
  for (const amount of amounts) {
    if (amount === null || !Number.isFinite(amount)) return null;
    sum += BigInt(Math.round(amount));
  }
  const total = Number(sum);
  return Number.isFinite(total) && BigInt(total) === sum ? total : null;
}

/**
 * An amount as the server reports it; `null` if it's missing or isn't exact. Numbers in JSON are doubles, and one beyond
 * 2^53 may stand for several amounts.
 * @internal
 */
export function exactAmount(amount: number | null | undefined): number | null {
  return Number.isSafeInteger(amount) ? knownNumber(amount) : null;
}

/**
 * The same amount with the other sign; `null` if unknown.
 * @internal
 */
export function negateAmount(amount: number | null): number | null {
  return amount === null ? null : Number(-BigInt(amount));
}
