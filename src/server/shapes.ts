import { creditGrantSchema } from '../core/schemas/creditGrant';
import { customerMeterSchema } from '../core/schemas/customerMeter';
import { paginationSchema } from '../core/schemas/list';
import { customerOrderSchema } from '../core/schemas/order';
import { chargePreviewSchema } from '../core/schemas/preview';
import { productListSchema } from '../core/schemas/product';
import { meterQuantitiesSchema } from '../core/schemas/quantities';
import { anyKey, type Shape, shapeOf } from '../core/schemas/shape';
import { customerSubscriptionSchema } from '../core/schemas/subscription';
import { customerWalletSchema } from '../core/schemas/wallet';

const meter = shapeOf(customerMeterSchema);
const subscription = shapeOf(customerSubscriptionSchema);

/** The part of each response that goes on to the page: the keys that its source reads. */
export const shapes = {
  meters: page(meter),
  meter,
  subscriptions: page(subscription),
  subscription,
  wallets: page(shapeOf(customerWalletSchema)),
  creditGrants: page(shapeOf(creditGrantSchema)),
  orders: page(shapeOf(customerOrderSchema)),
  products: shapeOf(productListSchema),
  chargePreview: shapeOf(chargePreviewSchema),
  history: shapeOf(meterQuantitiesSchema),
} satisfies Record<string, Shape>;

/**
 * Copies the part of a payload that its shape lists; `undefined` for a payload of another kind. A list item of another
 * kind becomes `null`, so that the page still sees that an item is missing.
 */
export function strip(payload: unknown, shape: Shape): unknown {
  if (shape === 'value') return typeof payload === 'object' && payload !== null ? undefined : payload;
  if (isList(shape)) return Array.isArray(payload) ? payload.map((item) => strip(item, shape[0]) ?? null) : undefined;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  const entries = anyKey in shape ? Object.keys(payload).map((key): [string, Shape] => [key, shape[anyKey]]) : Object.entries(shape);
  const known = entries.filter(([key]) => key !== '__proto__' && Object.hasOwn(payload, key));
  return Object.fromEntries(known.map(([key, inner]) => [key, stripOrNull((payload as Record<string, unknown>)[key], inner)]));
}

/** Polar also writes `null` for a missing object or list. */
function stripOrNull(payload: unknown, shape: Shape): unknown {
  return payload === null ? null : strip(payload, shape);
}

function page(item: Shape): Shape {
  return { items: [item], pagination: shapeOf(paginationSchema) };
}

function isList(shape: Exclude<Shape, 'value'>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
