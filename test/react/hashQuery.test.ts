import { hashKey } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashQuery } from '../../src/react/hashQuery';
import { usingBuiltins } from '../faults/builtins';

describe('hashQuery()', () => {
  it('gives the same text as TanStack Query for any key', () => {
    const parts = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.date({ noInvalidDate: true }), fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined })));
    fc.assert(
      fc.property(fc.array(parts), (key) => {
        expect(hashQuery(key)).toBe(hashKey(key));
      }),
    );
  });

  it.each(['array', 'object'] as const)('tells keys apart on a page that has added toJSON() to each %s', (kind) => {
    const keys = [['meters', { all: true }], ['meters', { all: false }], ['meters', ['a']], ['meters', ['b']], ['meters', { b: 1, a: [2] }]] as const;
    const usual = keys.map((key) => hashQuery(key));
    const target = { array: 'Array', object: 'Object' }[kind];
    const changed = usingBuiltins(`Object.defineProperty(${target}.prototype, 'toJSON', { configurable: true, value: function () { return 'same'; } });`, () => keys.map((key) => hashQuery(key)));
    expect(changed).toEqual(usual);
    expect(new Set(changed).size).toBe(keys.length);
  });
});
