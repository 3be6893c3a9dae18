import type { QueryKey } from '@tanstack/react-query';

/**
 * The text by which a cache finds a query. It equals TanStack Query's hash, except on a page whose scripts have added
 * `toJSON` to arrays or objects: there, TanStack Query could hash two keys alike, and show one customer another's data.
 */
export function hashQuery(key: QueryKey): string {
  // `given` is the result of `toJSON`; `this[name]` is still the original value.
  return JSON.stringify(key, function (this: Record<string, unknown>, name: string, given: unknown) {
    const value = this[name];
    if (Array.isArray(value)) return value as unknown[];
    if (value == null || !isPlain(value)) return given;
    const sorted: Record<string, unknown> = {};
    for (const inner of Object.keys(value).sort()) sorted[inner] = (value as Record<string, unknown>)[inner];
    return sorted;
  });
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype;
}
