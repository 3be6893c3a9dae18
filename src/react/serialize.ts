import { isPortalError, type PathStep, PortalError, type PortalErrorCode } from '../core/errors';

/**
 * Makes dehydrated data ready for JSON, which keeps neither dates nor the errors in `issues`:
 * `JSON.stringify(serializeData(dehydrate(queryClient)))`. Formats that keep dates, such as that of React's server
 * components, need it as well, because of `issues`. From TanStack Query 5.49 on, `dehydrate(queryClient, { serializeData })`
 * does the same. Data of your own queries stays as it is, except that dates survive JSON.
 */
export function serializeData(data: unknown): unknown {
  if (data instanceof Date) return Number.isNaN(data.getTime()) ? data : { $date: data.toISOString() };
  if (isPortalError(data)) return { $error: [data.code, data.message, data.path] };
  if (Array.isArray(data)) return data.map(serializeData);
  if (!isPlain(data)) return data;
  const copy = mapValues(data, serializeData);
  // MongoDB's JSON uses `$date`, too.
  return tags.some((tag) => Object.hasOwn(data, tag)) ? { $plain: copy } : copy;
}

/**
 * The reverse of `serializeData`: `hydrate(queryClient, deserializeData(JSON.parse(state)))`. It keeps the type of its
 * argument, because the `any` of `JSON.parse` fits every version of `hydrate`.
 */
export function deserializeData<Data>(data: Data): Data {
  return deserialize(data) as Data;
}

/** The keys that mark what `serializeData` has replaced. `$plain` contains an object with such a key of its own. */
const tags = ['$date', '$error', '$plain'];

function deserialize(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(deserialize);
  if (!isPlain(data)) return data;
  if (Object.hasOwn(data, '$date')) return new Date(data['$date'] as string);
  if (Object.hasOwn(data, '$error')) {
    const [code, message, path] = data['$error'] as [PortalErrorCode, string, PathStep[]];
    return new PortalError(code, message, { path });
  }
  return mapValues(Object.hasOwn(data, '$plain') ? (data['$plain'] as Record<string, unknown>) : data, deserialize);
}

function mapValues(object: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

/** False for an object of a class, which may have a `toJSON` of its own. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
