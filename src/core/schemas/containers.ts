import type * as z from 'zod/mini';
import { type Brief, mismatch, type Parse, parseInner, passUp, type Payload } from './payload';
import { type Definition, type Field, schemaOf } from './schema';
import { isObject, lookUp, snakeCase, spelled, type Unknowns } from './spelling';
import type { Derive } from './wire';

/** An object whose keys may be spelled as Polar's API does (`meter_id`) or as its SDKs do (`meterId`). It drops unknown keys. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function object<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodMiniObject<Shape> {
  const definition: ObjectDefinition = { type: 'object', shape, parser: parseObject };
  return schemaOf(definition) as z.ZodMiniObject<Shape>;
}

/** An object whose keys are data, such as locales: they keep their spelling. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function dictionary<T>(value: Field<T>): Field<Record<string, T>> {
  const definition: DictionaryDefinition = { type: 'record', valueType: value, parser: parseDictionary };
  return schemaOf(definition) as Field<unknown> as Field<Record<string, T>>;
}

/** A list in which every item must be readable: leaving one out would change what the list means. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function list<T extends z.core.$ZodType>(item: T): Field<z.output<T>[]> {
  return each('', item);
}

/**
 * A list that keeps its readable items and leaves out the others.
 * @param what names an item in errors. Without a name, every item must be readable.
 * @param options `instead` parses what is worth keeping of an unreadable item; `arrange` sorts the kept ones.
 */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function each<T extends z.core.$ZodType>(what: string, item: T, options?: EachOptions<z.output<T>>): Field<z.output<T>[]> {
  const definition: ListDefinition = { type: 'array', element: item, what, ...(options as EachOptions<unknown> | undefined), parser: parseList };
  return schemaOf(definition) as Field<unknown> as Field<z.output<T>[]>;
}

/** One of several objects. `pick` chooses by the payload, so that an issue names the invalid field instead of the whole object. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function choice<T extends z.core.$ZodType>(options: readonly T[], pick: (payload: Unknowns) => NoInfer<T>): Field<z.output<T>> {
  const definition: ChoiceDefinition = { type: 'union', options, pick, parser: parseChoice };
  return schemaOf(definition) as Field<unknown> as Field<z.output<T>>;
}

/** A field that is reported and replaced if it is unreadable, so that the rest of its object is kept. A missing field is replaced, too. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function orElse<T>(what: string, innerType: Field<T>, otherwise: T): Field<T> {
  const parser = (): Parse => (payload, context) => {
    const { value, issues: [issue] } = parseInner(innerType, payload.value, context);
    if (issue && payload.value !== undefined) payload.left = [{ what, issue }];
    payload.value = issue ? otherwise : value;
  };
  return schemaOf({ type: 'custom', parser }) as Field<unknown> as Field<T>;
}

interface ObjectDefinition extends Definition {
  shape: z.core.$ZodShape;
}

interface Entry {
  key: string;
  /** The key as Polar's API spells it. */
  wire: string;
  zod: z.core.$ZodTypeInternals;
  isOptional: boolean;
  derive: Derive | undefined;
}

function parseObject({ shape }: ObjectDefinition): Parse {
  let entries: Entry[] | undefined;
  return (payload, context) => {
    const input = payload.value;
    if (!isObject(input)) return payload.issues.push(mismatch('an object', input));
    entries ??= Object.entries(shape).map(entryOf);
    const output: Record<string, unknown> = {};
    let inner: Payload = { value: undefined, issues: [] };
    for (const { key, wire, zod, isOptional, derive } of entries) {
      const found = lookUp(input, wire, key);
      const value = derive ? derive(found, output, input) : found;
      if (value === undefined && isOptional) continue;
      inner.value = value;
      const parsed = zod.run(inner, context) as Payload;
      if (parsed.value !== undefined) output[key] = parsed.value;
      if (parsed.issues.length > 0 || parsed.left) {
        passUp(payload, parsed, spelled(input, wire, key));
        // Our own parsers read only the first issue. To find all would take seconds in a list of millions of bad objects.
        if (parsed.issues.length > 0 && (context as Brief).isBrief) return;
        inner = { value: undefined, issues: [] };
      }
    }
    payload.value = output;
  };
}

function entryOf([key, { _zod }]: [key: string, schema: z.core.$ZodType]): Entry {
  return { key, wire: snakeCase(key), zod: _zod, isOptional: _zod.def.type === 'optional' || _zod.optout === 'optional', derive: (_zod.def as { derive?: Derive }).derive };
}

interface DictionaryDefinition extends Definition {
  valueType: z.core.$ZodType;
}

function parseDictionary({ valueType }: DictionaryDefinition): Parse {
  return (payload, context) => {
    const input = payload.value;
    if (!isObject(input)) return payload.issues.push(mismatch('an object', input));
    const output: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(input)) {
      // Assigning to this key would replace the prototype.
      if (key === '__proto__') continue;
      const parsed = parseInner(valueType, value, context);
      output[key] = parsed.value;
      // A server may send any text as a key. Errors and logs get only what looks like a locale or a plural form.
      passUp(payload, parsed, /^[\w=-]{1,35}$/.test(key) ? key : '…');
    }
    payload.value = output;
  };
}

interface EachOptions<T> {
  instead?: Field<T>;
  arrange?: (items: readonly T[]) => T[];
}

interface ListDefinition extends Definition, EachOptions<unknown> {
  element: z.core.$ZodType;
  what: string;
}

function parseList({ element, what, instead, arrange }: ListDefinition): Parse {
  return (payload, context) => {
    const items = payload.value;
    if (!Array.isArray(items)) return payload.issues.push(mismatch('a list', items));
    const kept: unknown[] = [];
    // Reads by index: forEach skips holes, and Prototype.js replaces Array.prototype.entries with a method of its own.
    for (let index = 0; index < items.length; index++) {
      const value: unknown = items[index];
      const parsed = parseInner(element, value, context);
      const [issue] = parsed.issues;
      if (what === '' || !issue) {
        kept.push(parsed.value);
        passUp(payload, parsed, index);
      } else {
        passUp(payload, { issues: [], left: [{ what, issue }] }, index);
        const rest = instead ? parseInner(instead, value, context) : parsed;
        if (rest.issues.length === 0) kept.push(rest.value);
      }
    }
    payload.value = arrange ? arrange(kept) : kept;
  };
}

interface ChoiceDefinition extends Definition {
  options: readonly z.core.$ZodType[];
  pick: (payload: Unknowns) => z.core.$ZodType;
}

function parseChoice({ pick }: ChoiceDefinition): Parse {
  return (payload, context) => {
    const input = payload.value;
    return isObject(input) ? pick(input)._zod.run(payload, context) : payload.issues.push(mismatch('an object', input));
  };
}
