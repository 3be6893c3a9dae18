import type * as z from 'zod/mini';
import { object } from './containers';
import { flag, instantOrNull, nullable, optional, quantity, text } from './wire';

/** A benefit that grants credits on a meter to one customer: a `meter_credit` of `/v1/customer-portal/benefit-grants/`. */
export const creditGrantSchema = object({
  id: text,
  createdAt: instantOrNull,
  modifiedAt: instantOrNull,
  customerId: optional(text),
  /** The seat holder who has the credits, where a plan has seats. */
  memberId: optional(nullable(text)),
  grantedAt: instantOrNull,
  revokedAt: instantOrNull,
  isGranted: flag,
  isRevoked: optional(flag),
  /** The subscription that grants it. Its credits renew with the subscription's meter period. */
  subscriptionId: optional(nullable(text)),
  /** The order that grants it. Its credits never renew. */
  orderId: optional(nullable(text)),
  benefit: object({
    id: text,
    /** The merchant's own words, such as "500 render minutes". */
    description: optional(text),
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
    lastCreditedMeterId: optional(text),
    /** Units; `null` when unknown, negative when a revoked grant took its units back. */
    lastCreditedUnits: optional(quantity),
    /** `null` before the first credit. */
    lastCreditedAt: instantOrNull,
  }),
});

/** A benefit that grants credits on a meter to one customer. */
export interface CreditGrant extends z.output<typeof creditGrantSchema> {}
