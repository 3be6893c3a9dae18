import type * as z from 'zod/mini';
import { snakeCase } from './spelling';
import { ourKeys } from './wire';

/**
 * The keys that a schema reads, as Polar's API spells them. `value` means text, a number, true, false or null:
 * nothing can be nested below such a key.
 */
export type Shape = 'value' | readonly [Shape] | { readonly [key: string]: Shape } | { readonly [anyKey]: Shape };

/** Stands for every key of an object whose keys are data. */
export const anyKey = Symbol('any key');

/**
 * The shape of the payloads that a schema of ours reads. Other keys never reach a host, so a proxy need not send them.
 * @internal
 */
export function shapeOf(schema: AnySchema): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object') {
    const fields = Object.entries(def.shape).filter(([key]) => !isOurs(key));
    return Object.fromEntries(fields.map(([key, field]) => [snakeCase(key), shapeOf(field)]));
  }
  if (def.type === 'record') return { [anyKey]: shapeOf(def.valueType) };
  if (def.type === 'array') return [shapeOf(def.element)];
  if (def.type === 'optional' || def.type === 'nullable') return shapeOf(def.innerType);
  // A payload may match any of the objects, so it may have the keys of all.
  return def.type === 'union' ? (Object.assign({}, ...def.options.map(shapeOf)) as Shape) : 'value';
}

function isOurs(key: string): boolean {
  return (ourKeys as readonly string[]).includes(key);
}

/** Any schema of zod. */
export type AnySchema = z.core.$ZodType;

/** The type of the payloads that a schema of ours reads, as Polar's API spells them and with dates as ISO text. */
export type WireOf<Schema extends AnySchema> = OnTheWire<z.output<Schema>>;

type OnTheWire<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? OnTheWire<Item>[]
      : { [Key in keyof T as SnakeCase<Exclude<Key, (typeof ourKeys)[number]>>]: OnTheWire<T[Key]> };

type SnakeCase<Key> = Key extends `${infer Letter}${infer Rest}` ? `${Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`}${SnakeCase<Rest>}` : Key;
