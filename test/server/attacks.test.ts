import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, emptyList, fakePolar, openShop, otherId, requestFrom, serve, someId } from './shop';

function open(options: Partial<PortalHandlerOptions> = {}) {
  const polar = fakePolar(() => Response.json(emptyList));
  return { polar, handler: createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, basePath: '/api/portal', fetch: polar.fetch, ...options }) };
}

/** Sends these bytes over a socket, because a client library would normalize them. Returns the whole response as text. */
function sendRaw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(text));
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk)).on('end', () => resolve(received)).on('error', reject);
  });
}

const traversals = [
  'meters/..%2f..%2fcustomers', 'meters/%2e%2e%2forders', 'meters/..%252f..%252fcustomers', 'meters/%252e%252e/orders', 'meters/..%5c..%5corders', 'meters/..%c0%afcustomers',
  `meters/${someId}%2fhistory`, `meters/${someId}/..%2f${otherId}`, `meters/${someId}%00`, `meters/${someId}%0d%0aHost:evil`, `meters/${someId};v=1`, `meters;v=1/${someId}`, 'meters;', 'meters%20', 'meters%3Fx', 'meters%23',
  `meters//${someId}`, '/meters', 'meters//', './/meters', `meters/${someId}//`, `meters/${someId}/history/x`, `meters/${someId}/charge-preview`, `subscriptions/${someId}/history`, `wallets/${someId}`,
  'meters/undefined', 'meters/...', 'meters/x/history', 'Meters', 'METERS', 'meters.json', 'ｍeters', 'meters\u202e', 'meter', 'subscriptions/charge-preview',
  'customers', 'customers/me', 'invoices', 'v1/customer-portal/meters', 'customer-sessions', 'customer-session/introspect', 'constructor', '__proto__', 'toString', '{id}', `meters/{id}`, 'meters/{id}/history', '',
  `subscriptions/${someId}/charge-preview/..%2f..`, 'https://evil.example/meters', '//evil.example/meters',
];

describe('the proxy against path traversal', () => {
  it.each(traversals)('responds with 404 to %s and sends nothing to Polar', async (path) => {
    const { handler, polar } = open();
    expect((await handler(requestFrom(`/api/portal/${path}`))).status).toBe(404);
    expect(polar.calls).toEqual([]);
  });

  it.each(['meters/../../../admin', 'meters/%2e%2e/%2e%2e/%2e%2e/admin', 'meters\\..\\..\\..\\admin', 'x\\..\\meters', '../../v1/customers', 'x/../meters/../invoices'])('refuses %s as raw bytes over a socket', async (path) => {
    const { handler, polar } = open();
    const url = await serve(handler);
    expect(await sendRaw(url, `GET /api/portal/${path} HTTP/1.1\r\nHost: shop\r\nCookie: user=ada\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(polar.calls).toEqual([]);
  });

  it('resolves dot segments as every URL does', async () => {
    const { handler, polar } = open();
    expect((await handler(requestFrom('/api/portal/x/../meters'))).status).toBe(200);
    expect(polar.paths()).toEqual(['/v1/customer-sessions/', '/v1/customer-portal/meters/']);
  });
});

describe('the proxy against methods that write', () => {
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'get-it', 'QUERY'];

  it.each(methods)('responds with 405 to %s and sends nothing to Polar', async (method) => {
    const { handler, polar } = open();
    for (const path of ['meters', `subscriptions/${someId}`, `meters/${someId}/history`]) {
      const response = await handler(requestFrom(`/api/portal/${path}`, 'ada', { method }));
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
    }
    expect((await handler(requestFrom('/api/portal/customers', 'ada', { method }))).status).toBe(404);
    expect(polar.calls).toEqual([]);
  });

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', '_method'])('ignores %s', async (name) => {
    const { handler, polar } = open();
    await handler(requestFrom(`/api/portal/subscriptions/${someId}?_method=DELETE`, 'ada', { headers: { [name]: 'DELETE' } }));
    expect(polar.calls.map(({ method }) => method)).toEqual(['POST', 'GET']);
    const response = await handler(requestFrom(`/api/portal/subscriptions/${someId}`, 'ada', { method: 'POST', headers: { [name]: 'GET' } }));
    expect(response.status).toBe(405);
  });
});

describe('the proxy against cross-site requests', () => {
  it.each(['cross-site', 'same-site', 'nonsense', ''])('refuses requests with Sec-Fetch-Site %j before it calls `customer`', async (site) => {
    let calls = 0;
    const { handler, polar } = open({ customer: () => ((calls += 1), { externalId: 'ada' }) });
    for (const more of [{}, { Origin: 'https://evil.example' }, { Origin: 'https://shop.example' }, { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }]) {
      const response = await handler(requestFrom('/api/portal/meters', 'ada', { headers: { 'Sec-Fetch-Site': site, ...more } as Record<string, string> }));
      expect([response.status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([403, null]);
    }
    expect([calls, polar.calls]).toEqual([0, []]);
  });

  it.each(['same-origin', 'none', undefined])('accepts requests with Sec-Fetch-Site %j', async (site) => {
    const { handler } = open();
    expect((await handler(requestFrom('/api/portal/meters', 'ada', { ...(site && { headers: { 'Sec-Fetch-Site': site } }) }))).status).toBe(200);
  });

  it.each([
    ['https://evil.example', 403], ['https://app.shop.example', 403], ['https://shop.example:8443', 403], ['https://shop.example.evil.example', 403], ['null', 403], ['', 403],
    ['https://shop.example', 200], ['http://shop.example', 200],
  ])('without Sec-Fetch-Site, which old browsers don’t send, responds to Origin %j with %i', async (origin, status) => {
    let calls = 0;
    const { handler } = open({ customer: () => ((calls += 1), { externalId: 'ada' }) });
    const response = await handler(requestFrom('/api/portal/meters', 'ada', { headers: { Origin: origin } }));
    expect([response.status, calls]).toEqual([status, status === 200 ? 1 : 0]);
  });
});

describe('the proxy against cache poisoning', () => {
  const headers = {
    'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Prefix': '/evil', 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Path': '/v1/customers', Forwarded: 'host=evil.example',
    'X-Original-URL': '/api/portal/orders', 'X-Rewrite-URL': '/v1/customers', 'X-Host': 'evil.example', 'Cache-Control': 'public, max-age=9999', Pragma: 'cache', Range: 'bytes=0-1', 'If-None-Match': '*', Accept: 'text/html',
  };

  it.each(Object.entries(headers))('sends the same response with %s: %s', async (name, value) => {
    const { handler } = open();
    const [plain, poisoned] = await Promise.all([handler(requestFrom('/api/portal/meters')), handler(requestFrom('/api/portal/meters', 'ada', { headers: { [name]: value } }))]);
    expect([poisoned.status, await poisoned.text(), [...poisoned.headers]]).toEqual([plain.status, await plain.text(), [...plain.headers]]);
  });

  it('marks every response as private, not to be stored, and different for each customer', async () => {
    const { handler } = open();
    for (const request of [requestFrom('/api/portal/meters'), requestFrom('/api/portal/meters', ''), requestFrom('/api/portal/meters/style.css'), requestFrom('/api/portal/meters', 'ada', { method: 'POST' }), requestFrom('/api/portal/meters?limit=x'), requestFrom('/api/portal/meters', 'ada', { headers: { 'Sec-Fetch-Site': 'cross-site' } })]) {
      const { headers } = await handler(request);
      expect([headers.get('Cache-Control'), headers.get('Vary'), headers.get('ETag'), headers.get('Last-Modified')]).toEqual(['private, no-store', 'Cookie, Authorization, Origin, Sec-Fetch-Site', null, null]);
    }
  });
});

describe('the proxy against header smuggling', () => {
  it('passes no header of a page on to Polar', async () => {
    const { handler, polar } = open();
    const headers = { Authorization: 'Bearer evil', 'Polar-Version': 'evil', Cookie2: 'x', 'X-Evil': 'x', 'Transfer-Encoding': 'chunked', Connection: 'X-Evil', Te: 'trailers', Host: 'evil.example' };
    const request = requestFrom(`/api/portal/meters/${someId}`);
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    await handler(request);
    expect(polar.calls).toHaveLength(2);
    for (const { init, url } of polar.calls) {
      expect(url.host).toBe('api.polar.sh');
      expect(Object.keys(init.headers as object).filter((name) => name !== 'Content-Type')).toEqual(['Accept', 'Authorization', 'Polar-Version']);
      expect(JSON.stringify(init.headers)).not.toContain('evil');
    }
  });

  it.each(['evil.example/api/portal/meters?', 'shop/api/portal/meters#', 'user@shop', 'shop:80:80', 'a b', 'shop\\x', '[::1', ''])('responds with 400 or 404 to a path outside of `basePath` with Host: %j', async (host) => {
    const { handler, polar } = open();
    const url = await serve(handler);
    const received = await sendRaw(url, `GET /elsewhere HTTP/1.1\r\nHost: ${host}\r\nCookie: user=ada\r\nConnection: close\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(polar.calls).toEqual([]);
  });

  it('sends no response to a request hidden in the body of another', async () => {
    const { handler, polar } = open();
    const url = await serve(handler);
    const hidden = `GET /api/portal/meters HTTP/1.1\r\nHost: shop\r\nCookie: user=bo\r\n\r\n`;
    const received = await sendRaw(url, `POST /api/portal/meters HTTP/1.1\r\nHost: shop\r\nContent-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n${hidden}`);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toHaveLength(1);
    expect(received).toMatch(/^HTTP\/1\.1 40[05] /);
    expect(polar.calls).toEqual([]);
  });
});

describe('the proxy against open redirects', () => {
  it('sends no Location and follows none of Polar’s', async () => {
    const followed: string[] = [];
    const evil = await serve((request) => (followed.push(request.url), Response.json(emptyList)));
    for (const status of [301, 302, 303, 307, 308]) {
      const polar = await serve((request) => (request.method === 'POST' ? Response.json({ token: 'polar_cst_x', expires_at: null }, { status: 201 }) : new Response(null, { status, headers: { Location: evil } })));
      const { handler } = open({ server: polar, fetch });
      const response = await handler(requestFrom('/api/portal/meters'));
      expect([response.status, response.headers.get('Location')]).toEqual([502, null]);
    }
    expect(followed).toEqual([]);
  });

  it('never redirects to the same path with or without a slash', async () => {
    const { handler } = open();
    for (const path of ['/api/portal', '/api/portal/', '/api/portal/meters/', '/api/portal//evil.example', '/api/portal/%2f%2fevil.example/']) {
      const response = await handler(requestFrom(path));
      expect([path, response.headers.get('Location'), response.status >= 300 && response.status < 400]).toEqual([path, null, false]);
    }
  });
});

describe('the proxy over sockets', () => {
  it('sends no token, of the organization or of a customer, to a browser', async () => {
    const shop = await openShop();
    const texts: string[] = [];
    for (const path of ['meters', 'subscriptions', 'wallets', 'customer-session/introspect', 'meters?limit=x', `meters/${someId}`, `meters/${someId}/history`]) {
      for (const user of ['ada', 'stranger', undefined]) {
        const response = await shop.get(path, user);
        texts.push(JSON.stringify([...response.headers]), await response.text());
      }
    }
    expect(texts.join('\n')).not.toMatch(/polar_[a-z]+_/);
  });

  it('refuses an absolute URL in the request line', async () => {
    const { handler, polar } = open();
    const { port } = new URL(await serve(handler));
    const status = await new Promise((resolve) => {
      httpRequest({ port, host: '127.0.0.1', path: 'http://evil.example/api/portal/meters', headers: { Cookie: 'user=ada' } }, (response) => resolve(response.resume().statusCode)).end();
    });
    expect([status, polar.calls]).toEqual([400, []]);
  });
});
