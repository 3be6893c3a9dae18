import { creditGrantSchema } from './creditGrant';
import { customerMeterSchema } from './customerMeter';
import { customerStateMeterSchema } from './customerStateMeter';
import { customerSubscriptionMeterSchema } from './customerSubscriptionMeter';
import { withMethods } from './methods';
import { customerOrderSchema } from './order';
import { chargePreviewSchema } from './preview';
import { productPriceSchema } from './price';
import { meterQuantitiesSchema } from './quantities';
import { customerStateSchema } from './state';
import { customerSubscriptionSchema } from './subscription';
import { subscriptionMeterSchema } from './subscriptionMeter';
import { customerWalletSchema } from './wallet';

// The public schemas: those of the other files in this folder, with zod's methods. They have a file of their own, because widgets don't need the methods and shouldn't download them.

/** Polar's own forecast of the next charge. All amounts are minor units; `null` when unknown. */
export const chargePreview: typeof chargePreviewSchema = withMethods(chargePreviewSchema);
/** A benefit that grants credits on a meter to one customer. */
export const creditGrant: typeof creditGrantSchema = withMethods(creditGrantSchema);
/** A customer's meter, from the customer portal API. */
export const customerMeter: typeof customerMeterSchema = withMethods(customerMeterSchema);
/** An order of a customer. All amounts are minor units of `currency`; `null` when unknown. */
export const customerOrder: typeof customerOrderSchema = withMethods(customerOrderSchema);
/** A meter of a customer state. */
export const customerStateMeter: typeof customerStateMeterSchema = withMethods(customerStateMeterSchema);
/** A customer's active meters and subscriptions at one moment. */
export const customerState: typeof customerStateSchema = withMethods(customerStateSchema);
/** A meter of a subscription, from the customer portal API. */
export const customerSubscriptionMeter: typeof customerSubscriptionMeterSchema = withMethods(customerSubscriptionMeterSchema);
/** A subscription of the customer portal API. */
export const customerSubscription: typeof customerSubscriptionSchema = withMethods(customerSubscriptionSchema);
/** Money that a customer holds with the merchant. */
export const customerWallet: typeof customerWalletSchema = withMethods(customerWalletSchema);
/** The history of a meter. */
export const meterQuantities: typeof meterQuantitiesSchema = withMethods(meterQuantitiesSchema);
/** A price of any kind. */
export const productPrice: typeof productPriceSchema = withMethods(productPriceSchema);
/** A meter of a subscription, from any API. */
export const subscriptionMeter: typeof subscriptionMeterSchema = withMethods(subscriptionMeterSchema);
