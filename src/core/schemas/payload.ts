import type * as z from 'zod/mini';

/** A part of a payload that was left out because it is unreadable. */
export interface LeftOut {
  /** The name of the part in errors. */
  what: string;
  issue: z.core.$ZodRawIssue;
}

/** Zod's payload, which also collects left-out parts. Reported as issues, they would fail the whole parse. */
export interface Payload<T = unknown> extends z.core.ParsePayload<T> {
  left?: LeftOut[];
}

/** A context in which an object need not report more than its first issue. */
export type Brief = z.core.ParseContextInternal & { isBrief?: true };

/** Parses in place: it changes the payload's value and adds issues. */
export type Parse = (payload: Payload, context: z.core.ParseContextInternal) => unknown;

/**
 * Parses an inner value by itself.
 * @internal
 */
export function parseInner({ _zod }: z.core.$ZodType, value: unknown, context: z.core.ParseContextInternal): Payload {
  return _zod.run({ value, issues: [] }, context) as Payload;
}

/** How many left-out parts of one list are reported. Polar's pages have 100 items. Each report is an error with a stack trace, and a million would take all memory. */
export const mostReported = 1000;

/**
 * In how many lists an unreadable part is: 1 for an item, 2 for a part inside an item, such as `items[0].prices[1]`. A host's own
 * source may give anything as an issue: 0 if it has no path.
 * @internal
 */
export function depthOf(issue: unknown): number {
  return [(issue as { path?: unknown } | null)?.path].flat().filter((step) => typeof step === 'number').length;
}

/**
 * Whether an unreadable part is one of those that a list shows, and not the counts of its pages or what a plan grants.
 * @internal
 */
export function isShown(issue: unknown): boolean {
  return !/pagination|benefits/.test((issue as { path?: string } | null)?.path as string);
}

/**
 * Passes issues and left-out parts of an inner value to the outer one, and adds the inner one's key to their paths. Beyond a limit, parts of a list are left out without a report.
 * @internal
 */
export function passUp(outer: Payload, { issues, left }: Omit<Payload, 'value'>, step: PropertyKey): void {
  // Not push(...issues): a list of a million bad items would overflow the stack.
  for (const issue of issues) outer.issues.push(below(step, issue));
  // An object has few fields, and one list must not use up the reports of another.
  const most = typeof step === 'number' ? mostReported : Infinity;
  for (const part of left ?? []) if ((outer.left ??= []).length < most) outer.left.push({ ...part, issue: below(step, part.issue) });
}

/**
 * The issue for a value of another kind. It names both kinds and never the value: payloads are private.
 * @internal
 */
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
