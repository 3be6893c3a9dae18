import * as z from 'zod/mini';

/** A schema for any input: it returns a `T` or issues. */
export type Field<T> = z.ZodMiniType<T, unknown>;

/** A part of a payload that was left out because it is unreadable. */
export interface LeftOut {
  /** What an error calls the part. */
  what: string;
  issue: z.core.$ZodRawIssue;
}

/** Zod's payload, which also collects left-out parts. Reported as issues, they would fail the whole parse. */
export interface Payload<T = unknown> extends z.core.ParsePayload<T> {
  left?: LeftOut[];
}

/** Parses in place: it changes the payload's value and adds issues. */
export type Parse = (payload: Payload, context: z.core.ParseContextInternal) => unknown;

/** Zod's definition of a schema, and how it parses. */
export interface Definition extends z.core.$ZodTypeDef {
  shape?: z.core.$ZodShape;
  /** Called once for each schema, including the copies that `z.extend` and `check` make with another definition. */
  parser: (definition: never) => Parse;
}

/**
 * A zod schema that parses by its definition. Zod's own objects and optional fields cost 2 kB more, read one spelling of
 * a key, and cannot leave out a part.
 */
export class Schema extends z.ZodMiniType {
  readonly shape: z.core.$ZodShape | undefined;

  constructor(definition: Definition) {
    super(definition);
    this.shape = definition.shape;
    const parse = definition.parser(definition as never);
    const run = (payload: Payload, context: z.core.ParseContextInternal): Payload => {
      // Our fields are never asynchronous, and `parseAsync` would make a promise for each.
      parse(payload, context.async ? { ...context, async: false } : context);
      return payload;
    };
    const zod = this._zod;
    zod.constr = Schema;
    zod.parse = run;
    // With checks, zod's own `run` calls `parse`.
    if (!definition.checks?.length) zod.run = run;
    if (definition.type === 'optional') zod.optout = 'optional';
  }
}

/** Parses an inner value by itself. */
export function parseInner({ _zod }: z.core.$ZodType, value: unknown, context: z.core.ParseContextInternal): Payload {
  return _zod.run({ value, issues: [] }, context) as Payload;
}

/** Passes issues and left-out parts of an inner value to the outer one, and adds the inner one's key to their paths. */
export function passUp(outer: Payload, { issues, left }: Omit<Payload, 'value'>, step: PropertyKey): void {
  // Not push(...issues): a list of a million bad items would overflow the stack.
  for (const issue of issues) outer.issues.push(below(step, issue));
  for (const { what, issue } of left ?? []) (outer.left ??= []).push({ what, issue: below(step, issue) });
}

/** The issue for a value of another kind. It names both kinds and never the value: payloads are private. */
export function mismatch(kind: string, input: unknown): z.core.$ZodRawIssue {
  return { code: 'custom', input, message: `expected ${kind}, got ${kindOf(input)}` };
}

function below(step: PropertyKey, issue: z.core.$ZodRawIssue): z.core.$ZodRawIssue {
  return { ...issue, path: [step, ...(issue.path ?? [])] };
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : 'a date';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? typeof value;
}
