import { knownNumber } from './knownNumber';
import { fromDouble, plus, toDecimal, zero } from './rational';

/** One meter's part of an allowance that several meters share. */
export interface AllowancePart {
  /** Units used; `null` if unknown. */
  consumed: number | null;
  /** Where the part begins and ends in a bar of the whole allowance, from 0 to 1. Both are 0 if the allowance or the usage of any meter is unknown. */
  from: number;
  to: number;
}

/** What several meters have used of one allowance. Quantities are in units. */
export interface Allowance {
  /** The sum, rounded once; `null` if the units of any meter are unknown, if the sum is infinite, or without meters. */
  consumed: number | null;
  parts: AllowancePart[];
}

/**
 * Adds up what several meters have used of one allowance. The bar stands for the allowance, or for the usage if that exceeds
 * it. Corrections below zero count in the sum and have no place in the bar.
 * @internal
 */
export function allowanceOf(meters: readonly { consumedUnits?: number | null | undefined }[], creditedUnits: number | null | undefined): Allowance {
  const units = meters.map(({ consumedUnits }) => knownNumber(consumedUnits));
  const credited = knownNumber(creditedUnits);
  const consumed = sum(units);
  const drawn = sum(units.map((one) => (one === null ? null : Math.max(0, one))));
  const whole = drawn === null || credited === null ? 0 : Math.max(credited, drawn);
  let end = 0;
  const parts = units.map((one) => {
    const from = end;
    if (whole > 0) end = Math.min(1, from + Math.max(0, one ?? 0) / whole);
    return { consumed: one, from, to: end };
  });
  return { consumed, parts };
}

function sum(units: readonly (number | null)[]): number | null {
  const known = units.filter((one) => one !== null);
  return known.length < units.length || known.length === 0 ? null : knownNumber(Number(toDecimal(known.map(fromDouble).reduce(plus, zero))));
}
