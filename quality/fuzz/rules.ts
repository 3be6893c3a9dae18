import { isDeepStrictEqual } from 'node:util';
import { formatPath, isPortalError, type PortalError } from '../../src/core/errors';
import { camelCase, carried, type Dialect, type Mutation, mutate, type Path, secret, snakeCase, spell } from './mutate';
import { type Reading, type Schema, schemas } from './schemas';

export interface Case {
  sample: number;
  dialect: Dialect;
  mutations: readonly Mutation[];
}

/** The outcome of one payload: parsed as a whole, parsed in part, or refused; with a sentence for each broken rule. */
export interface Verdict {
  outcome: 'whole' | 'in part' | 'refused';
  leftOut: number;
  broken: string[];
}

type Container = Record<string, unknown>;
const harmless = new Set(['extra', '__proto__']);
/** Lists that leave out single items, wherever they are. In any other list an unreadable item makes the whole list unreadable. */
const lists = new Set([...schemas.flatMap((schema) => schema.lists), 'benefits']);
const priceKinds = new Map([['metered_unit', 'unit'], ['metered_tiers', 'tiers'], ['fixed', 'fixed'], ['seat_based', 'seats'], ['unit_based', 'units']]);
const isOwn = (list: string | number = 'items') => list === 'result' || lists.has(normal(list));

/** Parses one mutated payload and checks the result against the rules. */
export function judge(schema: Schema, { sample, dialect, mutations }: Case): Verdict {
  const good = () => spell(schema.samples[sample % schema.samples.length], dialect);
  const broken: string[] = [];
  const report = (sentence: string) => void broken.push(sentence);
  const { input, touched } = mutate(good(), mutations);
  const before = spell(input, 'snake_case');

  let reading: Reading;
  try {
    reading = schema.read(input);
  } catch (error) {
    if (!isPortalError(error)) report(`threw ${String(error)}`);
    else {
      checkError(error, touched, report);
      if (error.path.some((step, index) => typeof step === 'number' && isOwn(error.path[index - 1]))) report(`refused everything because of ${formatPath(error.path)}`);
    }
    return { outcome: 'refused', leftOut: 0, broken };
  }
  const { value, issues } = reading;
  for (const issue of issues) checkError(issue, touched, report);
  if (Object.hasOwn(Object.prototype, 'polluted')) report('polluted every object');
  if (!isDeepStrictEqual(spell(input, 'snake_case'), before)) report('changed its input');

  const known = schema.read(good()).value;
  checkValues(value, pageOf(schema, input), known, [], report, unknownIn(schema));
  if (mutations.every(({ kind }) => harmless.has(kind)) && !isDeepStrictEqual({ value, issues }, { value: known, issues: [] })) report('let an unknown key change the result');
  for (const key of schema.lists) checkItems(schema, key, good(), input, reading, known, report);
  checkStable(schema, value, report);
  return { outcome: issues.length > 0 ? 'in part' : 'whole', leftOut: issues.length, broken };
}

/** An error must have the documented code, name a path that was mutated, and not repeat the secret in the payload. */
function checkError(error: PortalError, touched: readonly Path[], report: (sentence: string) => void): void {
  const { code, path, message } = error;
  const where = path.map(normal);
  // `amountType` decides which other fields a price must have, and without `result` a page is read as the API's.
  const places = touched.map((place) => place.map(normal)).map((place) => (['amountType', 'result'].includes(place.at(-1)!) ? place.slice(0, -1) : place));
  const isMutated = places.some((place) => place.every((step, index) => index >= where.length || step === where[index]));
  if (code !== 'invalid_data') report(`threw ${code}`);
  if (!isMutated) report(`blamed ${formatPath(path)}, which was not mutated`);
  if (message.includes(secret)) report('repeated a value of the payload');
}

/** `parse(parse(x))` must equal `parse(x)`, without issues. */
function checkStable(schema: Schema, value: unknown, report: (sentence: string) => void): void {
  try {
    if (!isDeepStrictEqual(schema.read(value), { value, issues: [] })) report('parsed its own result differently');
  } catch (error) {
    report(`refused its own result: ${String(error)}`);
  }
}

/** Each item must have the same outcome as if it were alone in its list: kept or reported. */
function checkItems(schema: Schema, key: string, sample: unknown, input: unknown, { value, issues }: Reading, known: unknown, report: (sentence: string) => void): void {
  const raw = listOf(schema, key, input);
  // The depth of the list in the payload.
  const page = pageOf(schema, input);
  const from = (page === input ? 0 : 1) + (Array.isArray(page) ? 0 : 1);
  const expected: unknown[] = [];
  const reported: string[] = [];
  const name = (issue: PortalError, index: number, depth: number) => [index, ...issue.path.slice(depth + 1)].map(normal).join('.');
  for (let index = 0; index < raw.length; index++) {
    const alone = schema.read(withOnly(schema, key, sample, raw[index]));
    const kept = (alone.value as Container)[key] as unknown[];
    if (kept.length + Math.min(1, alone.issues.length) === 0) report(`left out ${key}[${index}] without an issue`);
    const isOutline = kept.some((item) => (item as Container | null)?.['unreadable'] === true);
    if (isOutline && alone.issues.length === 0) report(`kept only an outline of ${key}[${index}] without an issue`);
    const model = ((known as Container)[key] as unknown[])[0];
    for (const item of kept) checkValues(item, raw[index], Array.isArray(model) ? undefined : model, [key, index], report, unknownIn(schema));
    expected.push(...kept);
    reported.push(...alone.issues.map((issue) => name(issue, index, Array.isArray(withOnly(schema, key, sample, raw[index])) ? 0 : 1)));
  }
  const own = issues.filter(({ path }) => typeof path[from] === 'number' && (Array.isArray(page) || normal(path[from - 1]!) === key));
  if (!isDeepStrictEqual((value as Container)[key], arranged(key, expected))) report(`let one item of ${key} change or hide another`);
  if (!isDeepStrictEqual(own.map((issue) => name(issue, issue.path[from] as number, from)), reported)) report(`did not report every item of ${key} that it left out`);
}

/** The benefits of a product that a parser must keep: those with a type. `checkItems` doesn't reach them, because they are inside of a product. */
function readableBenefits(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw;
  return raw.flatMap((item: unknown) => {
    const type = typeof item === 'object' && item !== null && !Array.isArray(item) ? lookUp(item, 'type') : undefined;
    return typeof type === 'string' ? [{ type }] : [];
  });
}

/** Each value of the result must be from the payload, and each readable value of the payload in the result. */
function checkValues(out: unknown, raw: unknown, known: unknown, path: Path, report: (sentence: string) => void, mayBeUnknown: ReadonlySet<unknown>): void {
  const where = formatPath(path);
  if (Array.isArray(out)) {
    if (!Array.isArray(raw) || raw.length !== out.length) return report(`made up a list at ${where}`);
    return out.forEach((item, index) => checkValues(item, raw[index], undefined, [...path, index], report, mayBeUnknown));
  }
  if (out instanceof Date) {
    if (Number.isNaN(out.getTime()) || out.getTime() !== instantOf(raw)) report(`made up a date at ${where}`);
  } else if (typeof out === 'object' && out !== null) {
    if (Object.getPrototypeOf(out) !== Object.prototype || Object.hasOwn(out, '__proto__')) report(`has a foreign prototype at ${where}`);
    for (const [key, inner] of Object.entries(out)) {
      if (key === 'benefits' && !isDeepStrictEqual(inner, readableBenefits(lookUp(raw, key)))) report(`kept other benefits than the readable ones at ${where}`);
      if (lists.has(key) || carried.has(key) || isDerived(key, inner, out as Container, raw)) continue;
      checkValues(inner, lookUp(raw, key), (known as Container | undefined)?.[key], [...path, key], report, mayBeUnknown);
    }
    const isOther = (known as Container | undefined)?.['kind'] !== (out as Container)['kind'];
    for (const key of isOther ? [] : Object.keys((known as Container | undefined) ?? {})) {
      if (!(key in out) && lookUp(raw, key) !== undefined && key !== 'incomplete') report(`left out ${where}.${key} without an issue`);
    }
  } else if (out === null) {
    const isUnknown = raw === null || (typeof raw === 'number' && !Number.isFinite(raw));
    if (!isUnknown && !mayBeUnknown.has(path.at(-1))) report(`read ${where} as unknown`);
  } else if (!Object.is(out, raw) || (typeof out === 'number' && !Number.isFinite(out))) report(`made up ${where}`);
}

/** Whether a value is documented to follow from other values of the payload. */
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

/** The instant of ISO 8601 text, in UTC where it names no zone. */
function instantOf(raw: unknown): number | undefined {
  if (raw instanceof Date) return raw.getTime();
  return typeof raw === 'string' ? Date.parse(/T\d\d:\d\d:\d\d(\.\d+)?$/.test(raw) ? `${raw}Z` : raw) : undefined;
}

/** Fields that become `null` when they are missing or unreadable. */
function unknownIn({ unknown = [] }: Schema): ReadonlySet<unknown> {
  return new Set(['modifiedAt', 'total', 'totalCount', 'maxPage', ...unknown]);
}

/** A history is in order, and of two items for one interval the later one counts. */
function arranged(key: string, items: unknown[]): unknown[] {
  if (key !== 'quantities') return items;
  const byTime = new Map((items as { timestamp: Date }[]).map((item) => [item.timestamp.getTime(), item]));
  return [...byTime.values()].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
}

/** The SDK's page object holds the API's response under `result`. */
function pageOf(schema: Schema, input: unknown): unknown {
  const isWrapped = schema.lists[0] === 'items' && !Array.isArray(input) && !('items' in (input as Container)) && 'result' in (input as Container);
  return isWrapped ? (input as Container)['result'] : input;
}

function listOf(schema: Schema, key: string, input: unknown): unknown[] {
  const page = pageOf(schema, input);
  return (Array.isArray(page) ? page : lookUp(page, key)) as unknown[];
}

/** The good payload with a single item in one of its lists. */
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
