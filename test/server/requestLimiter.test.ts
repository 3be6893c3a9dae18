import { describe, expect, it } from 'vitest';
import { tooManyRequests } from '../../src/server/requestLimiter';

describe('tooManyRequests()', () => {
  it('names a limit of this server, and says when to try again', () => {
    const message = "Too many requests were sent. One of this server's limits is used up for now. Wait, then try again.";
    expect(tooManyRequests(1500)).toMatchObject({ code: 'rate_limited', status: 429, retryable: true, retryAfter: 2, message });
  });
});
