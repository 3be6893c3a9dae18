import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withDeadline } from '../../src/http/deadline';
import type { Fetch } from '../../src/http/request';
import { toFilter } from '../../src/server/jsonFilter';
import { untilAborted } from '../../src/server/until';
import { createUpstream, parseResponse } from '../../src/server/upstream';
import { requestPortal } from '../../src/sources/request';
import { failureOf, json, problemOf, sentinel, serve } from '../sources/server';

const echo = `{"detail":[{"input":"${sentinel} ada@example.com"}]}`;
/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:1';

interface Options {
  fetch?: Fetch;
  timeout?: number;
  signal?: AbortSignal;
}

const filter = toFilter({ name: 'value', items: [{ id: 'value' }] });

/** The two rooms that send requests. They share the code of src/http. */
const rooms = {
  sources: (url: string, { timeout = 2000, ...options }: Options = {}) =>
    requestPortal(url, { headers: { Authorization: `Bearer ${sentinel}` }, credentials: 'omit', kind: 'list', timeout, ...options }),
  server: (url: string, { timeout = 2000, fetch, signal }: Options = {}) =>
    withDeadline(async (until) => parseResponse(await createUpstream(fetch, '2026-10')({ url, token: sentinel, kind: 'list', filter }, untilAborted(until))), timeout, signal),
};
const names = ['sources', 'server'] as const;

/** The error of a request to a server that responds like this. */
async function problemAfter(room: (typeof names)[number], respond: (response: ServerResponse) => void, options?: Options) {
  const server = await serve((_, response) => respond(response));
  return problemOf(rooms[room](`${server.url}/meters/?query=SENTINEL`, options));
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(names)('a request of %s', (room) => {
  const send = rooms[room];

  it.each([
    [300, 'unexpected_response', false],
    [304, 'unexpected_response', false],
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'not_found', false],
    [409, 'unexpected_response', false],
    [418, 'unexpected_response', false],
    [422, 'invalid_request', false],
    [429, 'rate_limited', true],
    [500, 'server_error', true],
    [502, 'server_error', true],
    [503, 'server_error', true],
    [504, 'server_error', true],
    [599, 'server_error', true],
  ])('turns status %i into %s without repeating the body', async (status, code, retryable) => {
    const problem = await problemAfter(room, (response) => response.writeHead(status).end(status === 304 ? undefined : echo));
    expect(problem).toMatchObject({ code, status, retryable });
    expect(problem.message).not.toMatch(/ada@/);
  });

  it.each([401, 404, 429])('keeps the code of a %i from node-fetch, whose bodies have no `cancel`', async (status) => {
    const response = { ok: false, status, headers: new Headers(), body: Readable.from(['{}']), text: async () => '{}' };
    const problem = await problemOf(send(nowhere, { fetch: async () => response as unknown as Response }));
    expect(problem).toMatchObject({ code: { 401: 'unauthorized', 404: 'not_found', 429: 'rate_limited' }[status], status });
  });

  it.each([undefined, null])('rejects with unreachable if `fetch` resolves with %s', async (response) => {
    expect(await problemOf(send(nowhere, { fetch: async () => response as never }))).toMatchObject({ code: 'unreachable', retryable: true });
  });

  it('rejects at once on a 503 whose body never ends', async () => {
    const problem = await problemAfter(room, (response) => response.writeHead(503).write('<html>'));
    expect(problem.code).toBe('server_error');
  });

  it('closes the connection of an unread error', async () => {
    const closed = vi.fn();
    await problemAfter(room, (response) => response.on('close', closed).writeHead(503).write('<html>'));
    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), 15_000);
  });

  const inTwoMinutes = { get 'Retry-After'() { return new Date(Date.now() + 120_000).toUTCString(); } };
  it.each<[string, Record<string, string>, number, number]>([
    ['no header', {}, 60, 60],
    ['an empty header', { 'Retry-After': '' }, 60, 60],
    ['a word', { 'Retry-After': 'soon' }, 60, 60],
    ['a sentence with a number', { 'Retry-After': 'in 5 minutes' }, 60, 60],
    ['a number with a unit', { 'Retry-After': '30s' }, 60, 60],
    ['an ISO date', { 'Retry-After': '2065-10-21T07:28:00Z' }, 60, 60],
    ['seconds', { 'Retry-After': '30' }, 30, 30],
    ['seconds among spaces', { 'Retry-After': ' 30 ' }, 30, 30],
    ['a fraction', { 'Retry-After': '1.2' }, 2, 2],
    ['less than a second', { 'Retry-After': '0.2' }, 1, 1],
    ['zero', { 'Retry-After': '0' }, 1, 1],
    ['a negative number', { 'Retry-After': '-5' }, 1, 1],
    ['a day', { 'Retry-After': '86400' }, 1800, 1800],
    ['a huge number', { 'Retry-After': '1e99' }, 1800, 1800],
    ['an HTTP date', inTwoMinutes, 110, 121],
    ['a past HTTP date', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 1, 1],
    ['an HTTP date years away', { 'Retry-After': 'Wed, 21 Oct 2065 07:28:00 GMT' }, 1800, 1800],
    ['an HTTP date of a server whose clock is wrong', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:30 GMT', Date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 30, 30],
    ['the header of better-auth', { 'X-Retry-After': '7' }, 7, 7],
    ['both headers', { 'Retry-After': '9', 'X-Retry-After': '7' }, 9, 9],
    ['one readable header of two', { 'Retry-After': 'soon', 'X-Retry-After': '7' }, 7, 7],
  ])('knows how long to wait after a 429 with %s', async (_, headers, least, most) => {
    const problem = await problemAfter(room, (response) => response.writeHead(429, headers).end());
    expect(problem).toMatchObject({ code: 'rate_limited', status: 429, retryable: true });
    expect(problem.retryAfter).toBeGreaterThanOrEqual(least);
    expect(problem.retryAfter).toBeLessThanOrEqual(most);
  });

  it.each([[403, 30, undefined], [404, 30, undefined], [429, 1800, 1800], [500, 30, 30], [503, 30, 30], [503, 1800, 60]])('after a %i with Retry-After: %i, waits %s seconds', async (status, named, seconds) => {
    expect((await problemAfter(room, (response) => response.writeHead(status, { 'Retry-After': String(named) }).end())).retryAfter).toBe(seconds);
  });

  it('returns JSON with characters split between packets', async () => {
    const body = Buffer.from(JSON.stringify({ name: 'Größe 🎉'.repeat(5) }));
    const server = await serve((_, response) => {
      response.writeHead(200);
      [...body].forEach((byte) => response.write(Buffer.from([byte])));
      response.end();
    });
    expect(await send(server.url)).toEqual({ name: 'Größe 🎉'.repeat(5) });
  });

  it('decodes a character split between chunks', async () => {
    const bytes = new TextEncoder().encode('{"name":"Größe 🦄"}');
    const body = new ReadableStream({
      start(stream) {
        for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
        stream.close();
      },
    });
    expect(await send(nowhere, { fetch: async () => new Response(body) })).toEqual({ name: 'Größe 🦄' });
  });

  it.each<[string, boolean, string, (response: ServerResponse) => void]>([
    ['HTML with 200', false, 'it is not JSON', (r) => r.writeHead(200, { 'Content-Type': 'text/html' }).end(`<h1>${sentinel}</h1>`)],
    ['HTML labeled as JSON', false, 'it is not JSON', (r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end('<html>')],
    ['JSON after other text', false, 'it is not JSON', (r) => r.writeHead(200).end('Sorry: {"items":[')],
    ['204', false, 'it is empty', (r) => r.writeHead(204).end()],
    ['an empty body', false, 'it is empty', (r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end()],
    ['truncated JSON', true, 'The response was cut off. The connection broke.', (r) => r.writeHead(200).end(`{"items":[{"id":"${sentinel}`)],
    ['a body shorter than announced', true, 'The response was cut off. The connection broke.', (r) => {
      r.writeHead(200, { 'Content-Length': '5000' }).write('{"items":[');
      setTimeout(() => r.destroy(), 20);
    }],
    ['a body that breaks off', true, 'The response was cut off. The connection broke.', (r) => {
      r.writeHead(200).write('{"items":[');
      setTimeout(() => r.destroy(), 20);
    }],
  ])('rejects %s as unexpected_response (retryable: %s)', async (_, retryable, reason, respond) => {
    const problem = await problemAfter(room, respond);
    expect(problem).toMatchObject({ code: 'unexpected_response', retryable });
    expect(problem.message).toContain(reason);
  });

  it('stops reading an endless body after 10 million bytes', async () => {
    let written = 0;
    const chunk = Buffer.alloc(1_000_000, ' ');
    const problem = await problemAfter(room, (response) => {
      const more = () => {
        while (!response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) break;
        }
      };
      response.writeHead(200).on('drain', more);
      more();
    }, { timeout: 60_000 });
    expect(problem).toMatchObject({ code: 'unexpected_response', retryable: false, message: expect.stringContaining('it is too long') as string });
    expect(written).toBeGreaterThan(10_000_000);
    // The sockets hold some of it.
    expect(written).toBeLessThan(40_000_000);
  });

  it('rejects a body that a patched fetch has already taken', async () => {
    const taken: Fetch = async () => {
      const response = new Response('{}');
      response.body?.getReader();
      return response;
    };
    expect((await problemOf(send(nowhere, { fetch: taken }))).code).toBe('unexpected_response');
  });

  it('stops reading at the deadline even if fetch ignores the signal', async () => {
    let pulls = 0;
    const endless = new ReadableStream({
      async pull(stream) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        pulls++;
        stream.enqueue(Uint8Array.of(32));
      },
    });
    expect((await problemOf(send(nowhere, { timeout: 60, fetch: async () => new Response(endless) }))).code).toBe('timeout');
    const soFar = pulls;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pulls).toBeLessThanOrEqual(soFar + 2);
  });

  it('reports refused connections, unknown hosts and closed sockets as unreachable', async () => {
    const gone = await serve((_, response) => response.destroy());
    for (const url of [gone.url, nowhere, 'http://meterface.invalid']) {
      expect(await problemOf(send(url))).toMatchObject({ code: 'unreachable', retryable: true });
    }
  });

  it.each([301, 302, 303, 307, 308])('never follows a redirect (%i)', async (status) => {
    const other = await serve((_, response) => json(response, {}));
    const problem = await problemAfter(room, (response) => response.writeHead(status, { Location: `${other.url}/stolen` }).end());
    expect(problem.code).toBe({ sources: 'unreachable', server: 'unexpected_response' }[room]);
    expect(other.requests).toHaveLength(0);
  });

  it('reports a fetch that throws or is missing as unreachable', async () => {
    const broken: Fetch = () => {
      throw new Error(sentinel);
    };
    expect((await problemOf(send(nowhere, { fetch: broken }))).code).toBe('unreachable');
    vi.stubGlobal('fetch', undefined);
    expect((await problemOf(send(nowhere))).code).toBe('unreachable');
  });

  it('calls the current global fetch as a function, because browsers refuse it as a method', async () => {
    const fetch = vi.fn(async function (this: unknown) {
      expect(this === undefined || this === globalThis).toBe(true);
      return new Response('{"name":1}');
    });
    vi.stubGlobal('fetch', fetch);
    expect(await send(nowhere)).toEqual({ name: 1 });
    const init = { sources: { credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' }, server: { redirect: 'manual', cache: 'no-store' } }[room];
    expect(fetch).toHaveBeenCalledWith(nowhere, expect.objectContaining(init));
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['headers that never come', () => {}],
    ['a body that stalls', (response) => response.writeHead(200).write('{"items":')],
  ])('times out on %s', async (_, respond) => {
    const problem = await problemAfter(room, respond, { timeout: 150 });
    expect(problem).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('closes the connection on a timeout', async () => {
    const closed = vi.fn();
    await problemAfter(room, (response) => void response.on('close', closed), { timeout: 100 });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), 15_000);
  });

  it('times out on a fetch that ignores its signal', async () => {
    const problem = await problemOf(send(nowhere, { timeout: 50, fetch: () => new Promise(() => {}) }));
    expect(problem.code).toBe('timeout');
  });

  it('rejects with the reason of the caller’s signal and closes the connection', async () => {
    const closed = vi.fn();
    const arrived = vi.fn();
    const server = await serve((_, response) => {
      response.on('close', closed);
      arrived();
    });
    const controller = new AbortController();
    const failure = failureOf(send(server.url, { signal: controller.signal }));
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled(), 15_000);
    const reason = new Error('unmounted');
    controller.abort(reason);
    expect(await failure).toBe(reason);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), 15_000);
  });

  it('stops in the middle of a body when the caller’s signal aborts', async () => {
    const server = await serve((_, response) => response.writeHead(200).write('{'));
    const controller = new AbortController();
    const failure = failureOf(send(server.url, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 60);
    expect(await failure).toBe(controller.signal.reason);
  });

  it('sends nothing after the caller’s signal has aborted', async () => {
    const server = await serve((_, response) => json(response, {}));
    expect(await failureOf(send(server.url, { signal: AbortSignal.abort('gone') }))).toBe('gone');
    expect(server.requests).toHaveLength(0);
  });

  it('leaves no listener and no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { signal } = new AbortController();
    await send(nowhere, { signal, fetch: async () => new Response('{}') });
    await problemOf(send(nowhere, { signal, fetch: async () => new Response('', { status: 500 }) }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('responses that sources and the server read differently', () => {
  it.each([
    ['sources', 400, '{}', 'unexpected_response'],
    ['server', 400, '{}', 'invalid_request'],
    ['sources', 401, '{"error":"invalid_token","error_description":"x"}', 'session_expired'],
    ['sources', 401, '{ "error" : "invalid_token" }', 'session_expired'],
    ['server', 401, '{"error":"invalid_token"}', 'unauthorized'],
    ['sources', 401, '', 'unauthorized'],
    ['sources', 401, 'null', 'unauthorized'],
    ['sources', 401, '<html>', 'unauthorized'],
    ['sources', 401, '{"error":"Unauthorized","detail":"Unauthorized"}', 'unauthorized'],
    ['sources', 401, `{"padding":"${'x'.repeat(20_000)}","error":"invalid_token"}`, 'unauthorized'],
  ] as const)('in %s, a %i with the body %o is %s', async (room, status, body, code) => {
    expect(await problemAfter(room, (response) => response.writeHead(status).end(body))).toMatchObject({ code, status, retryable: false });
  });

  it('in sources, a 401 whose body breaks off is unauthorized', async () => {
    const problem = await problemAfter('sources', (response) => {
      response.writeHead(401, { 'Content-Length': '500' }).write('{"error":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(problem.code).toBe('unauthorized');
  });

  it('a 401 whose body stalls times out in sources, and is unauthorized at once in the server', async () => {
    const stalled = (response: ServerResponse) => response.writeHead(401).write('{');
    expect((await problemAfter('sources', stalled, { timeout: 150 })).code).toBe('timeout');
    expect((await problemAfter('server', stalled)).code).toBe('unauthorized');
  });

  it('the message for a 401 names `accessToken` in the server, but not in sources', async () => {
    const refuse = (response: ServerResponse) => response.writeHead(401).end();
    expect((await problemAfter('server', refuse)).message).toContain('`accessToken`');
    expect((await problemAfter('sources', refuse)).message).not.toContain('accessToken');
  });
});
