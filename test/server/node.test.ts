import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type NodeRequest, toNodeListener } from '../../src/server';
import { byCookie, serve } from './shop';

const stops: Array<() => void> = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a handler behind node:http', () => {
  it('sees the request as it came', async () => {
    const url = await listen(toNodeListener(async (request) => Response.json({ url: request.url, method: request.method, user: await byCookie(request, undefined), body: await request.text() })));
    const response = await fetch(`${url}/a/b?c=d`, { method: 'POST', headers: { Cookie: 'user=ada' }, body: 'text'.repeat(50_000) });
    expect(await response.json()).toEqual({ url: `${url}/a/b?c=d`, method: 'POST', user: { externalId: 'ada' }, body: 'text'.repeat(50_000) });
  });

  it('sees the whole path where Express has cut it', async () => {
    const listener = toNodeListener(async (request) => new Response(new URL(request.url).pathname));
    // What `app.use('/api/portal', listener)` does.
    const url = await listen((incoming, outgoing) => listener(Object.assign(incoming, { originalUrl: incoming.url, url: incoming.url?.replace('/api/portal', '') }), outgoing));
    expect(await (await fetch(`${url}/api/portal/meters`)).text()).toBe('/api/portal/meters');
  });

  it('knows TLS by the socket, not by what a header says', async () => {
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

  it('sends each cookie and header that the handler gives', async () => {
    const cookies = ['a=1; Path=/', 'b=2, and a comma; HttpOnly'];
    const url = await serve(() => new Response('text', { status: 203, headers: [...cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]), ['X-Own', 'yes']] }));
    const { status, headers } = await fetch(url);
    expect([status, headers.getSetCookie(), headers.get('X-Own')]).toEqual([203, cookies, 'yes']);
  });

  it('says no more of a handler that fails than that it failed, as plain text', async () => {
    const url = await serve(() => Promise.reject(new Error('polar_oat_SENTINEL')));
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('Content-Type'), await answer.text()]).toEqual([500, 'text/plain; charset=utf-8', 'Internal Server Error']);
  });

  it('waits for slow readers, and stops for those who leave', async () => {
    let pulls = 0;
    let cancelled = () => {};
    const ended = new Promise<void>((resolve) => (cancelled = resolve));
    const body = () => new ReadableStream({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
      cancel: () => cancelled(),
    });
    const url = await serve(() => new Response(body()));
    await new Promise<void>((resolve) => {
      const asked = httpRequest(url, (answer) => {
        answer.pause();
        setTimeout(() => {
          asked.destroy();
          resolve();
        }, 100);
      });
      asked.on('error', () => {}).end();
    });
    await ended;
    // What sockets buffer, and no more.
    expect(pulls).toBeLessThan(500);
  });

  it.each(['TRACE', 'GET'])('answers %s, whatever a Request can be made of', async (method) => {
    const url = await serve(() => new Response('text'));
    const status = await new Promise((resolve) => httpRequest(url, { method }, (answer) => resolve(answer.resume().statusCode)).end());
    expect(status).toBe(method === 'TRACE' ? 501 : 200);
  });
});
