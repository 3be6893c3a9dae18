/** An object that may come from anywhere, with any keys. */
export type Unknowns = Readonly<Record<string, unknown>>;

/** @internal */
export function isObject(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A value under its key in Polar's API (`meter_id`), else under its key in the SDKs (`meterId`).
 * @internal
 */
export function lookUp(object: Unknowns, wire: string, key: string): unknown {
  const value = object[wire];
  return value === undefined ? object[key] : value;
}

/**
 * A key in the object's own spelling, so that an error's path can be found in the payload.
 * @internal
 */
export function spelled(object: Unknowns, wire: string, key: string): string {
  return wire in object || !(key in object || Object.keys(object).some(isCamelCase)) ? wire : key;
}

/**
 * `meterId` → `meter_id`.
 * @internal
 */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isCamelCase(key: string): boolean {
  return /[a-z][A-Z]/.test(key);
}
