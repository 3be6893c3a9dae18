/** Usage of a meter that the host has seen and Polar's numbers don't contain yet. */
export interface PendingUse {
  /** Units since the numbers last moved. */
  units: number;
  /** The meter's numbers, as text; the units come on top of them. */
  basis: string;
  /** When those numbers were read, in milliseconds since 1970: they may contain any usage before that time. */
  movedAt: number;
  /** When the last units were used, in milliseconds since 1970. */
  usedAt: number;
}

/** Milliseconds after which usage that has not moved the numbers is no longer expected to. */
const patience = 10 * 60_000;

/**
 * Takes the meter's current numbers into account. As soon as they differ in any way, pending usage is dropped: they may
 * contain all of it, and counting less for a moment is better than counting twice. The same applies ten minutes after the last use.
 * @internal
 */
export function settleUse(known: PendingUse | undefined, basis: string, readAt: number): PendingUse {
  if (known === undefined || known.basis !== basis) return { units: 0, basis, movedAt: readAt, usedAt: 0 };
  return known.units > 0 && readAt - known.usedAt > patience ? { ...known, units: 0, movedAt: readAt } : known;
}

/**
 * Adds usage. Ignores anything but a positive number, and usage from before the numbers were read, which may contain it. Usage of
 * the same moment counts, because the server wrote its response earlier.
 * @internal
 */
export function addUse(known: PendingUse, units: number, usedAt: number): PendingUse {
  if (!(units > 0 && units < Infinity && usedAt >= known.movedAt)) return known;
  return { ...known, units: known.units + units, usedAt: Math.max(known.usedAt, usedAt) };
}
