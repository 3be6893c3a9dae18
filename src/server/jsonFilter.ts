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
  // In a page, copying the object key by key would set a prototype.
  return others === undefined || isAt(prototypeKey, bytes, start, end) ? undefined : others;
}

/** For decoding a key with escapes. Each key of a filter is shorter, so a key that doesn't fit here equals none of them. */
const decoded = new Uint8Array(100);
const backslash = 92;
const letterU = 117;
/** In place of a character that no key of a filter has: all of them are ASCII, without control characters. */
const foreign = 0xff;

/** Like {@link filterOf}, for a key with valid escapes. It creates no string for each key, because a hostile payload may have a million of them. */
export function filterOfEscaped(filter: ObjectFilter, bytes: Uint8Array, start: number, end: number): JsonFilter | undefined {
  let [hash, length] = [0, 0];
  for (let at = start; at < end && length < decoded.length; at += 1) {
    let byte = bytes[at] ?? 0;
    if (byte === backslash) {
      at += 1;
      const letter = bytes[at] ?? 0;
      // `\n` and the like stand for control characters; a quote or a slash stands for itself.
      byte = letter === letterU ? codeAt(bytes, at + 1) : letter >= 97 ? foreign : letter;
      if (letter === letterU) at += 4;
    }
    hash = addToHash(hash, byte);
    decoded[length] = byte;
    length += 1;
  }
  return filterOf(filter, decoded, 0, length, hash);
}

/** The ASCII character that four hexadecimal digits name. */
function codeAt(bytes: Uint8Array, start: number): number {
  let code = 0;
  for (let at = start; at < start + 4; at += 1) {
    const byte = bytes[at] ?? 0;
    // The low four bits of a digit are its value; those of A to F are 1 to 6.
    code = code * 16 + (byte & 15) + (byte > 57 ? 9 : 0);
  }
  return code < 128 ? code : foreign;
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
