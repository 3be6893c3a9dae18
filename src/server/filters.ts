import { creditGrantSchema } from '../core/schemas/creditGrant';
import { customerMeterSchema } from '../core/schemas/customerMeter';
import { paginationSchema } from '../core/schemas/list';
import { customerOrderSchema } from '../core/schemas/order';
import { chargePreviewSchema } from '../core/schemas/preview';
import { productListSchema } from '../core/schemas/product';
import { meterQuantitiesSchema } from '../core/schemas/quantities';
import { type Shape, shapeOf } from '../core/schemas/shape';
import { customerSubscriptionSchema } from '../core/schemas/subscription';
import { customerWalletSchema } from '../core/schemas/wallet';
import { toFilter } from './jsonFilter';

const meter = shapeOf(customerMeterSchema);
const subscription = shapeOf(customerSubscriptionSchema);

/** The part of each response that a page may have: the keys that its source reads, and no others. */
export const filters = {
  meters: page(meter),
  meter: toFilter(meter),
  subscriptions: page(subscription),
  subscription: toFilter(subscription),
  wallets: page(shapeOf(customerWalletSchema)),
  creditGrants: page(shapeOf(creditGrantSchema)),
  orders: page(shapeOf(customerOrderSchema)),
  products: toFilter(shapeOf(productListSchema)),
  chargePreview: toFilter(shapeOf(chargePreviewSchema)),
  history: toFilter(shapeOf(meterQuantitiesSchema)),
};

function page(item: Shape) {
  return toFilter({ items: [item], pagination: shapeOf(paginationSchema) });
}
