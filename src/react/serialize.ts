import { isPortalError, type PathStep, PortalError, type PortalErrorCode } from '../core/errors';

/**
 * For `dehydrate(queryClient, { serializeData })`, if a server sends its data to the browser as JSON, which has neither
 * dates nor the errors in `issues`. A format that keeps dates, such as that of React's server components, needs it as
 * well, because of `issues`.
 */
export function serializeData(data: unknown): unknown {
  if (data instanceof Date) return { $date: data.toISOString() };
  if (isPortalError(data)) return { $error: [data.code, data.message, data.path] };
  if (Array.isArray(data)) return data.map(serializeData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, serializeData(value)]));
}

/** The reverse of `serializeData`: for `hydrate(queryClient, state, { defaultOptions: { deserializeData } })`. */
export function deserializeData(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(deserializeData);
  if (typeof data !== 'object' || data === null) return data;
  if ('$date' in data) return new Date(data.$date as string);
  if ('$error' in data) {
    const [code, message, path] = data.$error as [PortalErrorCode, string, PathStep[]];
    return new PortalError(code, message, { path });
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, deserializeData(value)]));
}
