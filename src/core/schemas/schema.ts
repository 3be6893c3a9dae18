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

/** Makes a zod schema that parses by its definition. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function schemaOf(definition: Definition): z.ZodMiniType {
  return new Schema(definition) as unknown as z.ZodMiniType;
}

/** What a schema has in place of zod's own internals. */
export interface Internals {
  readonly def: Definition;
  readonly read: Parse;
  run: (payload: Payload, context: z.core.ParseContextInternal) => Payload | Promise<Payload>;
}

/** The internals that all schemas share. `withMethods` adds those that only zod's functions use. */
export const commonInternals: Pick<Internals, 'run'> = {
  run(this: Internals, payload, context) {
    this.read(payload, context);
    return payload;
  },
};

/**
 * A schema with zod's internals, made without zod's constructor, which throws on a page that has added
 * enumerable properties to `Object.prototype`, and which costs each visitor 2 kB. Zod's own objects also read only one
 * spelling of a key, and cannot leave out an unreadable part. `withMethods` adds zod's methods.
 */
export class Schema {
  declare readonly _zod: z.core.$ZodTypeInternals;
  readonly shape: z.core.$ZodShape | undefined;

  constructor(readonly def: Definition) {
    this.shape = def.shape;
    // Zod's internals are not enumerable, either.
    Object.defineProperty(this, '_zod', { value: { __proto__: commonInternals, def, read: def.parser(def as never) } });
  }
}
