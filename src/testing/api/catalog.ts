import type { MeterReader } from '../customers/meters';
import type { CustomerSeed, SubscriptionSeed } from '../customers/seed';
import { stableId } from '../fixtures/identity';
import { wireOrganization, wireProduct } from '../fixtures/objects';
import type { WireListedProduct, WireOrganizationData, WireProduct, WireSubscription } from '../fixtures/wire';
import type { WireOrder } from '../fixtures/wireOrders';
import { meterFinder, meteredPrice, staticPrices } from './plan';

/** The objects that a customer's products are collected from. */
interface ProductSources {
  subscriptions: readonly WireSubscription[];
  purchases: readonly WireOrder[];
  /** The plans that subscriptions change to. */
  pendingPlans: readonly WireProduct[];
}

/** Every product that a customer has, had, or changes to. */
export function productsOf({ subscriptions, purchases, pendingPlans }: ProductSources): WireProduct[] {
  return [...subscriptions.map(({ product }) => product), ...purchases.flatMap(({ product }) => product ?? []), ...pendingPlans];
}

/** The product that a subscription changes to; `undefined` if it keeps its plan. */
export function pendingProduct(owner: CustomerSeed, seed: SubscriptionSeed, meters: readonly MeterReader[], { product }: WireSubscription): WireProduct | undefined {
  const { currency, taxInclusive = false, pending } = seed;
  if (pending?.plan === undefined) return undefined;
  const { plan, prices = [] } = pending.plan;
  const { created_at, recurring_interval } = product;
  const id = stableId('product', plan);
  const common = { created_at, product_id: id, price_currency: currency, tax_behavior: taxInclusive ? 'inclusive' : 'exclusive' } as const;
  const meterNamed = meterFinder(owner, plan, meters);
  const metered = prices.map((price) => meteredPrice(plan, price, meterNamed(price.meter), common));
  return wireProduct({ id, name: plan, created_at, recurring_interval, prices: [...staticPrices(pending.plan, common), ...metered] });
}

/** The merchant and its public products, each of them once. */
export function organizationData(products: readonly WireProduct[]): WireOrganizationData {
  const listed = new Map(products.map((product) => [product.id, toListed(product)]));
  const organization = { ...wireOrganization(), organization_features: { member_model_enabled: false, checkout_localization_enabled: false } };
  return { organization, products: [...listed.values()] };
}

/** Removes the organization, which this response has only once. */
function toListed({ organization: _organization, ...product }: WireProduct): WireListedProduct {
  return product;
}
