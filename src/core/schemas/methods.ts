import * as z from 'zod/mini';
import type { Payload } from './payload';
import { commonInternals, type Definition, type Internals, Schema } from './schema';
import { SchemaError } from './SchemaError';

/**
 * Adds zod's methods, such as `parse` and `check`, to all schemas, and the internals that zod's functions use. Returns the
 * given schema. Widgets parse without these methods, so a page downloads them (1 kB) only if it imports a schema.
 */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function withMethods<T extends z.core.$ZodType>(schema: T): T {
  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(Methods.prototype);
  Object.defineProperties(Schema.prototype, methods);
  Object.defineProperties(commonInternals, Object.getOwnPropertyDescriptors(zodInternals));
  return schema;
}

type Context = z.core.ParseContext<z.core.$ZodIssue>;
type Check = z.core.$ZodCheck<never>;
type Result = { success: true; data: unknown } | { success: false; error: SchemaError };

/** A copy of a schema, as zod makes it to change a definition or to add checks. */
class Copy extends Schema {
  constructor(definition: Definition) {
    super(definition);
    for (const { _zod } of definition.checks ?? []) for (const attach of _zod.onattach) attach(this as unknown as z.core.$ZodType);
  }
}

const zodInternals = {
  constr: Copy,
  /** The classes of zod that a schema counts as an instance of. */
  traits: new Set(['$ZodType', 'ZodMiniType']),
  /** What checks say about the values of one schema. */
  get bag(): object {
    const value = {};
    Object.defineProperty(this, 'bag', { value });
    return value;
  },
  get optout() {
    return (this as unknown as Internals).def.type === 'optional' ? 'optional' : undefined;
  },
  parse(this: Internals, payload: Payload, context: z.core.ParseContextInternal): Payload {
    // Our fields are never asynchronous, and `parseAsync` would make a promise for each.
    this.read(payload, context.async ? { ...context, async: false } : context);
    return payload;
  },
  run(this: Internals & { parse: Internals['run'] }, payload: Payload, context: z.core.ParseContextInternal): Payload | Promise<Payload> {
    void this.parse(payload, context);
    const { checks = [] } = this.def;
    return checks.length === 0 ? payload : runChecks(payload, checks, context);
  },
};

class Methods extends Schema {
  get type() {
    return this.def.type;
  }

  // Getters, because zod's methods may be called apart from their schema: `const { parse } = schema`.
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
    return (registry: { add: (schema: Methods, meta: unknown) => unknown }, meta: unknown) => (registry.add(this, meta), this);
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

/** Runs the checks that a host has added, as zod does: one without a condition is skipped after an issue that aborts. */
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
