import { describe, expect, it } from 'vitest';
import { checkTimeout } from '../../src/http/options';

describe('checkTimeout()', () => {
  it.each([1, 1.5, 10_000, 2 ** 31 - 1])('accepts %d', (timeout) => {
    expect(() => checkTimeout(timeout)).not.toThrow();
  });

  it.each([0, 0.5, -1, NaN, 2 ** 31 - 0.5, 2 ** 31, Infinity, '1000', null, new Date(1000)])('rejects %o', (timeout) => {
    expect(() => checkTimeout(timeout as number)).toThrow(
      'Invalid option `timeout`. It must be from 1 to 2147483647 milliseconds. Correct it or leave it out.',
    );
  });
});
