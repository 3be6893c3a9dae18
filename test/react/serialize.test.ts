import { describe, expect, it } from 'vitest';
import { deserializeData, serializeData } from '../../src';
import { PortalError } from '../../src/core/errors';

/** The data as a page finds it in its HTML. */
function onThePage(data: unknown): unknown {
  return deserializeData(JSON.parse(JSON.stringify(serializeData(data)) ?? 'null'));
}

describe('serializeData() and deserializeData()', () => {
  it('keep dates and errors, however deep', () => {
    const data = { items: [{ at: new Date(5), none: null }], issues: [new PortalError('invalid_data', 'One. Two. Three.', { path: ['items', 3] })] };
    expect(onThePage(data)).toEqual(data);
    expect((onThePage(data) as typeof data).issues[0]).toMatchObject({ code: 'invalid_data', path: ['items', 3] });
  });

  it.each([
    ['MongoDB’s dates', { at: { $date: '2026-11-26T00:00:00Z' } }],
    ['MongoDB’s long dates', { at: { $date: { $numberLong: '5' } } }],
    ['a key like our mark for errors', { $error: 1 }],
    ['a key like our mark `$plain`, which escapes such keys', { $plain: { $plain: { $date: 'x' }, $error: [] } }],
    ['labels by locale', { $date: { other: 'devices' }, $error: { other: 'devices' }, en: { other: 'devices' } }],
    ['a key that sets a prototype', JSON.parse('{"__proto__":{"a":1}}')],
  ])('leave the host’s own data as it is: %s', (_, data) => {
    expect(JSON.stringify(onThePage(data))).toBe(JSON.stringify(data));
  });

  it.each([
    ['an object of a class', new (class Money { amount = 5; toJSON() { return '5 EUR'; } })()],
    ['a URL', new URL('https://shop.example/a')],
    ['an invalid date', new Date(NaN)],
    ['a Map', new Map([[1, 2]])],
  ])('write %s as JSON does', (_, value) => {
    expect(onThePage({ value })).toEqual(JSON.parse(JSON.stringify({ value })));
  });

  it('leave a promise as it is, for formats that can send one', () => {
    const promise = Promise.resolve(1);
    expect(serializeData({ promise })).toEqual({ promise });
    expect((serializeData({ promise }) as { promise: unknown }).promise).toBe(promise);
  });
});
