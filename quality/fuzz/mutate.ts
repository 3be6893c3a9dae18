import type { PathStep } from '../../src/core/errors';

export type Path = readonly PathStep[];

/** How a payload is written: as Polar's API does, as JSON of an SDK, or as an SDK's own objects with `Date`s. */
export const dialects = ['snake_case', 'camelCase', 'SDK'] as const;
export type Dialect = (typeof dialects)[number];

export const kinds = ['drop', 'null', 'retype', 'extra', 'alias', 'unknown enum', '__proto__', 'huge', 'foreign item'] as const;
export type Kind = (typeof kinds)[number];

/** One mutation. `place` selects one of all places, and `pick` one of the ways to change it: plain numbers, which fast-check can shrink. */
export interface Mutation {
  kind: Kind;
  place: number;
  pick: number;
}

type Container = Record<PathStep, unknown>;

/** Part of many inserted values. No error may repeat it. */
export const secret = 'ada@example.com';
/** Keys whose values hold the merchant's own keys, which are not mutated. */
export const carried = new Set(['metadata', 'filter', 'aggregation', 'unit_label', 'unitLabel']);

const megabyte = `${secret} ${'9'.repeat(1_000_000)}`;
const deep = JSON.parse(`${'{"items":['.repeat(500)}${']}'.repeat(500)}`) as unknown;
const hostile = '{"__proto__":{"polluted":true,"id":"x","balance":7},"polluted":true,"toString":null}';
const others = frozen([
  `25 ${secret}`, '', '2026-02-31T00:00:00Z', '2026-11-21T08:33:37Z', '1e5', '0.5', secret,
  25, 0, -0, 0.1, NaN, Infinity, -Infinity, 1n, true, false, [], {}, [[]], { length: 3 }, [secret], { [secret]: secret },
  new Date(0), new Date(NaN), Symbol(secret), () => secret, undefined, new Map(), /x/,
]);
const words = ['by_the_moon', 'fortnight', 'hibernating', 'METERED_UNIT', 'metered_unit', 'metered_tiers', 'fixed', 'seat_based', 'unit_based', 'constructor', '__proto__', ''];
const large = frozen([
  megabyte, deep, Array.from({ length: 300 }, () => null), '9'.repeat(50), '9999-12-31T23:59:59.999999999Z', new Date(8.64e15),
  1.7e308, -1.7e308, Number.MIN_VALUE, 2 ** 63, Number.MAX_SAFE_INTEGER + 2,
]);

/** A copy of a payload in another spelling. */
export function spell(input: unknown, dialect: Dialect): unknown {
  if (Array.isArray(input)) return input.map((item) => spell(item, dialect));
  if (typeof input === 'string' && dialect === 'SDK' && /^\d{4}-\d\d-\d\d/.test(input)) return new Date(input.length === 19 ? `${input}Z` : input);
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [dialect === 'snake_case' ? key : camelCase(key), carried.has(key) ? value : spell(value, dialect)]));
}

/** Mutates a payload. Returns it, because its root may have been replaced, and the mutated paths. */
export function mutate(input: unknown, mutations: readonly Mutation[]): { input: unknown; touched: Path[] } {
  const holder: Container = { root: input };
  const touched = mutations.flatMap(({ kind, place, pick }) => {
    const places = placesIn(input, []).filter((path) => fits(kind, at(holder, ['root', ...path])));
    const path = places[place % places.length];
    if (path === undefined) return [];
    const parent = at(holder, ['root', ...path].slice(0, -1)) as Container;
    const changed = change(kind, parent, path.at(-1) ?? 'root', pick);
    input = holder['root'];
    return [[...path.slice(0, path.length - changed.up), ...changed.below]];
  });
  return { input, touched };
}

/** Mutates one place. Returns how far the mutated path lies above or below it. */
function change(kind: Kind, parent: Container, key: PathStep, pick: number): { up: number; below: Path } {
  const value = parent[key];
  const own = { up: 0, below: [] };
  if (kind === 'drop') {
    if (!Array.isArray(parent)) delete parent[key];
    // Leaves a hole or shortens the list, which changes the index of each later item.
    else if (pick % 4 === 0) Reflect.deleteProperty(parent, key);
    else parent.splice(Number(key), 1);
    return { up: Array.isArray(parent) ? 1 : 0, below: [] };
  }
  if (kind === 'extra') return put(value, `extra_${pick % 7}`, others[pick % others.length]);
  if (kind === '__proto__') return put(value, ['__proto__', 'constructor', 'prototype'][pick % 3]!, JSON.parse(hostile));
  if (kind === 'alias') {
    const keys = Object.keys(value as object);
    const alias = keys[pick % Math.max(1, keys.length)] ?? 'id';
    return put(value, /[A-Z]/.test(alias) ? snakeCase(alias) : camelCase(alias), others[pick % others.length]);
  }
  if (kind === 'foreign item') {
    (value as unknown[]).push(others[pick % others.length]);
    return { up: 0, below: [(value as unknown[]).length - 1] };
  }
  const replacements = { null: [null], retype: others, 'unknown enum': words, huge: large }[kind];
  // Repeats the items of a list to make it long.
  if (kind === 'huge' && Array.isArray(value) && pick % 2 === 0) parent[key] = Array.from({ length: 300 }, (_, index) => value[index % value.length] as unknown);
  else parent[key] = replacements[pick % replacements.length];
  return own;
}

function put(object: unknown, key: string, value: unknown): { up: number; below: Path } {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  return { up: 0, below: [key] };
}

function fits(kind: Kind, value: unknown): boolean {
  if (kind === 'foreign item') return Array.isArray(value) && !Object.isFrozen(value);
  if (kind === 'unknown enum') return typeof value === 'string';
  return !['extra', 'alias', '__proto__'].includes(kind) || isPlain(value);
}

/** The paths in a payload, the root first. Inserted keys that Polar doesn't have are skipped, and an inserted value is one place. */
function placesIn(input: unknown, path: Path, depth = 0): Path[] {
  const inner = (Array.isArray(input) || isPlain(input)) && !Object.isFrozen(input) ? Object.keys(input as object) : [];
  if (depth > 6 || inner.length > 60) return [path];
  const steps = inner.filter((key) => !/^(extra_|__proto__|constructor|prototype)/.test(key));
  return [path, ...steps.flatMap((key) => (carried.has(key) ? [[...path, key]] : placesIn((input as Container)[key], [...path, Array.isArray(input) ? Number(key) : key], depth + 1)))];
}

function at(input: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Container)[step], input);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !Object.isFrozen(value);
}

/** Freezes values that are inserted into many payloads. */
function frozen(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => Object.freeze(value));
}

export function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
