// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type FailurePolicy, toStatusError } from '../../src/http/status';

const words = ['unauthorized', 'forbidden', 'not_found', 'invalid_request', 'rate_limited', 'server_error', 'unreachable'] as const;
const messages = Object.fromEntries(words.map((code) => [code, `The message of ${code}.`])) as FailurePolicy['messages'];
const { signal } = new AbortController();

describe('toStatusError()', () => {
  it('returns unexpected_response for a status without a code of its own', async () => {
    const error = await toStatusError(new Response('', { status: 418 }), { messages }, signal);
    expect(error).toMatchObject({ code: 'unexpected_response', status: 418 });
    expect(error.message).toContain("can't be used: its status is unexpected.");
  });

  it('reads 400 as 422 only where the policy says so', async () => {
    const bad = () => new Response('', { status: 400 });
    expect(await toStatusError(bad(), { messages }, signal)).toMatchObject({ code: 'unexpected_response', status: 400 });
    expect(await toStatusError(bad(), { messages, readsBadRequest: true }, signal)).toMatchObject({ code: 'invalid_request', status: 400 });
  });

  it.each([
    ['the error invalid_token', 'session_expired', '{"error":"invalid_token"}'],
    ['the error invalid_token, written with spaces,', 'session_expired', '{"error" : "invalid_token"}'],
    ['the error Unauthorized', 'unauthorized', '{"error":"Unauthorized"}'],
    ['the detail invalid_token', 'unauthorized', '{"detail":"invalid_token"}'],
    ['a body that is too long', 'unauthorized', `{"error":"invalid_token","detail":"${'x'.repeat(10_000)}"}`],
  ])('turns a 401 with %s into %s', async (_, code, body) => {
    const error = await toStatusError(new Response(body, { status: 401 }), { messages, sessionExpired: 'The session has ended.' }, signal);
    expect(error).toMatchObject({ code, status: 401, retryable: false });
  });

  it('calls every 401 unauthorized if the policy has no message for an expired session', async () => {
    const error = await toStatusError(new Response('{"error":"invalid_token"}', { status: 401 }), { messages }, signal);
    expect(error).toMatchObject({ code: 'unauthorized', message: 'The message of unauthorized.' });
  });
});
