/**
 * The given options or props, without those that are null or undefined: hosts without types often pass null for an option
 * that they have no value for.
 * @internal
 */
export function withoutNulls<T extends object>(options: T | null | undefined): T {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== null && value !== undefined)) as T;
}
