// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { cutDeepValues } from '../../src/http/cutDeepValues';

const nested = (levels: number, inner = '') => '['.repeat(levels) + inner + ']'.repeat(levels);

describe('cutDeepValues()', () => {
  it.each([
    ['64 levels', nested(64)],
    ['64 levels of lists and objects', `${'[{"a":'.repeat(32)}1${'}]'.repeat(32)}`],
    ['many lists side by side', `[${'[],'.repeat(200)}[]]`],
    ['brackets in a string', JSON.stringify(`\\"${'[{'.repeat(200)}\\`)],
    ['brackets in a key', JSON.stringify({ ['['.repeat(200)]: [1] })],
    ['no brackets', '1'],
    ['nothing', ''],
  ])('keeps JSON with %s', (_, text) => {
    expect(cutDeepValues(text)).toBe(text);
  });

  it('replaces each value on level 65 by null and keeps its siblings', () => {
    const text = `[1,${nested(63, '[2,{"a":[3]}],[4]')},{"b":"]"}]`;
    expect(JSON.parse(cutDeepValues(text))).toEqual([1, JSON.parse(nested(63, 'null,null')), { b: ']' }]);
  });

  it('replaces a million levels by null', () => {
    expect(cutDeepValues(`{"items":[${nested(1_000_000)},1]}`)).toBe(`{"items":[${nested(62, 'null')},1]}`);
  });

  it.each(['['.repeat(1_000_000), nested(64, '[['), '["[[', '{"a":"\\'])('does not complete a document that is cut off (%#)', (text) => {
    expect(() => JSON.parse(cutDeepValues(text)) as unknown).toThrow(SyntaxError);
  });
});
