import { stableNumber } from '../fixtures/identity';
import type { MeterSeed } from './seed';

/** The wanted values of each metadata key, as in `metadata[model]=gpt-4`. */
export type WantedMetadata = ReadonlyMap<string, readonly string[]>;

/** The values repeat after a round of this many units, so that each percentage is exact. */
const unitsPerRound = 100;
const steps = [19, 23, 27, 29, 31, 33, 37, 39, 41, 43, 47, 53];

/**
 * Counts how many of a meter's first units have the wanted metadata. A unit has at most one value of each key and keeps it, so no
 * count ever falls, and the counts of all values never exceed the whole.
 */
export function metadataCounter({ metadata = {} }: MeterSeed, wanted: WantedMetadata): (units: number) => number {
  const matches = Array.from({ length: unitsPerRound }, (_, slot) => [...wanted].every(([key, values]) => values.includes(valueAt(metadata[key] ?? {}, key, slot) ?? '')));
  const sums = [0];
  for (const isMatch of matches) sums.push((sums.at(-1) ?? 0) + (isMatch ? 1 : 0));
  const perRound = sums[unitsPerRound] ?? 0;
  return (units) => {
    if (!Number.isInteger(units)) return (units * perRound) / unitsPerRound;
    const rounds = Math.floor(units / unitsPerRound);
    return rounds * perRound + (sums[units - rounds * unitsPerRound] ?? 0);
  };
}

/** The value of one unit of a round; `undefined` for a unit without the key. */
function valueAt(shares: Readonly<Record<string, number>>, key: string, slot: number): string | undefined {
  // A step without a common factor with 100 takes each place of a round once. The step and the start follow from the key, so that keys are independent.
  let place = (slot * (steps[stableNumber(key, steps.length)] ?? 1) + stableNumber(`${key} start`, unitsPerRound)) % unitsPerRound;
  for (const [value, share] of Object.entries(shares)) {
    if (place < share) return value;
    place -= share;
  }
  return undefined;
}
