import * as z from 'zod/mini';
import { isObject, lookUp, snakeCase, spelled, type Unknowns } from './spelling';
import { type Field, mismatch } from './wire';

/** A part of a payload that was left out because it is unreadable. */
export interface LeftOut {
  /** The resource that the part would have been, as an error names it. */
  what: string;
  issue: z.core.$ZodRawIssue;
}

/** Zod's payload. It also carries up what was left out, which as an issue would fail the whole parse. */
export interface Payload<T = unknown> extends z.core.ParsePayload<T> {
  left?: LeftOut[];
}

/** An object whose keys may be spelled as Polar's API does (`meter_id`) or as its SDKs do (`meterId`). It drops unknown keys. */
// @__NO_SIDE_EFFECTS__
export function object<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodMiniObject<Shape> {
  return new SpelledObject({ type: 'object', shape }) as z.ZodMiniType as z.ZodMiniObject<Shape>;
}

/** Computes the value to read for a key, from the payload's own value, the fields before it, and the whole payload. */
type Derive = (value: unknown, output: Unknowns, input: Unknowns) => unknown;

/** A field whose value may follow from the fields before it. */
// @__NO_SIDE_EFFECTS__
export function derived<S extends z.core.$ZodType>(schema: S, derive: Derive): S {
  return new Derived({ type: 'optional', innerType: schema, derive }) as z.ZodMiniType as z.core.$ZodType as S;
}

/** A list in which every item must be readable: without one of them it would mean something else. */
// @__NO_SIDE_EFFECTS__
export function list<T extends z.core.$ZodType>(item: T): Field<z.output<T>[]> {
  return new List({ type: 'array', element: item }) as Field<unknown> as Field<z.output<T>[]>;
}

/**
 * A list that keeps its readable items and leaves out the others.
 * @param what names an item in errors.
 * @param options `instead` reads what is worth keeping of an unreadable item; `arrange` sorts the kept ones.
 */
// @__NO_SIDE_EFFECTS__
export function each<T extends z.core.$ZodType>(what: string, item: T, options?: EachOptions<z.output<T>>): Field<z.output<T>[]> {
  return new List({ type: 'array', element: item, what, ...(options as EachOptions<unknown> | undefined) }) as Field<unknown> as Field<z.output<T>[]>;
}

interface EachOptions<T> {
  instead?: Field<T>;
  arrange?: (items: readonly T[]) => T[];
}

/** One of several objects. `pick` decides by the input, so that issues name the wrong field and not only the whole. */
// @__NO_SIDE_EFFECTS__
export function choice<T extends z.core.$ZodType>(options: readonly T[], pick: (input: Unknowns) => T): Field<z.output<T>> {
  return new Choice({ type: 'union', options, pick }) as Field<unknown> as Field<z.output<T>>;
}

/** A field that is reported and replaced when it is unreadable, so that it doesn't cost the rest of its object. A missing one is replaced, too. */
// @__NO_SIDE_EFFECTS__
export function orElse<T>(what: string, schema: Field<T>, otherwise: T): Field<T> {
  const lenient: Field<unknown> = z.transform((value: unknown, payload: Payload) => {
    if (value === undefined) return otherwise;
    const read = schema._zod.run({ value, issues: [] }, { async: false }) as Payload<T>;
    const [issue] = read.issues;
    if (!issue) return read.value;
    payload.left = [{ what, issue }];
    return otherwise;
  });
  return lenient as Field<T>;
}

interface Entry {
  key: string;
  /** The key as Polar's API spells it. */
  wire: string;
  zod: z.core.$ZodTypeInternals;
  isOptional: boolean;
  derive: Derive | undefined;
}

interface DerivedDef extends z.core.$ZodOptionalDef {
  derive: Derive;
}

class Derived extends z.ZodMiniType {
  constructor(def: DerivedDef) {
    super(def);
    this._zod.optout = 'optional';
    parseBy(this, Derived, (payload, context) => def.innerType._zod.run(payload, context));
  }
}

class SpelledObject extends z.ZodMiniType {
  readonly shape: z.core.$ZodShape;

  constructor(def: z.core.$ZodObjectDef) {
    super(def);
    this.shape = def.shape;
    let entries: Entry[] | undefined;
    parseBy(this, SpelledObject, (payload, context) => {
      const input = payload.value;
      if (!isObject(input)) return payload.issues.push(mismatch('an object', input));
      entries ??= Object.entries(this.shape).map(entryOf);
      const output: Record<string, unknown> = {};
      let inner: Payload = { value: undefined, issues: [] };
      for (const { key, wire, zod, isOptional, derive } of entries) {
        const found = lookUp(input, wire, key);
        const value = derive ? derive(found, output, input) : found;
        if (value === undefined && isOptional) continue;
        inner.value = value;
        const read = zod.run(inner, context) as Payload;
        if (read.value !== undefined) output[key] = read.value;
        if (read.issues.length > 0 || read.left) {
          passUp(payload, read, spelled(input, wire, key));
          inner = { value: undefined, issues: [] };
        }
      }
      payload.value = output;
    });
  }
}

function entryOf([key, { _zod }]: [key: string, schema: z.core.$ZodType]): Entry {
  return { key, wire: snakeCase(key), zod: _zod, isOptional: _zod.optout === 'optional', derive: (_zod.def as Partial<DerivedDef>).derive };
}

interface ListDef extends z.core.$ZodArrayDef, EachOptions<unknown> {
  what?: string;
}

class List extends z.ZodMiniType {
  constructor(def: ListDef) {
    super(def);
    parseBy(this, List, (payload, context) => {
      const items = payload.value;
      if (!Array.isArray(items)) return payload.issues.push(mismatch('a list', items));
      const { element, what, instead, arrange } = def;
      const kept: unknown[] = [];
      // Not forEach, which skips holes.
      for (const [index, value] of (items as unknown[]).entries()) {
        let read = element._zod.run({ value, issues: [] }, context) as Payload;
        const [issue] = read.issues;
        if (what !== undefined && issue) {
          const left = [{ what, issue }];
          read = instead ? (instead._zod.run({ value, issues: [] }, context) as Payload) : read;
          if (read.issues.length === 0) kept.push(read.value);
          passUp(payload, { value, issues: [], left }, index);
        } else {
          kept.push(read.value);
          passUp(payload, read, index);
        }
      }
      payload.value = arrange ? arrange(kept) : kept;
    });
  }
}

interface ChoiceDef extends z.core.$ZodUnionDef {
  pick: (input: Unknowns) => z.core.$ZodType;
}

class Choice extends z.ZodMiniType {
  constructor(def: ChoiceDef) {
    super(def);
    parseBy(this, Choice, (payload, context) => {
      const input = payload.value;
      if (!isObject(input)) return payload.issues.push(mismatch('an object', input));
      return def.pick(input)._zod.run(payload, context);
    });
  }
}

/**
 * Sets how a schema parses: `parse` changes the payload. `constr` makes the copies that `z.extend` and `check` create
 * parse in the same way.
 */
function parseBy(schema: z.core.$ZodType, constr: new (def: never) => z.core.$ZodType, parse: (payload: Payload, context: z.core.ParseContextInternal) => unknown): void {
  const zod = schema._zod;
  zod.constr = constr as typeof zod.constr;
  const run: typeof zod.parse = (payload, context) => {
    // `parseAsync` would make a promise of every field.
    parse(payload, context.async ? { ...context, async: false } : context);
    return payload;
  };
  zod.parse = run;
  // With checks, zod's own `run` calls `parse`.
  if (!zod.def.checks?.length) zod.run = run;
}

/** Hands issues and left-out parts of an inner value to the outer one, with the step to it. */
function passUp(outer: Payload, { issues, left }: Payload, step: PropertyKey): void {
  // Not push(...issues): a list of a million bad items would overflow the stack.
  for (const issue of issues) outer.issues.push(below(step, issue));
  for (const { what, issue } of left ?? []) (outer.left ??= []).push({ what, issue: below(step, issue) });
}

function below(step: PropertyKey, issue: z.core.$ZodRawIssue): z.core.$ZodRawIssue {
  return { ...issue, path: [step, ...(issue.path ?? [])] };
}
