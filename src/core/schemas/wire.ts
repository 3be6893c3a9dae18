import type * as z from 'zod/mini';
import { toDate } from './date';
import { mismatch, type Parse } from './payload';
import { type Definition, type Field, schemaOf } from './schema';
import type { Unknowns } from './spelling';

/** Keys that Meterface adds to Polar's objects, and that are never on the wire. */
export const ourKeys = ['kind', 'unreadable', 'incomplete'] as const;

export const text = field('text', (value) => (typeof value === 'string' ? value : undefined));

/** Text whose known values are `T`. Newer values pass unchanged. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function textOf<T extends string>(): Field<T> {
  return text as Field<unknown> as Field<T>;
}

export const flag = field('true or false', (value) => (typeof value === 'boolean' ? value : undefined));

/**
 * A number, or `null` for an unknown one: Polar serializes NaN and Infinity as `null`, and SDK objects may contain
 * them as they are. Text is not a number, even when it looks like one.
 */
export const quantity = field('a number', toQuantity);

/** A quantity that becomes `null` when it is missing or unreadable, because its object is useful without it. */
export const quantityOrNull = field('a number', (value) => toQuantity(value) ?? null);

/** A date: ISO 8601 text (UTC where it names no zone) or a `Date`. */
export const instant = field('a date', toDate);

/** A date that becomes `null` when it is missing or unreadable, because its object is useful without it. */
export const instantOrNull = field('a date', (value) => toDate(value) ?? null);

/**
 * A field of one kind.
 * @param kind completes the sentence "expected …, got …".
 * @param read returns `undefined` for a value of another kind.
 */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function field<T>(kind: string, read: (value: unknown) => T | undefined): Field<T> {
  const parser: Definition['parser'] = () => (payload) => {
    const value = read(payload.value);
    if (value === undefined) payload.issues.push(mismatch(kind, payload.value));
    payload.value = value;
  };
  return schemaOf({ type: 'custom', parser }) as Field<unknown> as Field<T>;
}

/** A value of any kind, unchanged. */
export const anything = field<unknown>('anything', (value) => value);

/** A field that always has the same value, whatever the payload says. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function constant<const T extends string | true>(value: T): Field<T> {
  return field('anything', () => value);
}

/** A field that may be missing, and then stays missing. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function optional<T extends z.core.$ZodType>(inner: T): z.ZodMiniExactOptional<T> {
  return wrap('optional', inner) as z.ZodMiniExactOptional<T>;
}

/** A field that may be `null`. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function nullable<T>(inner: Field<T>): Field<T | null> {
  return wrap('nullable', inner) as Field<unknown> as Field<T | null>;
}

/** Computes the value to parse from the field's value in the payload, the fields parsed before it, and the whole payload. */
export type Derive = (value: unknown, output: Unknowns, payload: Unknowns) => unknown;

/** A field whose value may be computed from the fields before it. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function derived<T extends z.core.$ZodType>(inner: T, derive: Derive): T {
  return wrap('optional', inner, derive) as z.core.$ZodType as T;
}

/** A flag that Meterface sets if `isSet` returns true. It survives a second parse; any other value in a payload is ignored. */
// @__NO_SIDE_EFFECTS__
/** @internal */
export function mark(isSet?: (output: Unknowns, payload: Unknowns) => boolean): z.ZodMiniExactOptional<Field<true>> {
  return derived(optional(constant(true)), (value, output, payload) => value === true || isSet?.(output, payload) || undefined);
}

interface Wrapper extends Definition {
  innerType: z.core.$ZodType;
  derive: Derive | undefined;
}

function wrap(type: 'optional' | 'nullable', innerType: z.core.$ZodType, derive?: Derive): z.ZodMiniType {
  const definition: Wrapper = { type, innerType, derive, parser: parseWrapped };
  return schemaOf(definition);
}

function parseWrapped({ type, innerType }: Wrapper): Parse {
  return (payload, context) => (type === 'nullable' && payload.value === null) || innerType._zod.run(payload, context);
}

function toQuantity(value: unknown): number | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null ? null : undefined;
}
