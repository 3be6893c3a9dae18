import { Agent, createServer, request as httpRequest, type RequestListener, type ServerOptions } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type NodeRequest, toNodeListener } from '../../src/server/toNodeListener';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { byCookie, emptyList, fakePolar, serve } from './shop';

const stops: Array<() => void> = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listen(listener: RequestListener, options: ServerOptions = {}): Promise<string> {
  const server = createServer(options, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends one request over `agent`. Resolves with the status and the local port of its socket. */
function requestOver(agent: Agent, url: string, method: string, body?: Buffer): Promise<{ status: number | undefined; port: number | undefined }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent, method, headers: { Cookie: 'user=ada', ...(body && { 'Content-Length': body.length }) } }, (response) => {
      const { localPort: port } = response.socket;
      response.resume().on('end', () => resolve({ status: response.statusCode, port }));
    });
    request.on('error', reject).end(body);
  });
}

const large = Buffer.alloc(5_000_000, 'x');

describe('toNodeListener() on a keep-alive connection', () => {
  const readFirst = async (request: Request) => {
    await request.body?.getReader().read();
    return new Response('first');
  };

  it.each<[string, number, (request: Request) => Response | Promise<Response>]>([
    ['the proxy, which refuses it', 405, createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: fakePolar(() => Response.json(emptyList)).fetch })],
    ['a handler that never reads it', 200, () => new Response('ok')],
    ['a handler that reads the start of it', 200, readFirst],
    ['a handler that cancels it', 200, async (request) => (await request.body?.cancel(), new Response('ok'))],
    ['a handler that fails', 500, () => Promise.reject(new Error('broken'))],
  ])('serves the next request after a large POST to %s', async (_, status, handler) => {
    const url = await serve(handler);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    stops.push(() => agent.destroy());
    // A server may close the connection instead of draining it; then the client sees its own write fail.
    const posted = await requestOver(agent, `${url}/meters`, 'POST', large).catch(() => ({ status }));
    expect(posted.status).toBe(status);
    const next = await requestOver(agent, `${url}/meters`, 'GET').catch((error: unknown) => ({ status: String(error) }));
    expect(next.status).toBe(status === 405 ? 200 : status);
  });

  it('keeps the connection of a refused POST open', async () => {
    const url = await serve(() => new Response('no', { status: 405 }));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    stops.push(() => agent.destroy());
    const [posted, next] = [await requestOver(agent, url, 'POST', large), await requestOver(agent, url, 'GET')];
    expect([posted.status, next.status, next.port]).toEqual([405, 405, posted.port]);
  });
});

describe('toNodeListener()', () => {
  it('passes on URL, method, headers and body', async () => {
    const url = await listen(toNodeListener(async (request) => Response.json({ url: request.url, method: request.method, user: await byCookie(request, undefined), body: await request.text() })));
    const response = await fetch(`${url}/a/b?c=d`, { method: 'POST', headers: { Cookie: 'user=ada' }, body: 'text'.repeat(50_000) });
    expect(await response.json()).toEqual({ url: `${url}/a/b?c=d`, method: 'POST', user: { externalId: 'ada' }, body: 'text'.repeat(50_000) });
  });

  it('passes on the whole path that Express has shortened', async () => {
    const listener = toNodeListener(async (request) => new Response(new URL(request.url).pathname));
    // As `app.use('/api/portal', listener)` does.
    const url = await listen((incoming, outgoing) => listener(Object.assign(incoming, { originalUrl: incoming.url, url: incoming.url?.replace('/api/portal', '') }), outgoing));
    expect(await (await fetch(`${url}/api/portal/meters`)).text()).toBe('/api/portal/meters');
  });

  it('recognizes TLS by the socket and not by a header', async () => {
    const seen: string[] = [];
    const listener = toNodeListener((request) => (seen.push(request.url), new Response()));
    const url = await listen(listener);
    await fetch(url, { headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.example' } });
    const encrypted: NodeRequest = { method: 'GET', url: '/x', rawHeaders: [':authority', 'shop.example', ':path', '/evil'], socket: { encrypted: true }, async *[Symbol.asyncIterator]() {} };
    const done = new Promise<void>((resolve) => {
      toNodeListener((request) => (seen.push(request.url), resolve(), new Response()))(encrypted, { headersSent: false, writableFinished: true, setHeader: () => 0, writeHead: () => 0, write: () => true, end: () => 0, destroy: () => 0, once: () => 0, off: () => 0 });
    });
    await done;
    expect(seen).toEqual([`${url}/`, 'https://shop.example/x']);
  });

  it('sends each cookie and header of the response', async () => {
    const cookies = ['a=1; Path=/', 'b=2, and a comma; HttpOnly'];
    const url = await serve(() => new Response('text', { status: 203, headers: [...cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]), ['X-Own', 'yes']] }));
    const { status, headers } = await fetch(url);
    expect([status, headers.getSetCookie(), headers.get('X-Own')]).toEqual([203, cookies, 'yes']);
  });

  it('sends a bare 500 as plain text when the handler fails', async () => {
    const url = await serve(() => Promise.reject(new Error('polar_oat_SENTINEL')));
    const response = await fetch(url);
    expect([response.status, response.headers.get('Content-Type'), await response.text()]).toEqual([500, 'text/plain; charset=utf-8', 'Internal Server Error']);
  });

  it('waits for slow clients and stops when a client disconnects', async () => {
    let pulls = 0;
    let canceled = () => {};
    const ended = new Promise<void>((resolve) => (canceled = resolve));
    const body = () => new ReadableStream({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
      cancel: () => canceled(),
    });
    const url = await serve(() => new Response(body()));
    await new Promise<void>((resolve) => {
      const request = httpRequest(url, (response) => {
        response.pause();
        setTimeout(() => {
          request.destroy();
          resolve();
        }, 100);
      });
      request.on('error', () => {}).end();
    });
    await ended;
    // No more than the sockets buffer.
    expect(pulls).toBeLessThan(500);
  });

  it.each(['TRACE', 'GET'])('responds to %s, with 501 if no Request can have that method', async (method) => {
    const url = await serve(() => new Response('text'));
    const status = await new Promise((resolve) => httpRequest(url, { method }, (response) => resolve(response.resume().statusCode)).end());
    expect(status).toBe(method === 'TRACE' ? 501 : 200);
  });

  it.each([
    ['Content-Length before Transfer-Encoding', 'Content-Length: 6\r\nTransfer-Encoding: chunked', {}],
    ['Transfer-Encoding before Content-Length', 'Transfer-Encoding: chunked\r\nContent-Length: 6', {}],
    ['both, on a server with the lenient parser', 'Content-Length: 6\r\nTransfer-Encoding: chunked', { insecureHTTPParser: true }],
    ['both in odd cases, on a server with the lenient parser', 'content-LENGTH: 6\r\ntransfer-ENCODING: Chunked', { insecureHTTPParser: true }],
  ])('responds with 400 alone to a request with %s, and closes the connection', async (_, headers, options) => {
    const seen: string[] = [];
    const url = new URL(await listen(toNodeListener((request) => (seen.push(new URL(request.url).pathname), new Response('served'))), options));
    const response = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(url.port), '127.0.0.1', () => {
        socket.write(`POST /first HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n0\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n`);
      });
      socket.on('data', (chunk) => (text += String(chunk))).on('end', () => resolve(text)).on('error', reject);
    });
    expect([response.slice(0, 12), response.split('HTTP/1.1').length - 1, response.includes('served')]).toEqual(['HTTP/1.1 400', 1, false]);
    expect(seen).not.toContain('/first');
  });
});
