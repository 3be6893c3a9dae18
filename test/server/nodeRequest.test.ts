import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { BodilessRequest, type NodeHeaders, type NodeRequest, readHeaders, readLazily, readUrl } from '../../src/server/nodeRequest';
import { startLife } from '../../src/server/requestLife';

function incoming(fields: Partial<NodeRequest> = {}): NodeRequest {
  return { rawHeaders: [], async *[Symbol.asyncIterator]() {}, ...fields };
}

describe('readUrl()', () => {
  const shop: NodeHeaders = { host: 'shop.example' };

  it.each<[string, Partial<NodeRequest>, NodeHeaders, string | undefined]>([
    ['the path and the host', { url: '/a?b=c' }, shop, 'http://shop.example/a?b=c'],
    ['the whole path in Express', { url: '/a', originalUrl: '/api/a' }, shop, 'http://shop.example/api/a'],
    ['the root without a path', {}, shop, 'http://shop.example/'],
    ['localhost without a host', { url: '/a' }, {}, 'http://localhost/a'],
    ['https on a TLS socket', { url: '/a', socket: { encrypted: true } }, shop, 'https://shop.example/a'],
    ['http on a socket without TLS', { url: '/a', socket: { encrypted: false } }, shop, 'http://shop.example/a'],
    ['http on a plain socket', { url: '/a', socket: {} }, shop, 'http://shop.example/a'],
    ['http without a socket', { url: '/a', socket: null }, shop, 'http://shop.example/a'],
    ['a port', { url: '/a' }, { host: 'shop.example:8080' }, 'http://shop.example:8080/a'],
    ['an IPv6 address', { url: '/a' }, { host: '[::1]:80' }, 'http://[::1]:80/a'],
    ['nothing for an absolute URL, as a forward proxy gets', { url: 'http://evil.example/a' }, shop, undefined],
    ['nothing for *', { url: '*' }, shop, undefined],
    ['nothing for a backslash', { url: '/\\evil.example' }, shop, undefined],
    ['nothing for a space', { url: '/a b' }, shop, undefined],
    ['nothing for a path in the host', { url: '/a' }, { host: 'shop.example/evil' }, undefined],
    ['nothing for a user in the host', { url: '/a' }, { host: 'ada@shop.example' }, undefined],
    ['nothing for a port above 65535', { url: '/a' }, { host: 'shop.example:99999' }, undefined],
  ])('returns %s', (_, fields, headers, url) => {
    expect(readUrl(incoming(fields), headers)).toBe(url);
  });
});

describe('readHeaders()', () => {
  it('keeps repeated headers, and takes the host of HTTP/2 from its pseudo-header', () => {
    const headers = readHeaders(incoming({ rawHeaders: [':method', 'GET', ':authority', 'shop.example', 'Host', 'evil.example', 'X-A', '1', 'X-A', '2'] }));
    expect(Object.entries(headers)).toEqual([['host', 'shop.example'], ['x-a', '1, 2']]);
  });

  it('joins the cookies of an HTTP/2 request as a browser would have sent them', () => {
    expect(readHeaders(incoming({ rawHeaders: ['Cookie', 'theme=dark', 'cookie', 'user=ada'] }))['cookie']).toBe('theme=dark; user=ada');
  });

  it('reads headers that are named like inherited properties, and leaves out __proto__', () => {
    const headers = readHeaders(incoming({ rawHeaders: ['__proto__', '1', 'constructor', '2', 'valueOf', '3', 'constructor', '4'] }));
    expect(Object.entries(headers)).toEqual([['constructor', '2, 4'], ['valueof', '3']]);
    expect(new Request('https://shop.example', { headers }).headers.get('constructor')).toBe('2, 4');
  });

  it('reads the parsed headers of a request without raw ones, as serverless-http makes it on AWS Lambda', () => {
    const lambda = Object.assign(new IncomingMessage(new Socket()), { headers: { Host: 'shop.example', cookie: 'user=ada', 'content-length': 0, 'x-a': ['1', '2'], 'x-b': undefined } });
    expect(readHeaders(lambda as unknown as NodeRequest)).toEqual({ host: 'shop.example', cookie: 'user=ada', 'content-length': '0', 'x-a': '1, 2' });
  });

  it('reads only the raw headers of any other request', () => {
    expect(readHeaders(incoming({ rawHeaders: ['X-A', '1'], headers: { 'x-a': '1', 'x-b': '2' } }))).toEqual({ 'x-a': '1' });
  });

  it('ignores a name without a value', () => {
    expect(Object.entries(readHeaders(incoming({ rawHeaders: ['X-A', '1', 'X-B'] })))).toEqual([['x-a', '1']]);
  });
});

describe('readLazily()', () => {
  /** A body of three chunks that counts how many were read. */
  function body(failsAt = Infinity) {
    const counted = { read: 0 };
    async function* chunks() {
      for (; counted.read < 3; ) {
        counted.read += 1;
        if (counted.read === failsAt) throw new Error('disconnected');
        yield new Uint8Array([counted.read]);
      }
    }
    return { counted, lazy: readLazily(chunks()) };
  }

  it('reads nothing before the handler does', async () => {
    const { counted, lazy } = body();
    await lazy.discard();
    expect(counted.read).toBe(0);
    const reader = lazy.stream.getReader();
    expect([await reader.read(), counted.read]).toEqual([{ done: false, value: new Uint8Array([1]) }, 1]);
  });

  it('gives the handler every chunk, and then ends', async () => {
    expect(new Uint8Array(await new Response(body().lazy.stream).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('discards the rest of a body that the handler began to read', async () => {
    const { counted, lazy } = body();
    await lazy.stream.getReader().read();
    await lazy.discard();
    expect(counted.read).toBe(3);
  });

  it('ignores a client that disconnects while the rest is discarded', async () => {
    const { lazy } = body(2);
    await lazy.stream.getReader().read();
    await expect(lazy.discard()).resolves.toBeUndefined();
  });
});

it('a BodilessRequest aborts when its life ends', () => {
  const life = startLife();
  const request = new BodilessRequest('https://shop.example/a', { headers: { Cookie: 'user=ada' } }, life);
  expect([request.signal.aborted, request.headers.get('Cookie')]).toEqual([false, 'user=ada']);
  life.leave();
  expect([request.signal.aborted, life.hasLeft]).toEqual([true, true]);
  expect(request.signal.reason).toMatchObject({ name: 'AbortError', message: 'The client has left.' });
});
