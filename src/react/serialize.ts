import { isPortalError, type PathStep, PortalError, type PortalErrorCode } from '../core';

/**
 * For `dehydrate(queryClient, { serializeData })` where a server hands its answers over as JSON, which knows neither
 * dates nor the errors in `issues`. Frameworks whose own format keeps dates (React's server components) need it, too,
 * as soon as an answer has `issues`.
 */
export function serializeData(data: unknown): unknown {
  if (data instanceof Date) return { $date: data.toISOString() };
  if (isPortalError(data)) return { $error: [data.code, data.message, data.path] };
  if (Array.isArray(data)) return data.map(serializeData);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, serializeData(value)]));
}

/** The way back: for `hydrate(queryClient, state, { defaultOptions: { deserializeData } })`. */
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
