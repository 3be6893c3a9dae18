// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { PortalError } from '../../src/core/errors';
import { readText } from '../../src/http/body';
import { requestBody } from '../../src/http/request';
import { type StatusMeaning, type FailurePolicy, readStatus } from '../../src/http/status';
import { failureOf } from '../sources/server';

const words = ['unauthorized', 'forbidden', 'not_found', 'invalid_request', 'rate_limited', 'server_error'] as const;
const messages = Object.fromEntries(words.map((code) => [code, `The message of ${code}.`])) as FailurePolicy['messages'];
const { signal } = new AbortController();

/** The error of a request with this response. */
const errorOf = (response: Response, read: (response: Response, readBody: () => Promise<string>) => Promise<StatusMeaning>) =>
  failureOf(requestBody('https://api.polar.sh/', {}, signal, readText, { fetch: async () => response, failures: { unreachable: '', read }, kind: 'list' })) as Promise<PortalError>;

const toStatusError = (response: Response, policy: FailurePolicy) => errorOf(response, (given, readBody) => readStatus(given, readBody, policy));

describe('readStatus()', () => {
  it('returns unexpected_response for a status without a code of its own', async () => {
    const error = await toStatusError(new Response('', { status: 418 }), { messages });
    expect(error).toMatchObject({ code: 'unexpected_response', status: 418 });
    expect(error.message).toContain("can't be used: its status is unexpected.");
  });

  it('reads 400 as 422 only where the policy says so', async () => {
    const bad = () => new Response('', { status: 400 });
    expect(await toStatusError(bad(), { messages })).toMatchObject({ code: 'unexpected_response', status: 400 });
    expect(await toStatusError(bad(), { messages, readsBadRequest: true })).toMatchObject({ code: 'invalid_request', status: 400 });
  });

  it.each([
    ['the error invalid_token', 'session_expired', '{"error":"invalid_token"}'],
    ['the error invalid_token, written with spaces,', 'session_expired', '{"error" : "invalid_token"}'],
    ['the error Unauthorized', 'unauthorized', '{"error":"Unauthorized"}'],
    ['the detail invalid_token', 'unauthorized', '{"detail":"invalid_token"}'],
    ['a body that is too long', 'unauthorized', `{"error":"invalid_token","detail":"${'x'.repeat(10_000)}"}`],
  ])('turns a 401 with %s into %s', async (_, code, body) => {
    const error = await toStatusError(new Response(body, { status: 401 }), { messages, sessionExpired: 'The session has ended.' });
    expect(error).toMatchObject({ code, status: 401, retryable: false });
  });

  it('calls every 401 unauthorized if the policy has no message for an expired session', async () => {
    const error = await toStatusError(new Response('{"error":"invalid_token"}', { status: 401 }), { messages });
    expect(error).toMatchObject({ code: 'unauthorized', message: 'The message of unauthorized.' });
  });

  it.each([
    [429, false],
    [500, true],
    [503, true],
    [401, false],
    [404, false],
  ])('leaves a failure with status %i without words if its own part is missing, and retryable: %s', async (status, retryable) => {
    const error = await errorOf(new Response('', { status }), () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
    expect(error).toMatchObject({ code: 'unexpected_response', status, retryable });
  });
});
