// @vitest-environment node
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, type Listening, listen } from '../../demo/listen';
import { createDemoPolar, type WireMeter, type WirePage } from '../../src/testing';

const open: Listening[] = [];

async function serve(handler: Handler): Promise<Listening> {
  const listening = await listen(handler);
  open.push(listening);
  return listening;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

describe('a demo served by listen()', () => {
  it('responds to a real fetch, including a redirect', async () => {
    const demo = createDemoPolar();
    const { url, port } = await serve(demo);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const headers = { Authorization: `Bearer ${demo.createSession('dee').token}` };
    const response = await fetch(`${url}/v1/customer-portal/meters?limit=100`, { headers });
    expect([response.status, response.redirected]).toEqual([200, true]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(((await response.json()) as WirePage<WireMeter>).items).toHaveLength(100);
  });

  it('creates a session from a POST body', async () => {
    const demo = createDemoPolar();
    const { url } = await serve(demo);
    const response = await fetch(`${url}/v1/customer-sessions/`, {
      method: 'POST',
      headers: { Authorization: 'Bearer polar_oat_demo', 'Content-Type': 'application/json' },
      body: JSON.stringify({ external_customer_id: 'ada' }),
    });
    expect([response.status, await response.json()]).toMatchObject([201, { customer: { external_id: 'ada' } }]);
  });

  it('sends a 429 without body or content type', async () => {
    const demo = createDemoPolar({ rateLimit: 0 });
    const { url } = await serve(demo);
    const headers = { Authorization: `Bearer ${demo.createSession('cy').token}` };
    const response = await fetch(`${url}/v1/customer-portal/wallets/`, { headers });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([429, null, '']);
  });
});

describe('listen()', () => {
  it('streams a body: the first part arrives before the last is written', async () => {
    let finish = () => {};
    const { url } = await serve(async () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('first '));
          finish = () => {
            controller.enqueue(new TextEncoder().encode('last'));
            controller.close();
          };
        },
      });
      return new Response(body);
    });
    const response = await fetch(url);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('first ');
    finish();
    expect((await reader?.read())?.value).toBe('last');
  });

  it('aborts the request’s signal when the client disconnects', async () => {
    const leaving = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      void serve((request) => {
        request.signal.addEventListener('abort', () => resolve());
        leaving.abort();
        return new Promise<Response>(() => {});
      }).then(({ url }) => fetch(url, { signal: leaving.signal }).catch(() => undefined));
    });
    await expect(aborted).resolves.toBeUndefined();
  });

  it('responds with a 500 without CORS headers when the handler throws', async () => {
    const { url } = await serve(() => Promise.reject(new Error('secret')));
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps two Set-Cookie headers apart and sends no body for HEAD', async () => {
    const { url } = await serve(async () => {
      const headers = new Headers({ 'Content-Type': 'text/plain' });
      headers.append('Set-Cookie', 'a=1');
      headers.append('Set-Cookie', 'b=2');
      return new Response('text', { headers });
    });
    const response = await fetch(url, { method: 'HEAD' });
    expect([response.headers.getSetCookie(), await response.text()]).toEqual([['a=1', 'b=2'], '']);
  });

  it('rejects a request target that isn’t a path', async () => {
    const { port } = await serve(async () => new Response('never'));
    const status = await new Promise((resolve) => {
      const request = httpRequest({ port, host: '127.0.0.1', path: 'http://elsewhere.example/' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.end();
    });
    expect(status).toBe(400);
  });

  it('rejects when the port is in use', async () => {
    const { port } = await serve(async () => new Response());
    await expect(listen(async () => new Response(), { port })).rejects.toThrow('EADDRINUSE');
  });
});
