import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/core/schemas/shape';
import { stripJson, toFilter } from '../../src/server/stripJson';

const shape: Shape = { id: 'value', name: 'value', list: ['value'], items: [{ id: 'value', inner: { name: 'value' } }] };
const filter = toFilter(shape);
const keys = fc.constantFrom('id', 'name', 'list', 'items', 'inner', 'secret', '__proto__', 'constructor', 'a"b');
const { value: payloads } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
}));

/** A plain second implementation of stripJson(). */
function pick(payload: unknown, wanted: Shape): unknown {
  if (payload === null) return null;
  if (wanted === 'value') return typeof payload === 'object' ? undefined : payload;
  if (Array.isArray(wanted)) return Array.isArray(payload) ? payload.map((item: unknown) => pick(item, wanted[0] as Shape) ?? null) : undefined;
  if (typeof payload !== 'object' || Array.isArray(payload)) return undefined;
  const entries = Object.entries(payload).filter(([key]) => Object.hasOwn(wanted, key));
  return Object.fromEntries(entries.map(([key, value]) => [key, pick(value, (wanted as Record<string, Shape>)[key] as Shape)]));
}

describe('stripJson()', () => {
  it('keeps what a filter of the parsed payload would keep', () => {
    fc.assert(
      fc.property(payloads, fc.constantFrom(undefined, 1, '\t'), (payload, space) => {
        const stripped = stripJson(JSON.stringify({ items: payload, id: payload, secret: payload, name: 'x', list: [payload] }, null, space), filter);
        const wanted = pick({ items: payload, id: payload, secret: payload, name: 'x', list: [payload] }, shape);
        expect(JSON.parse(stripped ?? '')).toEqual(JSON.parse(JSON.stringify(wanted)));
      }),
      { numRuns: 2000 },
    );
  });

  it('returns JSON or nothing for a text in which characters are changed, inserted or missing', () => {
    const text = JSON.stringify({ id: 'a\n"', secret: [{ id: 1 }, '}'], items: [{ id: -1.5e-7, inner: { name: null } }, true], list: [1, 'x', false] });
    const bits = fc.constantFrom('', '"', '\\', '{', '}', '[', ']', ',', ':', '-', '0', '1e', '.', 'n', 'true', ' ', '\n', '\u0000', '\\u12');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(6), bits, (at, length, bit) => {
        const stripped = stripJson(text.slice(0, at) + bit + text.slice(at + length), filter);
        expect(() => JSON.parse(stripped ?? 'null') as unknown).not.toThrow();
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['', 'null', '1', '"text"', '[]', '<html>', '{', '{"id"', '{"id":', '{"id":1', '{"id":1,', '{"id":1,}', '{,}', '{"id" 1}', '{"id":01}', '{"id":nul}', '{"id":"\\x"}', '{"id":"\n"}', '{"items":[1 2]}', '{"items":[,]}', '{"id":1}}', '{"id":1} x', "{'id':1}", '{"secret":]}', '{"secret":}', '{"secret":[}'])('returns nothing for %j', (text) => {
    expect(stripJson(text, filter)).toBeUndefined();
  });

  it('returns the same text when nothing is left out', () => {
    const text = ' {"id" : 1,\n"items":[ {"id":"ü\\u00e9"} ]}';
    expect(stripJson(text, filter)).toBe(text);
  });

  it('recognizes a key that is spelled with escapes', () => {
    expect(JSON.parse(stripJson('{"\\u0069d":1,"secre\\u0074":2}', filter) ?? '')).toEqual({ id: 1 });
  });

  it('writes numbers that JSON has no value for as JSON.stringify() does', () => {
    expect(stripJson('{"id":-0,"name":1e999,"list":[-1e999,-0.0,10000000000000000000001]}', filter)).toBe('{"id":0,"name":null,"list":[null,0,10000000000000000000001]}');
  });

  it('leaves out millions of levels in a place for plain values, and keeps the siblings', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    expect(stripJson(`{"name":${deep},"list":[${deep},1],"secret":${deep},"id":5}`, filter)).toBe('{"list":[null,1],"id":5}');
  });
});
