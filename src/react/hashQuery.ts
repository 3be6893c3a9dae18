import type { QueryKey } from '@tanstack/react-query';

/**
 * The text by which a cache finds a query. It equals TanStack Query's own, except on a page whose scripts have added
 * `toJSON` to arrays or objects: two keys could then have the same text, and one customer's data another's place.
 */
export function hashQuery(key: QueryKey): string {
  // JSON.stringify passes the holder of a value as `this`, in which `toJSON` has replaced nothing.
  return JSON.stringify(key, function (this: Record<string, unknown>, name: string, given: unknown) {
    const value = this[name];
    if (Array.isArray(value)) return value as unknown[];
    if (typeof value !== 'object' || value === null || !isPlain(value)) return given;
    const sorted: Record<string, unknown> = {};
    for (const inner of Object.keys(value).sort()) sorted[inner] = (value as Record<string, unknown>)[inner];
    return sorted;
  });
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype;
}
