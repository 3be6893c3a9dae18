// @vitest-environment node
import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../src/http/request';
import { type PortalRequestOptions, requestPortal } from '../../src/sources/request';
import { failureOf, json, problemOf, sentinel, serve } from './server';

const echo = `{"detail":[{"input":"${sentinel} ada@example.com"}]}`;

function ask(url: string, options: Partial<PortalRequestOptions> = {}): Promise<unknown> {
  return requestPortal(url, { headers: { Authorization: `Bearer ${sentinel}` }, credentials: 'omit', timeout: 2000, ...options });
}

/** What a question gets when the server answers so. */
async function answered(answer: (response: ServerResponse) => void, options?: Partial<PortalRequestOptions>) {
  const server = await serve((_, response) => answer(response));
  return problemOf(ask(`${server.url}/meters/?query=SENTINEL`, options));
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a status', () => {
  it.each([
    [300, 'unexpected_response', false],
    [304, 'unexpected_response', false],
    [400, 'unexpected_response', false],
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
  ])('%i becomes %s, and says nothing of what the server echoed', async (status, code, retryable) => {
    const problem = await answered((response) => response.writeHead(status).end(status === 304 ? undefined : echo));
    expect(problem).toMatchObject({ code, status, retryable });
    expect(problem.message).not.toMatch(/ada@/);
  });

  it('401 with `invalid_token` is an expired session, however it is spaced', async () => {
    for (const body of ['{"error":"invalid_token","error_description":"x"}', '{ "error" : "invalid_token" }']) {
      const problem = await answered((response) => response.writeHead(401).end(body));
      expect(problem).toMatchObject({ code: 'session_expired', status: 401 });
    }
  });

  it.each(['', 'null', '<html>', '{"error":"Unauthorized","detail":"Unauthorized"}'])('401 with %j is unauthorized', async (body) => {
    expect((await answered((response) => response.writeHead(401).end(body))).code).toBe('unauthorized');
  });

  it('401 whose body breaks off is unauthorized', async () => {
    const problem = await answered((response) => {
      response.writeHead(401, { 'Content-Length': '500' }).write('{"error":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(problem.code).toBe('unauthorized');
  });

  it('counts before the body: a 503 that never finishes is told at once', async () => {
    const problem = await answered((response) => response.writeHead(503).write('<html>'));
    expect(problem.code).toBe('server_error');
  });
});

describe('a rate limit', () => {
  const inTwoMinutes = () => new Date(Date.now() + 120_000).toUTCString();
  it.each<[string | undefined, number, number]>([
    [undefined, 60, 60],
    ['', 60, 60],
    ['soon', 60, 60],
    ['30', 30, 30],
    ['1.2', 2, 2],
    ['0', 1, 1],
    ['-5', 1, 1],
    ['86400', 1800, 1800],
    ['1e99', 1800, 1800],
    [inTwoMinutes(), 110, 121],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 1, 1],
    ['Wed, 21 Oct 2065 07:28:00 GMT', 1800, 1800],
  ])('with Retry-After %j waits %i to %i seconds', async (value, least, most) => {
    const problem = await answered((response) => response.writeHead(429, value === undefined ? {} : { 'Retry-After': value }).end());
    expect(problem).toMatchObject({ code: 'rate_limited', status: 429, retryable: true });
    expect(problem.retryAfter).toBeGreaterThanOrEqual(least);
    expect(problem.retryAfter).toBeLessThanOrEqual(most);
  });
});

it.each([404, 500, 503])('only a rate limit says when to come back: %i with Retry-After does not', async (status) => {
  expect(await answered((response) => response.writeHead(status, { 'Retry-After': '30' }).end())).not.toHaveProperty('retryAfter', expect.any(Number));
});

it('a letter that two packets share is one letter', async () => {
  const bytes = new TextEncoder().encode('{"name":"Größe 🦄"}');
  const body = new ReadableStream({
    start(stream) {
      for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
      stream.close();
    },
  });
  expect(await ask('http://127.0.0.1:1', { fetch: async () => new Response(body) })).toEqual({ name: 'Größe 🦄' });
});

it('better-auth says when to come back in a header of its own', async () => {
  expect((await answered((response) => response.writeHead(429, { 'X-Retry-After': '7' }).end())).retryAfter).toBe(7);
});

describe('an answer that is not what was asked for', () => {
  it.each<[string, boolean, (response: ServerResponse) => void]>([
    ['HTML with 200', false, (r) => r.writeHead(200, { 'Content-Type': 'text/html' }).end(`<h1>${sentinel}</h1>`)],
    ['HTML that claims to be JSON', false, (r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end('<html>')],
    ['words with JSON in them', false, (r) => r.writeHead(200).end('Sorry: {"items":[')],
    ['204', false, (r) => r.writeHead(204).end()],
    ['an empty body', false, (r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end()],
    ['JSON that stops in the middle', true, (r) => r.writeHead(200).end(`{"items":[{"id":"${sentinel}`)],
    ['a body shorter than announced', true, (r) => {
      r.writeHead(200, { 'Content-Length': '5000' }).write('{"items":[');
      setTimeout(() => r.destroy(), 20);
    }],
    ['a body that breaks off', true, (r) => {
      r.writeHead(200).write('{"items":[');
      setTimeout(() => r.destroy(), 20);
    }],
  ])('%s is an unexpected response; retryable: %s', async (_, retryable, answer) => {
    expect(await answered(answer)).toMatchObject({ code: 'unexpected_response', retryable });
  });

  it('a body without end is left after 10 million characters', async () => {
    let written = 0;
    const chunk = Buffer.alloc(1_000_000, ' ');
    const problem = await answered((response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    expect(problem).toMatchObject({ code: 'unexpected_response', retryable: false, message: expect.stringContaining('it is too long') as string });
    expect(written).toBeLessThan(40_000_000);
  });

  it('a body that a patched `fetch` has taken, or that does not stop, is an unexpected response or the deadline', async () => {
    const taken: Fetch = async () => {
      const response = new Response('{}');
      response.body?.getReader();
      return response;
    };
    expect((await problemOf(ask('http://127.0.0.1:1', { fetch: taken }))).code).toBe('unexpected_response');
    let pulls = 0;
    const endless = new ReadableStream({
      async pull(stream) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        pulls++;
        stream.enqueue(Uint8Array.of(32));
      },
    });
    expect((await problemOf(ask('http://127.0.0.1:1', { timeout: 60, fetch: async () => new Response(endless) }))).code).toBe('timeout');
    const soFar = pulls;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pulls).toBeLessThanOrEqual(soFar + 2);
  });

  it('any JSON goes through, umlauts cut by packets included', async () => {
    const body = Buffer.from(JSON.stringify({ name: 'Größe 🎉'.repeat(5) }));
    const server = await serve((_, response) => {
      response.writeHead(200);
      [...body].forEach((byte) => response.write(Buffer.from([byte])));
      response.end();
    });
    expect(await ask(server.url)).toEqual({ name: 'Größe 🎉'.repeat(5) });
  });
});

describe('the network', () => {
  it('refused connections, unknown hosts and hung-up sockets are "unreachable", retryable', async () => {
    const gone = await serve((_, response) => response.destroy());
    for (const url of [gone.url, 'http://127.0.0.1:1', 'http://meterface.invalid']) {
      expect(await problemOf(ask(url))).toMatchObject({ code: 'unreachable', retryable: true });
    }
  });

  it.each([301, 302, 303, 307, 308])('a redirect (%i) is never followed: the other origin sees no request', async (status) => {
    const other = await serve((_, response) => json(response, {}));
    const problem = await answered((response) => response.writeHead(status, { Location: `${other.url}/stolen` }).end());
    expect(problem.code).toBe('unreachable');
    expect(other.requests).toHaveLength(0);
  });

  it('a `fetch` that throws at once or is missing is "unreachable", too', async () => {
    const broken: Fetch = () => {
      throw new Error(sentinel);
    };
    expect((await problemOf(ask('http://127.0.0.1:1', { fetch: broken }))).code).toBe('unreachable');
    vi.stubGlobal('fetch', undefined);
    expect((await problemOf(ask('http://127.0.0.1:1'))).code).toBe('unreachable');
  });

  it('uses the global fetch of the moment, without a `this` that browsers refuse', async () => {
    const fetch = vi.fn(async function (this: unknown) {
      expect(this === undefined || this === globalThis).toBe(true);
      return new Response('1');
    });
    vi.stubGlobal('fetch', fetch);
    expect(await ask('http://127.0.0.1:1')).toBe(1);
    expect(fetch).toHaveBeenCalledWith(
      'http://127.0.0.1:1',
      expect.objectContaining({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' }),
    );
  });
});

describe('the deadline', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['headers that never come', () => {}],
    ['a body that stalls', (response) => response.writeHead(200).write('{"items":')],
    ['a 401 whose body stalls', (response) => response.writeHead(401).write('{')],
  ])('ends %s', async (_, answer) => {
    const begin = performance.now();
    const problem = await answered(answer, { timeout: 150 });
    expect(problem).toMatchObject({ code: 'timeout', retryable: true });
    expect(performance.now() - begin).toBeLessThan(1500);
  });

  it('closes the connection', async () => {
    const closed = vi.fn();
    await answered((response) => void response.on('close', closed), { timeout: 100 });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('ends a fetch that ignores its signal', async () => {
    const problem = await problemOf(ask('http://127.0.0.1:1', { timeout: 50, fetch: () => new Promise(() => {}) }));
    expect(problem.code).toBe('timeout');
  });
});

describe('the caller’s signal', () => {
  it('ends a request in flight with its own reason, and the connection with it', async () => {
    const closed = vi.fn();
    const arrived = vi.fn();
    const server = await serve((_, response) => {
      response.on('close', closed);
      arrived();
    });
    const controller = new AbortController();
    const failure = failureOf(ask(server.url, { signal: controller.signal }));
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
    const reason = new Error('unmounted');
    controller.abort(reason);
    expect(await failure).toBe(reason);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('ends a body in flight', async () => {
    const server = await serve((_, response) => response.writeHead(200).write('{'));
    const controller = new AbortController();
    const failure = failureOf(ask(server.url, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 60);
    expect(await failure).toBe(controller.signal.reason);
  });

  it('that is already aborted asks nothing', async () => {
    const server = await serve((_, response) => json(response, {}));
    expect(await failureOf(ask(server.url, { signal: AbortSignal.abort('gone') }))).toBe('gone');
    expect(server.requests).toHaveLength(0);
  });

  it('keeps no listener, and no timer stays, after success and after failure', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { signal } = new AbortController();
    await ask('http://127.0.0.1:1', { signal, fetch: async () => new Response('{}') });
    await problemOf(ask('http://127.0.0.1:1', { signal, fetch: async () => new Response('', { status: 500 }) }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
