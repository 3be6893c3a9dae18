import { displayName } from './displayName';
import { knownNumber } from './knownNumber';
import type { MeterUnit } from './schemas/meter';

/** A unit as Polar describes it. */
export interface UnitDescription {
  /** `scalar`, `token`, `custom` or a later kind. */
  unit: MeterUnit;
  /** The merchant's name for a `custom` unit. */
  customLabel?: string | null | undefined;
  /** Units in one labeled unit: 1e9 for bytes with the label "GB". Quantities are shown divided by it. */
  customMultiplier?: number | null | undefined;
}

/** A unit that is ready to show. Display only: it never changes what is billed. */
export interface ShownUnit extends UnitDescription {
  /** Safe to display. */
  customLabel: string | null;
  /** Quantities are shown divided by this: 1e9 in "70 GB" for bytes. 1 without a label. */
  customMultiplier: number;
}

/**
 * Reads a description of a unit. With a multiplier, a custom label names many units at once, so it fits only quantities
 * divided by the multiplier and prices multiplied by it. Without a label, quantities stay single units.
 * @internal
 */
export function readUnit({ unit = 'scalar', customLabel, customMultiplier }: Partial<UnitDescription> = {}): ShownUnit {
  const label = typeof customLabel === 'string' ? displayName(customLabel) : null;
  return { unit, customLabel: label, customMultiplier: label && unit === 'custom' ? multiplierOf(customMultiplier) : 1 };
}

/** @internal */
export function multiplierOf(multiplier: number | null | undefined): number {
  return Math.max(1, knownNumber(multiplier) ?? 1);
}
