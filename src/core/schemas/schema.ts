import type * as z from 'zod/mini';
import type { Parse, Payload } from './payload';

/** A schema for any input: it returns a `T` or issues. */
export type Field<T> = z.ZodMiniType<T, unknown>;

/** Zod's definition of a schema, and how it parses. */
export interface Definition extends z.core.$ZodTypeDef {
  shape?: z.core.$ZodShape;
  /** Called once for each schema, including the copies that `z.extend` and `check` make with another definition. */
  parser: (definition: never) => Parse;
}

/** The part of a schema's methods that runs checks. Only a method can add checks, so a schema with checks has it. */
export interface Checking {
  runChecks: (payload: Payload, checks: readonly z.core.$ZodCheck<never>[], context: z.core.ParseContextInternal) => Payload | Promise<Payload>;
}

/** Makes a zod schema that parses by its definition. */
// @__NO_SIDE_EFFECTS__
export function schemaOf(definition: Definition): z.ZodMiniType {
  return new Schema(definition) as unknown as z.ZodMiniType;
}

/** The classes of zod that a schema counts as an instance of. */
const traits = new Set(['$ZodType', 'ZodMiniType']);

/**
 * A schema with zod's internals, made without zod's constructor, which throws on a page that has added
 * enumerable properties to `Object.prototype`, and which costs each visitor 2 kB. Zod's own objects also read only one
 * spelling of a key, and cannot leave out an unreadable part. `withMethods` adds zod's methods.
 */
export class Schema {
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
    const run = checks.length === 0 ? parse : (payload: Payload, context: z.core.ParseContextInternal) => (this as unknown as Checking).runChecks(parse(payload, context), checks, context);
    const optout = def.type === 'optional' ? 'optional' : undefined;
    // Zod's internals are not enumerable, either.
    Object.defineProperty(this, '_zod', { value: { def, constr: Schema, traits, bag: {}, parse, run, optout } });
    for (const { _zod } of checks) for (const attach of _zod.onattach) attach(this as unknown as z.core.$ZodType);
  }
}
