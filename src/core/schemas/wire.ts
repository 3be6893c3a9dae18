import { formatPath, type PathStep, PortalError } from '../errors';

/** What a reader gives back for a value that is not what it reads. */
export const INVALID = Symbol('invalid');
type Invalid = typeof INVALID;

/**
 * How one value comes in from the wire. `read` is the straight line for good data; `wrongIn` is only asked when that
 * line has ended early, to find out where and why.
 */
export interface Field<T> {
  readonly read: (value: unknown) => T | Invalid;
  readonly wrongIn: (value: unknown) => Wrong[];
}

/** What is wrong with a value, and where in it. */
interface Wrong {
  path: PathStep[];
  message: string;
}

/** One table entry per key of the domain shape, in the order in which the keys appear. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** Told about each part of a payload that was left out because it could not be read. */
export interface ParseOptions {
  onIssue?: (issue: PortalError) => void;
}

type Unknowns = Readonly<Record<string, unknown>>;

/** A value of one kind. `expected` completes the sentence "expected …, got …". */
export function field<T>(expected: string, read: (value: unknown) => T | Invalid): Field<T> {
  return { read, wrongIn: (value) => (read(value) === INVALID ? [{ path: [], message: `expected ${expected}, got ${kindOf(value)}` }] : []) };
}

export const text = field('text', (value) => (typeof value === 'string' ? value : INVALID));
export const flag = field('true or false', (value) => (typeof value === 'boolean' ? value : INVALID));
/** Carried as it is, whatever it is. */
export const anything = field<unknown>('anything', (value) => value);

/**
 * A number, or `null` for "not known": Polar serialises NaN and Infinity as `null`, and SDK objects may
 * hold them as they are. Text is not a number, even when it looks like one.
 */
export const quantity = field<number | null>('a number', (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null ? null : INVALID;
});

/** A moment: ISO 8601 text (read as UTC where it names no zone) or a `Date`. */
export const instant = field<Date>('a date', (value) => toDate(value) ?? INVALID);

/** A moment that may be missing; one that cannot be read counts as missing, because nothing is decided by it. */
export const instantOrNull = field<Date | null>('a date', (value) => toDate(value) ?? null);

/** The same, or `null`. For plain values. */
export function nullable<T>({ read }: Field<T>): Field<T | null> {
  return field('something readable or null', (value) => (value === null ? null : read(value)));
}

/** The same, or absent: the key is then absent from the result, too. */
export function optional<T>({ read, wrongIn }: Field<T>): Field<T | undefined> {
  return {
    read: (value) => (value === undefined ? undefined : read(value)),
    wrongIn: (value) => (value === undefined ? [] : wrongIn(value)),
  };
}

/**
 * An object. Each key is looked up as Polar's API spells it (`meter_id`), then as its SDKs do (`meterId`);
 * keys that are not in the table are dropped.
 */
export function record<T>(fields: Fields<T>): Field<T> {
  const entries = Object.entries<Field<unknown>>(fields).map(([key, own]) => ({ ...own, key, wire: snakeCase(key) }));
  const read = (value: unknown): T | Invalid => {
    if (!isObject(value)) return INVALID;
    const result: Record<string, unknown> = {};
    for (const entry of entries) {
      const parsed = entry.read(lookUp(value, entry.wire, entry.key));
      if (parsed === INVALID) return INVALID;
      if (parsed !== undefined) result[entry.key] = parsed;
    }
    return result as T;
  };
  const wrongIn = (value: unknown): Wrong[] => {
    if (!isObject(value)) return [{ path: [], message: `expected an object, got ${kindOf(value)}` }];
    return entries.flatMap((entry) => entry.wrongIn(lookUp(value, entry.wire, entry.key)).map(({ path, message }) => ({ path: [spelled(value, entry.key), ...path], message })));
  };
  return { read, wrongIn };
}

/** The domain shape of `input`, or a {@link PortalError} with the path of the first thing that is wrong. */
export function parse<T>(what: string, expected: Field<T>, input: unknown, at: readonly PathStep[] = []): T {
  const result = expected.read(input);
  if (result !== INVALID) return result;
  const [wrong] = expected.wrongIn(input);
  return fail(what, [...at, ...(wrong?.path ?? [])], wrong?.message ?? 'it is in another shape');
}

/**
 * Every readable item; each of the others is told to `onIssue` with its path and hides nobody. Without an
 * `onIssue` it is every item or none: for lists that mean something else with a hole in them.
 */
export function parseEach<T>(
  items: unknown,
  at: readonly PathStep[],
  parseItem: (item: unknown, at: readonly PathStep[]) => T,
  onIssue?: (issue: PortalError) => void,
): T[] {
  if (!Array.isArray(items)) return fail('list', at, `expected a list, got ${kindOf(items)}`);
  const kept: T[] = [];
  // Not forEach, which passes over holes without a word.
  for (const [index, item] of (items as unknown[]).entries()) {
    try {
      kept.push(parseItem(item, [...at, index]));
    } catch (error) {
      if (!onIssue || !(error instanceof PortalError)) throw error;
      onIssue(error);
    }
  }
  return kept;
}

/** A list inside an object, under its wire or SDK name, with the path at which it was found. */
export function child(input: unknown, key: string, at: readonly PathStep[]): [value: unknown, at: PathStep[]] {
  if (!isObject(input)) return [undefined, [...at, key]];
  return [lookUp(input, snakeCase(key), key), [...at, spelled(input, key)]];
}

export function isObject(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(what: string, path: readonly PathStep[], why: string): never {
  const where = formatPath(path);
  throw new PortalError(
    'invalid_data',
    `This ${what} cannot be read: ${where === '' ? '' : `${where}: `}${why}. ` +
      'Check that it comes from Polar unchanged, and that Meterface is up to date.',
    { path },
  );
}

function lookUp(object: Unknowns, wire: string, key: string): unknown {
  const value = object[wire];
  return value === undefined ? object[key] : value;
}

/** A key as the object spells it, so that it can be found there. */
function spelled(object: Unknowns, key: string): string {
  const wire = snakeCase(key);
  return wire in object || !(key in object || Object.keys(object).some(isCamelCase)) ? wire : key;
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isCamelCase(key: string): boolean {
  return /[a-z][A-Z]/.test(key);
}

/** What a value is, never what it says: payloads are private. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'an invalid date';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ?? typeof value;
}

const isoUtc = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?$/;
const isoOther = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/;
const fourCenturies = 146_097 * 86_400_000;
/** No ISO date is longer; stops a hostile megabyte before any pattern reads it. */
const longestDate = 40;

function toDate(value: unknown): Date | undefined {
  if (typeof value === 'string') {
    if (value.length > longestDate) return undefined;
    return isoUtc.test(value) ? utcDate(value) : isoOther.test(value) ? valid(new Date(value)) : undefined;
  }
  return value instanceof Date ? valid(new Date(value)) : undefined;
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Reading dates takes most of the time of parsing a list; Polar's own form needs none of `Date.parse`'s generality. */
function utcDate(iso: string): Date | undefined {
  const [year, month, day] = [digits(iso, 0, 4), digits(iso, 5, 7), digits(iso, 8, 10)];
  const [hour, minute, second] = [digits(iso, 11, 13), digits(iso, 14, 16), digits(iso, 17, 19)];
  const millisecond = iso.charCodeAt(19) === 46 ? digits(iso, 20, 23) : 0;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  // Date.UTC takes year 26 for 1926; the calendar repeats every 400 years to the day.
  const date = new Date(Date.UTC(year + 400, month - 1, day, hour, minute, second, millisecond) - fourCenturies);
  // It also takes 31 February for 3 March, which is no date.
  return day > 28 && date.getUTCDate() !== day ? undefined : date;
}

/** The number written from one index to another; what is not a digit there counts as 0 ("…:37.1Z"). */
function digits(iso: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index++) {
    const digit = iso.charCodeAt(index) - 48;
    number = number * 10 + (digit >= 0 && digit <= 9 ? digit : 0);
  }
  return number;
}
