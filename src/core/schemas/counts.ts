import { derived, instant, instantOrNull, quantity, text } from './wire';

/**
 * The fields that every customer meter has: units across all subscriptions and purchases since the last reset. No money.
 * Schemas name the type `typeof meterCounts`, because the compiler drops the comments of an inferred type.
 */
export const meterCounts = {
  createdAt: instant,
  modifiedAt: instantOrNull,
  meterId: text,
  /** Units; `null` when unknown. */
  consumedUnits: quantity,
  /** Units; `null` when unknown. Zero is a limit only with `whenSpent: 'blocked'` and no price. */
  creditedUnits: quantity,
  /** Units: credited − consumed, negative when over; Polar's number, or derived if the payload lacks it. `null` when unknown. */
  balance: derived(quantity, (value, { consumedUnits, creditedUnits }) => {
    if (value !== undefined) return value;
    return typeof consumedUnits === 'number' && typeof creditedUnits === 'number' ? creditedUnits - consumedUnits : null;
  }),
};
