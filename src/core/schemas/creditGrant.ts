import type * as z from 'zod/mini';
import { object } from './containers';
import { optionalInstant } from './subscriptionFields';
import { flag, instantOrNull, nullable, optional, quantity, text } from './wire';

/** A benefit that grants credits on a meter to one customer: a `meter_credit` of `/v1/customer-portal/benefit-grants/`. */
export const creditGrantSchema = object({
  id: text,
  modifiedAt: instantOrNull,
  isGranted: flag,
  /** The subscription that grants it. Its credits renew with the subscription's meter period. */
  subscriptionId: optional(nullable(text)),
  /** The order that grants it. Its credits never renew. */
  orderId: optional(nullable(text)),
  benefit: object({
    id: text,
    properties: object({
      meterId: text,
      /** Units that each credit grants; `null` when unknown. */
      units: quantity,
      /** Whether unused credits stay when new ones are credited. */
      rollover: optional(flag),
    }),
  }),
  /** The latest credit; its fields are missing before the first one. Polar keeps no earlier credits. */
  properties: object({
    /** Units; `null` when unknown. */
    lastCreditedUnits: optional(quantity),
    lastCreditedAt: optionalInstant,
  }),
});

/** A benefit that grants credits on a meter to one customer. */
export interface CreditGrant extends z.output<typeof creditGrantSchema> {}
