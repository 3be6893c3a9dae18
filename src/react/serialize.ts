import { isPortalError, type PathStep, PortalError, type PortalErrorCode } from '../core/errors';

/**
 * Makes dehydrated data ready for JSON, which keeps neither dates nor the errors in `issues`:
 * `JSON.stringify(serializeData(dehydrate(queryClient)))`. Formats that keep dates, such as that of React's server
 * components, need it as well, because of `issues`. From TanStack Query 5.49 on, `dehydrate(queryClient, { serializeData })`
 * does the same.
 */
export function serializeData(data: unknown): unknown {
  if (data instanceof Date) return { $date: data.toISOString() };
  if (isPortalError(data)) return { $error: [data.code, data.message, data.path] };
  if (Array.isArray(data)) return data.map(serializeData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, serializeData(value)]));
}

/**
 * The reverse of `serializeData`: `hydrate(queryClient, deserializeData(JSON.parse(state)))`. It keeps the type of its
 * argument, because the `any` of `JSON.parse` fits every version of `hydrate`.
 */
export function deserializeData<Data>(data: Data): Data {
  return deserialize(data) as Data;
}

function deserialize(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(deserialize);
  if (typeof data !== 'object' || data === null) return data;
  if ('$date' in data) return new Date(data.$date as string);
  if ('$error' in data) {
    const [code, message, path] = data.$error as [PortalErrorCode, string, PathStep[]];
    return new PortalError(code, message, { path });
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, deserialize(value)]));
}
