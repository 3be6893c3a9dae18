import { addsUp, sumOfUnits, unitsIn } from './history';
import { knownNumber } from './knownNumber';
import type { MeterQuantities } from './schemas/quantities';

/**
 * The units of each range, from the days of all ranges; `null` if unknown. Days are added up if the total is their sum, as
 * for a meter that counts or sums; if the total is their maximum or minimum, a range's value is the maximum or minimum of its
 * own days. Polar's total of any other meter, such as one that counts distinct values, covers all days and says nothing about
 * one range.
 * @param parts the days in one or several histories, each with its own total.
 * @param edges the start of each range, the earliest first, then the end of the last range: starts of days.
 * @internal
 */
export function unitsOfRanges(parts: readonly Pick<MeterQuantities, 'quantities' | 'total'>[], edges: readonly Date[]): (number | null)[] {
  // How meters make one number of several, the most frequent way first. Here an unknown day counts as 0.
  const fold = [(...units: number[]) => sumOfUnits(units), Math.max, Math.min].find((one) => parts.every(({ quantities, total }) => addsUp(one(...(unitsIn(quantities) as number[])), total)));
  const days = parts.flatMap(({ quantities }) => quantities);
  return edges.slice(1).map((end, place) => {
    const own = days.filter(({ timestamp }) => timestamp >= (edges[place] as Date) && timestamp < end);
    // NaN for an unknown day, whose units may be the maximum.
    return knownNumber(own[0] && fold?.(...unitsIn(own).map((units) => units ?? NaN)));
  });
}
