import { describe, expect, it } from 'vitest';
import type { PortalError } from '../../src/core/errors';
import { readText } from '../../src/http/body';
import { requestBody } from '../../src/http/request';
import { readRetryAfter } from '../../src/http/retryAfter';
import type { FailurePolicy } from '../../src/http/status';
import { failureOf } from '../sources/server';

const { signal } = new AbortController();
const explain: FailurePolicy['explain'] = async (code) => [`The message of ${code}.`];

/** The error of a request with this response. */
const errorOf = (response: Response, policy: Partial<FailurePolicy> = {}) =>
  failureOf(requestBody('https://api.polar.sh/', {}, signal, readText, { fetch: async () => response, failures: { unreachable: '', explain, ...policy }, kind: 'list' })) as Promise<PortalError>;

describe('toStatusError()', () => {
  it('returns unexpected_response for a status without a code of its own', async () => {
    const error = await errorOf(new Response('', { status: 418 }));
    expect(error).toMatchObject({ code: 'unexpected_response', status: 418 });
    expect(error.message).toContain("can't be used: its status is unexpected.");
  });

  it('reads 400 as 422 only where the policy says so', async () => {
    const bad = () => new Response('', { status: 400 });
    expect(await errorOf(bad())).toMatchObject({ code: 'unexpected_response', status: 400 });
    expect(await errorOf(bad(), { badRequest: 'invalid_request' })).toMatchObject({ code: 'invalid_request', status: 400 });
  });

  it.each([
    ['the error invalid_token', 'session_expired', '{"error":"invalid_token"}'],
    ['the error invalid_token, written with spaces,', 'session_expired', '{"error" : "invalid_token"}'],
    ['the error Unauthorized', 'unauthorized', '{"error":"Unauthorized"}'],
    ['the detail invalid_token', 'unauthorized', '{"detail":"invalid_token"}'],
    ['a body that is too long', 'unauthorized', `{"error":"invalid_token","detail":"${'x'.repeat(10_000)}"}`],
  ])('turns a 401 with %s into %s', async (_, code, body) => {
    const error = await errorOf(new Response(body, { status: 401 }), { sessionExpired: 'The session has ended.' });
    expect(error).toMatchObject({ code, status: 401, retryable: false });
  });

  it('calls every 401 unauthorized if the policy has no message for an expired session', async () => {
    const error = await errorOf(new Response('{"error":"invalid_token"}', { status: 401 }));
    expect(error).toMatchObject({ code: 'unauthorized', message: 'The message of unauthorized.' });
  });

  it.each([
    [403, undefined],
    [404, undefined],
    [429, 7],
    [500, 7],
    [503, 7],
    [504, 7],
  ])('reads the Retry-After of 7 seconds with status %i as %s', async (status, retryAfter) => {
    const response = new Response('', { status, headers: { 'Retry-After': '7' } });
    const error = await errorOf(response, { explain: async (code, headers) => ['', readRetryAfter(code, headers)] });
    expect(error.retryAfter).toBe(retryAfter);
  });

  it.each([
    [401, 'unauthorized', false, undefined],
    [404, 'not_found', false, undefined],
    [429, 'rate_limited', true, 60],
    [503, 'server_error', true, undefined],
  ])('turns a %i into %s even if the part with its message can’t be downloaded', async (status, code, retryable, retryAfter) => {
    const error = await errorOf(new Response('', { status }), { explain: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')) });
    expect(error).toMatchObject({ code, status, retryable, message: expect.stringContaining("message didn't load") as string });
    expect(error.retryAfter).toBe(retryAfter);
  });
});
