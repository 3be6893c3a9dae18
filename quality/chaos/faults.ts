import type { Fault, FaultMode, FaultStep } from '../../src/testing';
import type { Chance } from './random';

/** A step as JSON: a change of the payload is given by name. */
export type Step = Exclude<Fault, { fault: 'mutate' }> | { fault: 'mutate'; by: MutationName; on?: string; times?: number };

type Json = Record<string, unknown>;

/** Changes that add no usable data to a response. Whatever a correct page still shows is the same as before, or "—". */
const mutations = {
  itemsNull: (body: Json) => ('items' in body ? { ...body, items: null } : body),
  noItems: (body: Json) => without(body, 'items'),
  dropFirst: (body: Json) => changeItems(body, (items) => items.slice(1)),
  badItem: (body: Json) => changeItems(body, (items) => items.map((item, index) => (index === 0 ? 'not an object' : item))),
  nullNumbers: (body: Json) => eachNumber(body, ['consumed_units', 'credited_units', 'amount', 'balance', 'price_amount'], () => null),
  nullConsumed: (body: Json) => eachNumber(body, ['consumed_units'], () => null),
  nullCredited: (body: Json) => eachNumber(body, ['credited_units'], () => null),
  numbersAsText: (body: Json) => eachNumber(body, ['consumed_units', 'amount'], (value) => String(value)),
  noBalance: (body: Json) => deep(body, (object) => ('consumed_units' in object ? without(object, 'balance') : object)),
  noModified: (body: Json) => deep(body, (object) => without(object, 'modified_at')),
  badDates: (body: Json) => changeItems(body, (items) => items.map((item, index) => (index % 2 === 0 ? { ...item, created_at: 'yesterday' } : item))),
  unknownPrices: (body: Json) => deep(body, (object) => ('amount_type' in object ? { ...object, amount_type: 'by_the_moon' } : object)),
  unreadableRates: (body: Json) => deep(body, (object) => ('unit_amount' in object ? { ...object, unit_amount: 0.1 } : object)),
  unknownUnits: (body: Json) => deep(body, (object) => ('custom_label' in object ? { ...object, unit: 'parsec' } : object)),
  extraFields: (body: Json) => deep(body, (object) => ({ ...object, surprise: { deep: [1, 2, 3] }, another_amount: 987_654 })),
  camelCase: (body: Json) => deep(body, (object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [camel(key), value]))),
  manyPages: (body: Json) => ('pagination' in body ? { ...body, pagination: { ...(body['pagination'] as Json), max_page: 1e9 } } : body),
  noPagination: (body: Json) => without(body, 'pagination'),
  protoKeys: (body: Json) => JSON.parse(JSON.stringify(body).replace(/^\{/, '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},')) as Json,
  notAList: () => [['items', 'pagination']],
  text: () => 'changed',
  nothing: () => null,
} as const;

export type MutationName = keyof typeof mutations;
const mutationNames = Object.keys(mutations) as MutationName[];

/** Converts a step for the demo. */
export function toStep(step: Step): FaultStep {
  if (step.fault !== 'mutate') return step;
  const { by, ...rest } = step;
  return { ...rest, change: (body) => (typeof body === 'object' && body !== null ? mutations[by](body as Json) : body) };
}

const targets = ['/meters/', '/meters/', '/subscriptions/', '/subscriptions/', '/subscriptions/?', '/wallets/', 'charge-preview', 'page=2', undefined, undefined, undefined];

/** Draws a fault of any mode, for a random part of the API and a random number of requests. */
export function randomStep(chance: Chance, patience: { delay: number }): Step {
  const on = chance.one(targets);
  const times = chance.happens(0.15) ? 1000 : chance.whole(1, 6);
  return { ...randomFault(chance, patience), ...(on !== undefined && { on }), times };
}

function randomFault(chance: Chance, { delay }: { delay: number }): Step {
  const cors = chance.happens(0.5);
  // The type requires an entry for every fault, so a fault that is added to the demo doesn't compile until it is drawn here.
  const faults: { readonly [Mode in Exclude<FaultMode, 'mutate'>]: () => Extract<Step, { fault: Mode }> } = {
    ok: () => ({ fault: 'ok' }),
    hang: () => ({ fault: 'hang' }),
    stall: () => ({ fault: 'stall' }),
    reset: () => ({ fault: 'reset' }),
    cut: () => ({ fault: 'cut' }),
    drip: () => ({ fault: 'drip', pieces: chance.whole(2, 8), ms: Math.ceil((delay * chance.next()) / 8) }),
    delay: () => ({ fault: 'delay', ms: Math.ceil(delay * chance.next()) }),
    html: () => ({ fault: 'html' }),
    empty: () => ({ fault: 'empty', status: chance.one([200, 204]) }),
    redirect: () => ({ fault: 'redirect', to: 'https://elsewhere.example/login' }),
    502: () => ({ fault: 502, cors }),
    503: () => ({ fault: 503, cors }),
    504: () => ({ fault: 504, cors }),
    500: () => ({ fault: 500, cors }),
    retired: () => ({ fault: 'retired' }),
    expired: () => ({ fault: 'expired' }),
    unauthorized: () => ({ fault: 'unauthorized' }),
    403: () => ({ fault: 403 }),
    429: () => ({
      fault: 429,
      retryAfter: chance.one([1, 3, 20, 60, 90, 0, -5, null, 'soon', '1e9', 'Wed, 21 Oct 2015 07:28:00 GMT']),
      readable: chance.happens(0.5),
      ...(cors && { body: { error: 'RateLimited', detail: 'undefined' } }),
    }),
    truncate: () => ({ fault: 'truncate' }),
    mislabel: () => ({ fault: 'mislabel', type: chance.one(['text/plain', 'text/html', '']) }),
    drift: () => ({ fault: 'drift' }),
    duplicate: () => ({ fault: 'duplicate' }),
    huge: () => (chance.happens(0.1) ? { fault: 'huge', bytes: 12_000_000 } : { fault: 'huge', bytes: 200_000 }),
    deep: () => (chance.happens(0.1) ? { fault: 'deep', levels: 100_000 } : { fault: 'deep', levels: 5000 }),
  };
  const draws: (() => Step)[] = Object.values(faults);
  // A mutation is five times as likely as any other fault, because there are many mutations.
  const index = chance.whole(0, draws.length + 4);
  return draws[index]?.() ?? { fault: 'mutate', by: chance.one(mutationNames) };
}

function changeItems(body: Json, change: (items: Json[]) => unknown[]): Json {
  return Array.isArray(body['items']) ? { ...body, items: change(body['items'] as Json[]) } : body;
}

function eachNumber(body: Json, names: readonly string[], change: (value: number) => unknown): Json {
  return deep(body, (object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, typeof value === 'number' && names.includes(key) ? change(value) : value])));
}

function without(object: Json, name: string): Json {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function deep<T>(value: T, change: (object: Json) => Json): T {
  if (Array.isArray(value)) return value.map((one: unknown) => deep(one, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one as unknown, change)]))) as T;
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
