import { isPortalError, type PortalError } from '../../src/core';
import { clipped, type Has, type KindName, kinds, others, type Wire } from './kinds';
import { type Left, readText } from './readText';

/** An object that widgets can draw. */
export interface Item {
  kind: KindName;
  /** As it was pasted. */
  value: Wire;
  path: string;
  what: string;
  /** The id of its customer at Polar, if it names one. */
  customer: string | undefined;
}

/** What a text turned out to be. */
export interface Understood {
  items: Item[];
  /** What was left out or changed, and why. */
  left: Left[];
  /** Names of meters and of products by id, from any object that has them. A customer state lacks them. */
  names: Readonly<Record<string, string>>;
  /** The latest change in the data, which stands for today. */
  asOf: Date | null;
}

interface Visit {
  items: Item[];
  left: Left[];
  cut: ReadonlySet<object>;
  names: Record<string, string>;
}

const deepest = 12;
/** A year from 2100 on is a mistake, not a date from Polar. */
const latestYear = 2100;

/** Recognizes what Polar's API, an SDK or a webhook sends, or lists of it. Throws a `SyntaxError` for a text without JSON. */
export function understand(text: string): Understood {
  const { values, left, cut } = readText(text);
  const visit: Visit = { items: [], left: [...left], cut, names: {} };
  let asOf: Date | null = null;
  for (const { path, value } of values) {
    look(value, path, visit, 0);
    asOf = later(asOf, latestIn(value, 0));
  }
  const items = newest(visit);
  return { items, left: visit.left, names: visit.names, asOf };
}

/** Adds what a value is, or what is inside of it, to the items or to what is left out. */
function look(value: unknown, path: string, visit: Visit, depth: number): void {
  if (Array.isArray(value)) {
    if (depth > deepest) return left(visit, path, `nested deeper than ${deepest} levels`);
    for (const [index, item] of value.entries()) look(item, `${path}[${index}]`, visit, depth + 1);
    return;
  }
  if (!isObject(value)) return left(visit, path, `${value === null ? 'null' : kindOf(value)} where an object was expected`);
  rememberNames(value, visit.names, 0);
  const has = hasOf(value);
  const kind = kinds.find(({ is }) => is(has));
  if (kind !== undefined) return take(value, kind, path, visit);
  const other = others.find(({ is }) => is(has, value));
  const inner = innerOf(value);
  if (other !== undefined && inner.length === 0) return left(visit, path, other.why);
  if (inner.length === 0 && visit.cut.has(value)) return left(visit, path, 'cut off at the end of the text');
  if (inner.length === 0) return left(visit, path, `no meter, subscription, wallet, order or customer state. It has ${Object.keys(value).slice(0, 4).map((key) => clipped(key, 24)).join(', ') || 'no fields'}.`);
  if (depth > deepest) return left(visit, path, `nested deeper than ${deepest} levels`);
  for (const key of inner) look(value[key], /^[\w$-]+$/.test(key) ? `${path}.${clipped(key, 40)}` : `${path}[“${clipped(key, 40)}”]`, visit, depth + 1);
  countMissing(value, path, visit);
}

/** Says how many entries of a list are on other pages. */
function countMissing({ items, pagination }: Wire, path: string, visit: Visit): void {
  const total = isObject(pagination) ? (pagination['total_count'] ?? pagination['totalCount']) : undefined;
  if (!Array.isArray(items) || typeof total !== 'number' || total <= items.length || visit.cut.has(items)) return;
  left(visit, `${path}.items`, `this page has ${items.length} of ${total} entries. Request the others with ?limit=100, and paste all pages as a list.`);
}

/** The fields that may hold objects of Polar: lists and objects. */
function innerOf(value: Wire): string[] {
  const keys = Object.keys(value).filter((key) => key !== 'pagination');
  // A page or a webhook: its other fields describe the delivery.
  const main = keys.filter((key) => Array.isArray(value[key]) && key === 'items');
  if (main.length > 0) return main;
  if (typeof value['type'] === 'string' && isObject(value['data'])) return ['data'];
  return keys.filter((key) => isWorthOpening(value[key], 0));
}

/** Whether a recognizable object is somewhere inside. */
function isWorthOpening(value: unknown, depth: number): boolean {
  if (depth > deepest) return false;
  if (Array.isArray(value)) return value.slice(0, 50).some((item) => isWorthOpening(item, depth + 1));
  if (!isObject(value)) return false;
  const has = hasOf(value);
  return kinds.some(({ is }) => is(has)) || Array.isArray(value['items']) || others.some(({ is }) => is(has, value)) || Object.values(value).some((part) => isWorthOpening(part, depth + 1));
}

function take(value: Wire, kind: (typeof kinds)[number], path: string, visit: Visit): void {
  if (isCut(value, visit.cut, 0)) return left(visit, path, 'cut off at the end of the text');
  try {
    const what = kind.read(value, (issue) => left(visit, pathOf(path, issue), reason(issue, value)));
    const customer = value['customer'];
    const id = kind.name === 'state' ? value['id'] : (value['customer_id'] ?? value['customerId'] ?? (isObject(customer) ? customer['id'] : undefined));
    const benefits = value['granted_benefits'] ?? value['grantedBenefits'];
    if (kind.name === 'state' && Array.isArray(benefits) && benefits.length > 0) left(visit, `${path}.${'granted_benefits' in value ? 'granted_benefits' : 'grantedBenefits'}`, 'benefits, which say nothing about how many credits they grant');
    visit.items.push({ kind: kind.name, value, path, what, customer: typeof id === 'string' ? id : undefined });
  } catch (error) {
    if (isPortalError(error)) left(visit, pathOf(path, error), reason(error, value));
    else left(visit, path, 'it could not be read');
  }
}

/** Only the newest of several copies: webhooks send a state with every change. */
function newest({ items, left: others }: Visit): Item[] {
  const byId = new Map<string, Item>();
  for (const item of items) {
    const key = typeof item.value['id'] === 'string' ? `${item.kind} ${item.value['id']}` : item.path;
    const before = byId.get(key);
    const isNewer = before === undefined || changedAt(item.value) >= changedAt(before.value);
    if (before !== undefined) others.push({ path: (isNewer ? before : item).path, why: 'an older copy of an object that is here twice' });
    if (isNewer) byId.set(key, item);
  }
  const kept = new Set(byId.values());
  return items.filter((item) => kept.has(item));
}

function changedAt(value: Wire): number {
  const changed = value['modified_at'] ?? value['modifiedAt'];
  return typeof changed === 'string' ? new Date(changed).getTime() || 0 : 0;
}

/** Why a part can't be read, without the advice that a program's developer gets. */
function reason({ message, path }: PortalError, value: Wire): string {
  const [, what = 'object', , why = message] = /^This (.+?) cannot be read: (?:(\S+): )?(.+?)\. Check that/.exec(message) ?? [];
  let found: unknown = value;
  for (const step of path) found = typeof found === 'object' && found !== null ? (found as Wire)[step] : undefined;
  const hint = typeof found === 'string' && found.trim() !== '' && Number.isFinite(Number(found)) && why.includes('expected a number') ? '. Polar sends numbers without quotes' : '';
  return `${what}: ${why}${hint}`;
}

function pathOf(path: string, { path: steps }: PortalError): string {
  return steps.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`), path);
}

function rememberNames(value: Wire, names: Record<string, string>, depth: number): void {
  const { id, name } = value;
  if (typeof id === 'string' && typeof name === 'string') Object.defineProperty(names, id, { value: name, enumerable: true, configurable: true, writable: true });
  if (depth > 3) return;
  for (const part of Object.values(value).flat()) if (isObject(part)) rememberNames(part, names, depth + 1);
}

/** The latest time at which something changed or a period started. Widgets show the period that contains it. */
function latestIn(value: unknown, depth: number): Date | null {
  if (typeof value !== 'object' || value === null || depth > deepest) return null;
  let latest: Date | null = null;
  for (const [key, part] of Object.entries(value)) {
    const isMoment = /^(?:modified_?at|timestamp|current_?(?:meter_?)?period_?start)$/i.test(key) && typeof part === 'string';
    latest = later(latest, isMoment ? new Date(part) : latestIn(part, depth + 1));
  }
  return latest;
}

function later(one: Date | null, other: Date | null): Date | null {
  if (other === null || !(other.getUTCFullYear() < latestYear)) return one;
  return one === null || other > one ? other : one;
}

function isCut(value: unknown, cut: ReadonlySet<object>, depth: number): boolean {
  if (cut.size === 0 || typeof value !== 'object' || value === null || depth > deepest) return false;
  return cut.has(value) || Object.values(value).some((part) => isCut(part, cut, depth + 1));
}

function hasOf(value: Wire): Has {
  return (...names) => names.some((name) => Object.hasOwn(value, name) || Object.hasOwn(value, name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())));
}

function left(visit: Visit, path: string, why: string): void {
  visit.left.push({ path, why });
}

function kindOf(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
