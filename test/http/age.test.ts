import { describe, expect, it } from 'vitest';
import { readAge } from '../../src/http/age';

describe('readAge()', () => {
  it.each([['0', 0], ['300', 300], [' 300 ', 300], ['1.5', 1.5], ['1e300', 1e300]])('reads "%s"', (value, seconds) => {
    expect(readAge(new Headers({ Age: value }))).toBe(seconds);
  });

  it.each(['', '-5', 'soon', 'Infinity', 'NaN', '9'.repeat(400), '5 seconds', '60, 5'])('ignores "%s"', (value) => {
    expect(readAge(new Headers({ Age: value }))).toBeUndefined();
  });

  it('ignores a response without headers', () => {
    expect([readAge(undefined), readAge(new Headers())]).toEqual([undefined, undefined]);
  });
});
