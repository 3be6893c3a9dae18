import { instant, instantOrNull, quantity, text } from './wire';

/** The fields that every subscription meter has: what is pending for it on the next invoice of its subscription. */
export const pendingCounts = {
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  /** Units so far in this period; `null` when unknown. */
  consumedUnits: quantity,
  /** Units so far in this period; `null` when unknown. */
  creditedUnits: quantity,
  /** Minor units of the subscription's currency, before discount and tax; `null` when unknown. */
  amount: quantity,
  meterId: text,
};
