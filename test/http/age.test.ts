import { describe, expect, it } from 'vitest';
import { readAge } from '../../src/http/age';

describe('readAge()', () => {
  it.each([['0', 0], ['300', 300], [' 300 ', 300], ['1.5', 1.5], ['60, 5', 60], ['9'.repeat(400), 2 ** 31]])('reads "%s"', (value, seconds) => {
    expect(readAge(new Headers({ Age: value }))).toBe(seconds);
  });

  it.each(['', '-5', '-0', 'soon', 'Infinity', 'NaN', '1e3', '0x10', '5 seconds', '.5', '5.', ', 5'])('ignores "%s"', (value) => {
    expect(readAge(new Headers({ Age: value }))).toBeUndefined();
  });

  it('ignores a response without headers', () => {
    expect([readAge(undefined), readAge(new Headers())]).toEqual([undefined, undefined]);
  });
});
