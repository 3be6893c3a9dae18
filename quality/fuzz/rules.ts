import { isDeepStrictEqual } from 'node:util';
import { formatPath, isPortalError, type PortalError } from '../../src/core/errors';
import { camelCase, carried, type Dialect, type Mutation, mutate, type Path, secret, snakeCase, spell } from './mutate';
import { type Reading, type Schema, schemas } from './schemas';

export interface Case {
  sample: number;
  dialect: Dialect;
  mutations: readonly Mutation[];
}

/** How a payload fared: read whole, read without some parts, or refused; and what of the rules was broken. */
export interface Verdict {
  outcome: 'whole' | 'in part' | 'refused';
  leftOut: number;
  broken: string[];
}

type Container = Record<string, unknown>;
const harmless = new Set(['extra', '__proto__']);
/** Lists of which each item stands for itself, wherever they are; in all others it is every item or none. */
const lists = new Set(schemas.flatMap((schema) => schema.lists));
const priceKinds = new Map([['metered_unit', 'unit'], ['metered_tiers', 'tiers'], ['fixed', 'fixed'], ['seat_based', 'seats'], ['unit_based', 'units']]);
const isOwn = (list: string | number = 'items') => list === 'result' || lists.has(normal(list));

/** Reads one mutated payload, and holds what came out against the rules. */
export function judge(schema: Schema, { sample, dialect, mutations }: Case): Verdict {
  const good = () => spell(schema.samples[sample % schema.samples.length], dialect);
  const broken: string[] = [];
  const tell = (sentence: string) => void broken.push(sentence);
  const { input, touched } = mutate(good(), mutations);
  const before = spell(input, 'snake_case');

  let reading: Reading;
  try {
    reading = schema.read(input);
  } catch (error) {
    if (!isPortalError(error)) tell(`threw ${String(error)}`);
    else {
      blame(error, touched, tell);
      if (error.path.some((step, index) => typeof step === 'number' && isOwn(error.path[index - 1]))) tell(`let ${formatPath(error.path)} hide all others`);
    }
    return { outcome: 'refused', leftOut: 0, broken };
  }
  const { value, issues } = reading;
  for (const issue of issues) blame(issue, touched, tell);
  if (Object.hasOwn(Object.prototype, 'polluted')) tell('polluted every object');
  if (!isDeepStrictEqual(spell(input, 'snake_case'), before)) tell('changed what it was given');

  const known = schema.read(good()).value;
  tellLies(value, pageOf(schema, input), known, [], tell);
  if (mutations.every(({ kind }) => harmless.has(kind)) && !isDeepStrictEqual({ value, issues }, { value: known, issues: [] })) tell('let a foreign key change something');
  for (const key of schema.lists) tellHidden(schema, key, good(), input, reading, known, tell);
  tellUnstable(schema, value, tell);
  return { outcome: issues.length > 0 ? 'in part' : 'whole', leftOut: issues.length, broken };
}

/** An error is the documented one, names a place that was changed, and repeats nothing of what was there. */
function blame(error: PortalError, touched: readonly Path[], tell: (sentence: string) => void): void {
  const { code, path, message } = error;
  const where = path.map(normal);
  // What a price calls itself decides what all of it must have, and what is no page of the SDK is read as one of the API.
  const places = touched.map((place) => place.map(normal)).map((place) => (['amountType', 'result'].includes(place.at(-1)!) ? place.slice(0, -1) : place));
  const isTrue = places.some((place) => place.every((step, index) => index >= where.length || step === where[index]));
  if (code !== 'invalid_data') tell(`threw ${code}`);
  if (!isTrue) tell(`blamed ${formatPath(path)}, where nothing was changed`);
  if (message.includes(secret)) tell('repeated what the payload said');
}

/** `parse(parse(x))` is `parse(x)`, and the second time nothing is wrong. */
function tellUnstable(schema: Schema, value: unknown, tell: (sentence: string) => void): void {
  try {
    if (!isDeepStrictEqual(schema.read(value), { value, issues: [] })) tell('read its own result differently');
  } catch (error) {
    tell(`refused its own result: ${String(error)}`);
  }
}

/** Each item fares as if it were alone: it is kept, or told; and never both or neither. */
function tellHidden(schema: Schema, key: string, sample: unknown, input: unknown, { value, issues }: Reading, known: unknown, tell: (sentence: string) => void): void {
  const raw = listOf(schema, key, input);
  // How deep in the payload the list is.
  const page = pageOf(schema, input);
  const from = (page === input ? 0 : 1) + (Array.isArray(page) ? 0 : 1);
  const expected: unknown[] = [];
  const told: string[] = [];
  const name = (issue: PortalError, index: number, depth: number) => [index, ...issue.path.slice(depth + 1)].map(normal).join('.');
  for (let index = 0; index < raw.length; index++) {
    const alone = schema.read(withOnly(schema, key, sample, raw[index]));
    const kept = (alone.value as Container)[key] as unknown[];
    if (kept.length + Math.min(1, alone.issues.length) === 0) tell(`left out ${key}[${index}] without a word`);
    const isOutline = kept.some((item) => (item as Container | null)?.['unreadable'] === true);
    if (isOutline && alone.issues.length === 0) tell(`left out all but the outline of ${key}[${index}] without a word`);
    const model = ((known as Container)[key] as unknown[])[0];
    for (const item of kept) tellLies(item, raw[index], Array.isArray(model) ? undefined : model, [key, index], tell);
    expected.push(...kept);
    told.push(...alone.issues.map((issue) => name(issue, index, Array.isArray(withOnly(schema, key, sample, raw[index])) ? 0 : 1)));
  }
  const own = issues.filter(({ path }) => typeof path[from] === 'number' && (Array.isArray(page) || normal(path[from - 1]!) === key));
  if (!isDeepStrictEqual((value as Container)[key], arranged(key, expected))) tell(`let one of ${key} change or hide another`);
  if (!isDeepStrictEqual(own.map((issue) => name(issue, issue.path[from] as number, from)), told)) tell(`did not tell each of ${key} that it left out`);
}

/** Nothing is made up and nothing vanishes: what comes out stands in the payload, and what was readable there comes out. */
function tellLies(out: unknown, raw: unknown, known: unknown, path: Path, tell: (sentence: string) => void): void {
  const where = formatPath(path);
  if (Array.isArray(out)) {
    if (!Array.isArray(raw) || raw.length !== out.length) return tell(`made up a list at ${where}`);
    return out.forEach((item, index) => tellLies(item, raw[index], undefined, [...path, index], tell));
  }
  if (out instanceof Date) {
    if (Number.isNaN(out.getTime()) || out.getTime() !== instantOf(raw)) tell(`made up a date at ${where}`);
  } else if (typeof out === 'object' && out !== null) {
    if (Object.getPrototypeOf(out) !== Object.prototype || Object.hasOwn(out, '__proto__')) tell(`took over a prototype at ${where}`);
    for (const [key, inner] of Object.entries(out)) {
      if (lists.has(key) || carried.has(key) || isDerived(key, inner, out as Container, raw)) continue;
      tellLies(inner, lookUp(raw, key), (known as Container | undefined)?.[key], [...path, key], tell);
    }
    const isOther = (known as Container | undefined)?.['kind'] !== (out as Container)['kind'];
    for (const key of isOther ? [] : Object.keys((known as Container | undefined) ?? {})) {
      if (!(key in out) && lookUp(raw, key) !== undefined && key !== 'incomplete') tell(`left out ${where}.${key} without a word`);
    }
  } else if (out === null) {
    const isUnknown = raw === null || (typeof raw === 'number' && !Number.isFinite(raw));
    if (!isUnknown && !['modifiedAt', 'total', 'totalCount', 'maxPage'].includes(String(path.at(-1)))) tell(`took ${where} for not known`);
  } else if (!Object.is(out, raw) || (typeof out === 'number' && !Number.isFinite(out))) tell(`made up ${where}`);
}

/** What is documented to follow from other things in the payload. */
function isDerived(key: string, value: unknown, out: Container, raw: unknown): boolean {
  if (key === 'incomplete') return value === true;
  if (key === 'unreadable') return value === true;
  if (key === 'kind') return value === (out['unreadable'] === true ? 'other' : (priceKinds.get(String(lookUp(raw, 'amountType'))) ?? 'other'));
  if (key === 'pagination') return lookUp(raw, key) === undefined || Array.isArray(raw) || isEmpty(value);
  if (key !== 'balance' || lookUp(raw, key) !== undefined) return false;
  const { consumedUnits, creditedUnits } = out as Record<string, number | null>;
  return Object.is(value, consumedUnits == null || creditedUnits == null || !Number.isFinite(creditedUnits - consumedUnits) ? null : creditedUnits - consumedUnits);
}

function isEmpty(pagination: unknown): boolean {
  return isDeepStrictEqual(pagination, { totalCount: null, maxPage: null });
}

/** The moment that a text names by ISO 8601, in UTC where it names no zone. */
function instantOf(raw: unknown): number | undefined {
  if (raw instanceof Date) return raw.getTime();
  return typeof raw === 'string' ? Date.parse(/T\d\d:\d\d:\d\d(\.\d+)?$/.test(raw) ? `${raw}Z` : raw) : undefined;
}

/** A history is in order, and of two answers for one interval the later one counts. */
function arranged(key: string, items: unknown[]): unknown[] {
  if (key !== 'quantities') return items;
  const byTime = new Map((items as { timestamp: Date }[]).map((item) => [item.timestamp.getTime(), item]));
  return [...byTime.values()].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
}

/** The SDK's page object holds the API's answer under `result`. */
function pageOf(schema: Schema, input: unknown): unknown {
  const isWrapped = schema.lists[0] === 'items' && !Array.isArray(input) && !('items' in (input as Container)) && 'result' in (input as Container);
  return isWrapped ? (input as Container)['result'] : input;
}

function listOf(schema: Schema, key: string, input: unknown): unknown[] {
  const page = pageOf(schema, input);
  return (Array.isArray(page) ? page : lookUp(page, key)) as unknown[];
}

/** The good payload, with one item in one of its lists. */
function withOnly(schema: Schema, key: string, sample: unknown, item: unknown): unknown {
  if (schema.lists[0] === 'items') return [item];
  return Object.fromEntries(Object.entries(sample as object).map(([own, value]) => [own, camelCase(own) === key ? [item] : value]));
}

function lookUp(object: unknown, key: string): unknown {
  const values = object as Container;
  return values[snakeCase(key)] === undefined ? values[key] : values[snakeCase(key)];
}

function normal(step: string | number): string {
  return camelCase(String(step));
}
