import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRetryAfter } from '../../src/http/retryAfter';

afterEach(() => vi.useRealTimers());

const now = 'Thu, 01 Jan 2026 00:00:00 GMT';
const inTwoMinutes = 'Thu, 01 Jan 2026 00:02:00 GMT';

describe('readRetryAfter()', () => {
  it.each([
    ['after other text', `after ${inTwoMinutes}`],
    ['before other text', `${inTwoMinutes} or later`],
    ['with another zone', 'Thu, 01 Jan 2026 00:02:00 CET'],
  ])('returns nothing for a date %s', (_, value) => {
    expect(readRetryAfter('rate_limited', new Headers({ 'Retry-After': value, Date: now }))).toBeUndefined();
  });

  it('compares a date with the server’s clock, or with the local one if the server sends no valid Date', () => {
    expect(readRetryAfter('rate_limited', new Headers({ 'Retry-After': inTwoMinutes, Date: now }))).toBe(120);
    vi.useFakeTimers({ now: new Date('2026-01-01T00:01:30Z') });
    expect(readRetryAfter('rate_limited', new Headers({ 'Retry-After': inTwoMinutes }))).toBe(30);
    expect(readRetryAfter('rate_limited', new Headers({ 'Retry-After': inTwoMinutes, Date: 'unknown' }))).toBe(30);
  });

  it('reads X-Retry-After when Retry-After is missing or unreadable', () => {
    expect(readRetryAfter('rate_limited', new Headers({ 'X-Retry-After': '7' }))).toBe(7);
    expect(readRetryAfter('rate_limited', new Headers({ 'Retry-After': 'soon', 'X-Retry-After': ' 7 ' }))).toBe(7);
    expect(readRetryAfter('rate_limited', new Headers())).toBeUndefined();
  });
});
