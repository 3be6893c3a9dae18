import { expect, it } from 'vitest';
import * as mini from 'zod/mini';
import * as classic from 'zod';
import { parseCustomerMeter, parseMeterList, schemaOf } from '../../src/core';
import { wireMeter, wirePage } from '../../src/testing';

const { id: _, ...nameless } = wireMeter();

it('a host’s own schema takes a parse function in, and its dates and names come out', () => {
  const ours = schemaOf(parseCustomerMeter);
  for (const body of [mini.object({ meter: ours }), classic.object({ meter: ours })]) {
    expect(body.parse({ meter: wireMeter() })).toEqual({ meter: parseCustomerMeter(wireMeter()) });
  }
});

it('what is wrong has its path in the host’s object, and says nothing of the value', () => {
  const { error } = mini.safeParse(mini.object({ meters: mini.array(schemaOf(parseCustomerMeter)) }), { meters: [wireMeter(), { ...nameless, secret: 'SENTINEL' }] });
  expect(error?.issues).toMatchObject([{ code: 'custom', path: ['meters', 1, 'id'], message: expect.stringContaining('expected text, got nothing') as string }]);
  expect(JSON.stringify(error?.issues.map(({ path, message }) => [path, message]))).not.toContain('SENTINEL');
});

it('a list keeps what can be read, as the parse function does', () => {
  const list = schemaOf(parseMeterList).parse(wirePage([wireMeter(), {}]));
  expect([list.items.length, list.issues.length]).toEqual([1, 1]);
});

it('what throws for another reason is not hidden', () => {
  const broken = schemaOf(() => {
    throw new RangeError('no');
  });
  expect(() => broken.safeParse({})).toThrow(RangeError);
});
