import type * as z from 'zod/mini';
import { each, object } from './containers';
import { instant, instantOrNull, nullable, optional, quantity, text, textOf } from './wire';

/** The status of an order; `pending` is unpaid. Newer values pass unchanged. */
type OrderStatus = 'draft' | 'pending' | 'paid' | 'refunded' | 'partially_refunded' | 'void' | (string & {});

const orderItemSchema = object({
  id: optional(text),
  label: text,
  /** Minor units, before discount and tax; `null` when unknown. */
  amount: quantity,
});

/** An order of a customer, from `/v1/customer-portal/orders/`. All amounts are minor units of `currency`; `null` when unknown. */
export const customerOrderSchema = object({
  id: text,
  createdAt: instant,
  modifiedAt: instantOrNull,
  status: textOf<OrderStatus>(),
  /** Lowercase currency code. */
  currency: text,
  /** With tax, before the customer's balance. */
  totalAmount: quantity,
  /** Negative when the customer's balance pays, positive when the order clears a debt. */
  appliedBalanceAmount: optional(quantity),
  /** The amount charged; while the order is pending, the amount outstanding. */
  dueAmount: quantity,
  customerId: optional(text),
  subscriptionId: optional(nullable(text)),
  /** When Polar tries a failed payment again; `null` when it won't. */
  nextPaymentAttemptAt: optional(nullable(instant)),
  items: each('order item', orderItemSchema),
});

/** An order of a customer. All amounts are minor units of `currency`; `null` when unknown. */
export interface CustomerOrder extends z.output<typeof customerOrderSchema> {}
