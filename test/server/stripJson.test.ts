import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { anyKey, type Shape } from '../../src/core/schemas/shape';
import { addToHash, toFilter } from '../../src/server/jsonFilter';
import { stripJson } from '../../src/server/stripJson';

const shape: Shape = { id: 'value', name: 'value', list: ['value'], items: [{ id: 'value', inner: { name: 'value' } }] };
const filter = toFilter(shape);
const keys = fc.constantFrom('id', 'name', 'list', 'items', 'inner', 'secret', '__proto__', 'constructor', 'a"b');
const { value: payloads } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs)),
}));

const encoder = new TextEncoder();

/** stripJson() from text to text. */
function strip(text: string, wanted = filter): string | undefined {
  const stripped = stripJson(encoder.encode(text), wanted);
  return stripped && new TextDecoder().decode(stripped);
}

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
        const stripped = strip(JSON.stringify({ items: payload, id: payload, secret: payload, name: 'x', list: [payload] }, null, space));
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
        const stripped = strip(text.slice(0, at) + bit + text.slice(at + length));
        expect(() => JSON.parse(stripped ?? 'null') as unknown).not.toThrow();
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps none of the space after a payload in memory', () => {
    expect(stripJson(encoder.encode(`{"id":1}${'\n'.repeat(100_000)}`), filter)?.buffer.byteLength).toBe(8);
  });

  it.each(['', 'null', '1', '"text"', '[]', '<html>', '{', '{"id"', '{"id":', '{"id":1', '{"id":1,', '{"id":1,}', '{,}', '{"id" 1}', '{"id":01}', '{"id":nul}', '{"id":"\\x"}', '{"id":"\n"}', '{"id":1.}', '{"id":1e}', '{"id":-}', '{"id":+1}', '{"id":"\\u12g4"}', '{"id":"\\u12', '{"id":"\\', '{"id":"a', '{"id', '{"\\x":1}', '{"id":tru', '{"items":[1 2]}', '{"items":[,]}', '{"id":1}}', '{"id":1} x', "{'id':1}", '{"secret":]}', '{"secret":}', '{"secret":[}'])('returns nothing for %j', (text) => {
    expect(strip(text)).toBeUndefined();
  });

  it('returns the same text when nothing is left out', () => {
    const text = ' {"id" : 1,\n"items":[ {"id":"ü\\u00e9"} ]}';
    expect(strip(text)).toBe(text);
  });

  it('ignores a byte order mark', () => {
    expect(strip('\ufeff{"id":1}')).toBe('{"id":1}');
  });

  it('tells apart keys of equal length, and keys of equal hash', () => {
    const hash = (key: string) => encoder.encode(key).reduce(addToHash, 0);
    expect(hash('Aa')).toBe(hash('BB'));
    expect(strip('{"Aa":1,"BB":2,"Ab":3}', toFilter({ Aa: 'value' }))).toBe('{"Aa":1}');
    expect(strip('{"BB":[{"BB":1,"Aa":2}],"Aa":3}', toFilter({ Aa: 'value', BB: [{ Aa: 'value' }] }))).toBe('{"BB":[{"Aa":2}],"Aa":3}');
  });

  it('keeps any key where keys are data, however it is spelled, but not __proto__', () => {
    const any = toFilter({ label: { [anyKey]: 'value' } });
    expect(strip('{"label":{"ü":1,"__proto__":2,"\\u005f_proto__":3,"\\u0061":4,"constructor":5}}', any)).toBe('{"label":{"ü":1,"\\u0061":4,"constructor":5}}');
  });

  it('writes null for a number of 400 digits, and keeps one of 300', () => {
    const [long, short] = ['9'.repeat(400), '9'.repeat(300)];
    expect(strip(`{"list":[${long},-${long},${short},${short}.5,0.${long}]}`)).toBe(`{"list":[null,null,${short},${short}.5,0.${long}]}`);
  });

  it('recognizes a key that is spelled with escapes', () => {
    expect(JSON.parse(strip('{"\\u0069d":1,"secre\\u0074":2}') ?? '')).toEqual({ id: 1 });
  });

  it.each([
    ['\\u0069\\u0064', true], ['i\\u0064', true], ['\\u006e\\u0061me', true], ['n\\u0061m\\u0065', true], ['\\u006E\\u0061me', true],
    // Other keys, which a careless decoder takes for a known one.
    ['\\name', false], ['\\u0169d', false], ['\\u6900d', false], ['\\u0069d\\u0000', false], ['i\\u00e4', false], ['\\u0049D', false], [`\\u0069d${'x'.repeat(200)}`, false], ['\\"id', false], ['i\\/d', false],
  ])('compares the key "%s" as JSON.parse() reads it', (key, isKept) => {
    const text = `{"${key}":1}`;
    expect(strip(text)).toBe(isKept ? text : '{}');
    expect(isKept).toBe(['id', 'name'].includes(Object.keys(JSON.parse(text) as object)[0]!));
  });

  it('decodes keys with escapes without JSON.parse()', () => {
    const parse = vi.spyOn(JSON, 'parse');
    strip(`{${'"\\u0061":1,'.repeat(1000)}"id":1}`);
    expect(parse).not.toHaveBeenCalled();
  });

  it('writes -0 as 0, and null for a number that is too large, as JSON.stringify() does', () => {
    expect(strip('{"id":-0,"name":1e999,"list":[-1e999,-0.0,10000000000000000000001]}')).toBe('{"id":0,"name":null,"list":[null,0,10000000000000000000001]}');
  });

  it('drops millions of nested levels where a plain value belongs, and keeps the siblings', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    expect(strip(`{"name":${deep},"list":[${deep},1],"secret":${deep},"id":5}`)).toBe('{"list":[null,1],"id":5}');
  });
});
