/**
 * The given options or props, without those that are null or undefined: a host in plain JavaScript often passes null for an
 * option without a value.
 * @internal
 */
export function withoutNulls<T extends object>(options: T | null | undefined): T {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== null && value !== undefined)) as T;
}
