import type * as z from 'zod/mini';
import { each, object } from './containers';
import { read } from './read';
import { text } from './wire';

const productSchema = object({ id: text, name: text });

/** The products that a merchant shows to customers, from `/v1/customer-portal/organizations/{slug}`. */
export const productListSchema = object({ products: each('product', productSchema) });

/** A product that a customer may subscribe to. */
export interface CustomerProduct extends z.output<typeof productSchema> {}

/**
 * Parses the products of a merchant. An unreadable one is left out.
 * @throws PortalError `invalid_data` when there is no list at all.
 * @internal
 */
export function parseProductList(input: unknown): CustomerProduct[] {
  return read('list of products', productListSchema, input).products;
}

/**
 * The merchant's slug, from the first subscription of a page; `undefined` if there is none. It uses no schema, because
 * pages without bills would download it, too.
 * @internal
 */
export function merchantSlugOf(page: unknown): string | undefined {
  const slug = (page as { items?: { product?: { organization?: { slug?: unknown } } }[] } | null)?.items?.[0]?.product?.organization?.slug;
  return typeof slug === 'string' ? slug : undefined;
}
