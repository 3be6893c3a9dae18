import { anyKey, type Shape } from '../core/schemas/shape';

/** A shape, prepared for comparing its keys with the bytes of a text. */
export type JsonFilter = 'value' | { item: JsonFilter } | ObjectFilter;

export interface ObjectFilter {
  /** By the hash of their keys. */
  fields: ReadonlyMap<number, readonly JsonField[]>;
  /** For all other keys; without it they are left out. */
  others?: JsonFilter;
}

interface JsonField {
  /** The key in UTF-8. */
  key: Uint8Array;
  filter: JsonFilter;
}

/** Prepares a shape for `stripJson`. */
export function toFilter(shape: Shape): JsonFilter {
  if (shape === 'value') return 'value';
  if (isList(shape)) return { item: toFilter(shape[0]) };
  if (anyKey in shape) return { fields: new Map(), others: toFilter(shape[anyKey]) };
  const fields = new Map<number, JsonField[]>();
  for (const [name, inner] of Object.entries(shape)) {
    const key = new TextEncoder().encode(name);
    const hash = key.reduce(addToHash, 0);
    fields.set(hash, [...(fields.get(hash) ?? []), { key, filter: toFilter(inner) }]);
  }
  return { fields };
}

/** The hash of a key, byte by byte from 0. It may equal that of another key. */
export function addToHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

/**
 * The filter for the value of a key, if it is kept.
 * @param bytes contain the key from `start` to `end`, in UTF-8 and without escapes.
 * @param hash the hash of the key.
 */
export function filterOf({ fields, others }: ObjectFilter, bytes: Uint8Array, start: number, end: number, hash: number): JsonFilter | undefined {
  for (const { key, filter } of fields.get(hash) ?? []) {
    if (isAt(key, bytes, start, end)) return filter;
  }
  // Code that copies the page's object key by key would set a prototype.
  return others === undefined || isAt(prototypeKey, bytes, start, end) ? undefined : others;
}

const prototypeKey = new TextEncoder().encode('__proto__');

function isAt(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let index = 0; index < key.length; index += 1) if (key[index] !== bytes[start + index]) return false;
  return true;
}

function isList(shape: Exclude<Shape, 'value'>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
