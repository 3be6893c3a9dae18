import type { WireIssue, WirePage } from '../fixtures/wireRecord';

/** Reads a query string as Polar's server does and collects validation issues. */
export interface Params {
  /** The issues so far, in the order in which parameters were read. */
  issues: WireIssue[];
  /** The last value of a parameter. */
  text: (name: string) => string | undefined;
  /** All values of a parameter that takes UUIDs of version 4, in lower case. */
  uuids: (name: string) => string[];
  /** All values of a parameter that accepts only certain words. */
  choices: <Choice extends string>(name: string, allowed: readonly Choice[]) => Choice[];
  /** The value of a boolean parameter. */
  flag: (name: string) => boolean | undefined;
  /** All values of `sorting`, or the fallback. */
  sorting: <Property extends string>(properties: readonly Property[], fallback: Sorting<Property>) => Sorting<Property>[];
  /** The requested page of the items. */
  page: <Item>(items: readonly Item[]) => WirePage<Item>;
}

/** A property to sort by; a minus sign in front means descending. */
export type Sorting<Property extends string> = Property | `-${Property}`;

const uuidV4Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const integerPattern = /^\s*[+-]?\d+(\.0+)?\s*$/;
const truths = ['true', 't', '1', 'yes', 'y', 'on'];
const untruths = ['false', 'f', '0', 'no', 'n', 'off'];

/** Reads a query string. */
export function readParams(query: URLSearchParams): Params {
  const issues: WireIssue[] = [];
  const text = (name: string) => query.getAll(name).at(-1);
  const page = positiveInteger('page', 1);
  const limit = Math.min(positiveInteger('limit', 10), 100);
  return {
    issues,
    text,
    uuids(name) {
      const values = query.getAll(name);
      issues.push(...values.flatMap((value) => uuidIssue(value, ['query', name]) ?? []));
      return values.map((value) => value.toLowerCase());
    },
    choices<Choice extends string>(name: string, allowed: readonly Choice[]) {
      const isAllowed = (value: string): value is Choice => allowed.some((one) => one === value);
      const values = query.getAll(name);
      issues.push(...values.flatMap((value) => (isAllowed(value) ? [] : [enumIssue(value, ['query', name], allowed)])));
      return values.filter(isAllowed);
    },
    flag(name) {
      const input = text(name);
      if (input === undefined) return undefined;
      if (truths.includes(input.toLowerCase())) return true;
      if (untruths.includes(input.toLowerCase())) return false;
      const msg = 'Input should be a valid boolean, unable to interpret input';
      issues.push({ type: 'bool_parsing', loc: ['query', name], msg, input });
      return undefined;
    },
    sorting<Property extends string>(properties: readonly Property[], fallback: Sorting<Property>) {
      const allowed = properties.flatMap((property): Sorting<Property>[] => [property, `-${property}`]);
      const isAllowed = (value: string): value is Sorting<Property> => allowed.some((one) => one === value);
      const values = query.getAll('sorting');
      values.forEach((input, index) => {
        if (!isAllowed(input)) issues.push(enumIssue(input, ['query', 'sorting', index], allowed));
      });
      return values.length === 0 ? [fallback] : values.filter(isAllowed);
    },
    page(items) {
      return {
        items: items.slice((page - 1) * limit, page * limit),
        pagination: { total_count: items.length, max_page: Math.ceil(items.length / limit) },
      };
    },
  };

  function positiveInteger(name: string, fallback: number): number {
    const input = text(name);
    if (input === undefined) return fallback;
    const loc = ['query', name];
    if (!integerPattern.test(input)) {
      const msg = 'Input should be a valid integer, unable to parse string as an integer';
      issues.push({ type: 'int_parsing', loc, msg, input });
      return fallback;
    }
    if (Number(input) > 0) return Number(input);
    issues.push({ type: 'greater_than', loc, msg: 'Input should be greater than 0', input, ctx: { gt: 0 } });
    return fallback;
  }
}

/** The issue of a value that is not a UUID of version 4. */
export function uuidIssue(input: unknown, loc: (string | number)[]): WireIssue | undefined {
  if (typeof input === 'string' && uuidV4Pattern.test(input)) return undefined;
  return { type: 'uuid_parsing', loc, msg: 'Input should be a valid UUID', input };
}

/** Items in the requested order. Ties are sorted by id, so pages are stable. As in PostgreSQL, null is larger than any value: last when ascending, first when descending. */
export function sorted<Item extends { id: string }, Property extends string>(
  items: readonly Item[],
  sorting: readonly Sorting<Property>[],
  keys: Record<Property, (item: Item) => string | number | null>,
): Item[] {
  const orders = sorting.map((criterion) => {
    const descending = criterion.startsWith('-');
    const key = keys[(descending ? criterion.slice(1) : criterion) as Property];
    return (a: Item, b: Item) => compareKeys(key(a), key(b)) * (descending ? -1 : 1);
  });
  return [...items].sort((a, b) => {
    for (const order of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return compareKeys(a.id, b.id);
  });
}

function compareKeys(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function enumIssue(input: string, loc: (string | number)[], allowed: readonly string[]): WireIssue {
  const quoted = allowed.map((value) => `'${value}'`);
  const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
  return { type: 'enum', loc, msg: `Input should be ${expected}`, input, ctx: { expected } };
}
