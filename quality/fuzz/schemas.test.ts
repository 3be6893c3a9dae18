import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dialects, kinds, type Mutation } from './mutate';
import { type Case, judge, type Verdict } from './rules';
import { type Schema, schemas } from './schemas';

/** Set by `npm run fuzz`. The defaults, for `npm run test:long`, take a few seconds. */
const { METERFACE_FUZZ_RUNS = '4000', METERFACE_FUZZ_SEED = '20261121', METERFACE_FUZZ_PATH, METERFACE_FUZZ_FIGURES } = process.env;
const each = Math.ceil(Number(METERFACE_FUZZ_RUNS) / schemas.length);

const figures = { runs: 0, whole: 0, 'in part': 0, refused: 0, leftOut: 0, slowest: 0, largest: 0, mutations: Object.fromEntries(kinds.map((kind) => [kind, 0])) };

const mutation = fc.record<Mutation>({ kind: fc.constantFrom(...kinds), place: fc.nat(9999), pick: fc.nat(9999) });
const cases = fc.record<Case>({ sample: fc.nat(9), dialect: fc.constantFrom(...dialects), mutations: fc.array(mutation, { maxLength: 4 }) });

function judged(schema: Schema, one: Case): Verdict {
  const start = performance.now();
  const verdict = judge(schema, one);
  figures.runs += 1;
  figures[verdict.outcome] += 1;
  figures.leftOut += verdict.leftOut;
  figures.slowest = Math.max(figures.slowest, performance.now() - start);
  for (const { kind } of one.mutations) figures.mutations[kind]! += 1;
  return verdict;
}

describe('a parser of mutated payloads keeps what is readable, reports the rest and invents nothing', () => {
  it.each(schemas.map((schema) => [schema.name, schema] as const))('%s', { timeout: 600_000 }, (_, schema) => {
    const rule = fc.property(cases, (one) => {
      expect(judged(schema, one).broken).toEqual([]);
    });
    fc.assert(rule, { numRuns: each, seed: Number(METERFACE_FUZZ_SEED), ...(METERFACE_FUZZ_PATH !== undefined && { path: METERFACE_FUZZ_PATH }) });
  });
});

describe('parseMeterList() parses 20,000 meters in time', () => {
  const many = 20_000;
  /** The most that a parser reports of one response: each issue is an error with a stack trace. */
  const reported = 1000;
  const limit = 8000;
  const page = schemas.find(({ name }) => name === 'a page of meters')!;
  const [good] = page.samples[2] as readonly object[];

  it.each<[string, unknown, number]>([
    ['when all are good', good, 0],
    ['when all are bad', { ...good, id: '9'.repeat(1_000_000), meter: 5 }, reported],
    ['when all are empty', {}, reported],
    ['when all are missing', undefined, reported],
  ])('%s', { timeout: 2 * limit }, (_, item, expected) => {
    const start = performance.now();
    const { issues } = page.read(Array.from({ length: many }, () => item));
    const took = performance.now() - start;
    figures.largest = Math.max(figures.largest, took);
    expect(issues).toHaveLength(expected);
    expect(took).toBeLessThan(limit);
  });
});

afterAll(() => {
  if (METERFACE_FUZZ_FIGURES !== undefined) writeFileSync(METERFACE_FUZZ_FIGURES, JSON.stringify(figures));
});
