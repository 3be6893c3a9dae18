import * as z from 'zod/mini';
import { SchemaError } from './SchemaError';
import type { Parse, Payload } from './payload';

/** A schema for any input: it returns a `T` or issues. */
export type Field<T> = z.ZodMiniType<T, unknown>;

/** Zod's definition of a schema, and how it parses. */
export interface Definition extends z.core.$ZodTypeDef {
  shape?: z.core.$ZodShape;
  /** Called once for each schema, including the copies that `z.extend` and `check` make with another definition. */
  parser: (definition: never) => Parse;
}

/** Makes a zod schema that parses by its definition. */
// @__NO_SIDE_EFFECTS__
export function schemaOf(definition: Definition): z.ZodMiniType {
  return new Schema(definition) as unknown as z.ZodMiniType;
}

type Context = z.core.ParseContext<z.core.$ZodIssue>;
type Check = z.core.$ZodCheck<never>;
type Result = { success: true; data: unknown } | { success: false; error: SchemaError };

/** The classes of zod that a schema counts as an instance of. */
const traits = new Set(['$ZodType', 'ZodMiniType']);

/**
 * A schema with zod's internals and methods, made without zod's constructor, which throws on a page that has added
 * enumerable properties to `Object.prototype`, and which costs each visitor 2 kB. Zod's own objects also read only one
 * spelling of a key, and cannot leave out an unreadable part.
 */
class Schema {
  declare readonly _zod: z.core.$ZodTypeInternals;
  readonly type: Definition['type'];
  readonly shape: z.core.$ZodShape | undefined;

  constructor(readonly def: Definition) {
    this.type = def.type;
    this.shape = def.shape;
    const { checks = [] } = def;
    const parseInPlace = def.parser(def as never);
    const parse = (payload: Payload, context: z.core.ParseContextInternal): Payload => {
      // Our fields are never asynchronous, and `parseAsync` would make a promise for each.
      parseInPlace(payload, context.async ? { ...context, async: false } : context);
      return payload;
    };
    const run = checks.length === 0 ? parse : (payload: Payload, context: z.core.ParseContextInternal) => runChecks(parse(payload, context), checks, context);
    const optout = def.type === 'optional' ? 'optional' : undefined;
    // Zod's internals are not enumerable, either.
    Object.defineProperty(this, '_zod', { value: { def, constr: Schema, traits, bag: {}, parse, run, optout } });
    for (const { _zod } of checks) for (const attach of _zod.onattach) attach(this);
  }

  // Getters, because zod's methods work without their schema: `const { parse } = schema`.
  get parse() {
    return (data: unknown, context?: Context) => dataOf(this.safeParse(data, context));
  }

  get safeParse() {
    return (data: unknown, context?: Context) => {
      const payload = this._zod.run({ value: data, issues: [] }, { ...context, async: false });
      if (payload instanceof Promise) throw new z.core.$ZodAsyncError();
      return resultOf(payload, context);
    };
  }

  get parseAsync() {
    return async (data: unknown, context?: Context) => dataOf(await this.safeParseAsync(data, context));
  }

  get safeParseAsync() {
    return async (data: unknown, context?: Context) => resultOf(await this._zod.run({ value: data, issues: [] }, { ...context, async: true }), context);
  }

  get check() {
    return (...checks: (z.core.CheckFn<unknown> | Check)[]) => {
      const added = checks.map((check) => (typeof check === 'function' ? { _zod: { check, def: { check: 'custom' }, onattach: [] } } : check));
      return this.clone({ ...this.def, checks: [...(this.def.checks ?? []), ...added] }, { parent: true });
    };
  }

  get with() {
    return this.check;
  }

  get clone() {
    return (def?: Definition, params?: { parent: boolean }) => z.clone(this, def, params);
  }

  get brand() {
    return () => this;
  }

  get register() {
    return (registry: { add: (schema: Schema, meta: unknown) => unknown }, meta: unknown) => (registry.add(this, meta), this);
  }

  get apply() {
    return <T>(change: (schema: this, ...rest: unknown[]) => T, ...rest: unknown[]) => change(this, ...rest);
  }

  // Computed, because Stryker fails on a getter with a quoted name.
  get ['~standard']() {
    const validate = (value: unknown) => {
      try {
        return standard(this.safeParse(value));
      } catch {
        // A check may be asynchronous.
        return this.safeParseAsync(value).then(standard);
      }
    };
    return { version: 1 as const, vendor: 'zod', validate };
  }
}

function resultOf({ value, issues }: z.core.ParsePayload, context: Context | undefined): Result {
  return issues.length === 0 ? { success: true, data: value } : { success: false, error: new SchemaError(issues, context) };
}

function dataOf(result: Result): unknown {
  if (result.success) return result.data;
  throw result.error;
}

function standard(result: Result): { value: unknown } | { issues: readonly z.core.$ZodIssue[] } {
  return result.success ? { value: result.data } : { issues: result.error.issues };
}

/** Runs the checks that a host has added, as zod does: a check without a condition of its own runs only on a valid value. */
function runChecks(payload: Payload, checks: readonly Check[], context: z.core.ParseContextInternal): Payload | Promise<Payload> {
  const pending: Promise<unknown>[] = [];
  for (const { _zod } of checks) {
    const { when } = _zod.def;
    if (when ? !when(payload) : payload.issues.some((issue) => issue.continue !== true)) continue;
    const result = _zod.check(payload as never);
    if (result instanceof Promise) pending.push(result);
  }
  if (pending.length === 0) return payload;
  if (!context.async) throw new z.core.$ZodAsyncError();
  return Promise.all(pending).then(() => payload);
}
