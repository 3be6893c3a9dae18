import * as z from 'zod/mini';
import { toDate } from './date';

/** A schema for any input: it returns a `T` or issues. */
export type Field<T> = z.ZodMiniType<T, unknown>;

/** Keys that Meterface adds to Polar's objects, and that are never on the wire. */
export const ourKeys = ['kind', 'unreadable', 'incomplete'] as const;

export const text = field('text', (value) => (typeof value === 'string' ? value : undefined));
/** Text whose known values are `T`. Newer values pass unchanged. */
// @__NO_SIDE_EFFECTS__
export function textOf<T extends string>(): Field<T> {
  return text as Field<unknown> as Field<T>;
}

export const flag = field('true or false', (value) => (typeof value === 'boolean' ? value : undefined));

/**
 * A number, or `null` for an unknown one: Polar serializes NaN and Infinity as `null`, and SDK objects may contain
 * them as they are. Text is not a number, even when it looks like one.
 */
export const quantity = field('a number', toQuantity);

/** A quantity that becomes `null` when it is missing or unreadable, because nothing depends on it. */
export const quantityOrNull = field('a number', (value) => toQuantity(value) ?? null);

/** A date: ISO 8601 text (UTC where it names no zone) or a `Date`. */
export const instant = field('a date', toDate);

/** A date that becomes `null` when it is missing or unreadable, because nothing depends on it. */
export const instantOrNull = field('a date', (value) => toDate(value) ?? null);

/** A mark that Meterface sets. It survives being parsed again; any other value is ignored. */
export const mark = z.exactOptional(z.transform((value: unknown) => (value === true ? value : undefined)) as Field<unknown> as Field<true>);

/**
 * A field of one kind.
 * @param kind completes the sentence "expected …, got …".
 * @param read returns `undefined` for a value of another kind.
 */
// @__NO_SIDE_EFFECTS__
export function field<T>(kind: string, read: (value: unknown) => T | undefined): Field<T> {
  const schema: Field<unknown> = z.transform((input: unknown, { issues }) => {
    const value = read(input);
    if (value === undefined) issues.push(mismatch(kind, input));
    return value;
  });
  return schema as Field<T>;
}

/** A field that always has the same value, whatever the payload says. */
// @__NO_SIDE_EFFECTS__
export function constant<const T extends string | true>(value: T): Field<T> {
  return field('anything', () => value);
}

/** A field that `complete` derives where the payload doesn't have it. */
// @__NO_SIDE_EFFECTS__
export function derivable<T>(schema: Field<T>): Field<T> {
  return z.exactOptional(schema);
}

/** The issue for a value of another kind. It names both kinds and never the value: payloads are private. */
export function mismatch(kind: string, input: unknown): z.core.$ZodRawIssue {
  return { code: 'custom', input, message: `expected ${kind}, got ${kindOf(input)}` };
}

function toQuantity(value: unknown): number | null | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null ? null : undefined;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : 'a date';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? typeof value;
}
