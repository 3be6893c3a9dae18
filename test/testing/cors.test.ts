// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar } from '../../src/testing';
import { asMerchant, clock, origin, signIn } from './signIn';

const time = clock();
const demo = createDemoPolar({ now: time.now, rateLimit: 8 });
const meters = `${origin}/v1/customer-portal/meters/`;

const polar = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Polar-Version',
  'cache-control': 'private, no-store',
};

const preflight = (headers: string, method = 'GET') =>
  demo(meters, {
    method: 'OPTIONS',
    headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers },
  });

describe('a page of any origin', () => {
  it('can read responses, which are never cached', async () => {
    const { get } = signIn(demo, 'ada');
    const response = await get('/v1/customer-portal/meters/');
    expect(Object.fromEntries(response.headers)).toEqual({
      ...polar,
      'content-type': 'application/json',
      'polar-version': '2026-04',
    });
  });

  it('can read errors', async () => {
    const { get } = signIn(demo, 'bo');
    const paths = ['/v1/customer-portal/meters/?limit=0', '/v1/customer-portal/wallets/1', '/nowhere'];
    const responses = await Promise.all([...paths.map(get), demo(meters), demo(meters, { method: 'PUT' })]);
    expect(responses.map(({ status }) => status)).toEqual([422, 422, 404, 401, 405]);
    for (const { headers } of responses) expect(Object.fromEntries(headers)).toMatchObject(polar);
  });

  it('may send the headers that Polar allows', async () => {
    const response = await preflight('authorization, polar-version,content-type');
    expect([response.status, await response.text()]).toEqual([200, 'OK']);
    expect(Object.fromEntries(response.headers)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-allow-headers': 'Accept, Accept-Language, Authorization, Content-Language, Content-Type, Polar-Version',
      'access-control-max-age': '600',
      'content-type': 'text/plain; charset=utf-8',
    });
  });

  it('must not send any other header or method', async () => {
    const header = await preflight('authorization, x-trace-id');
    expect([header.status, await header.text()]).toEqual([400, 'Disallowed CORS headers']);
    const both = await preflight('x-trace-id', 'BREW');
    expect([both.status, await both.text()]).toEqual([400, 'Disallowed CORS method, headers']);
  });

  it('must not send credentials', async () => {
    for (const response of [await preflight('authorization'), await demo(meters)]) {
      expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    }
  });
});

describe('the API version', () => {
  it('of a response is the requested one', async () => {
    const response = await demo(meters, { headers: { 'Polar-Version': '2026-10' } });
    expect(response.headers.get('polar-version')).toBe('2026-10');
  });

  it('gives a 404 without CORS headers if it is unknown', async () => {
    const response = await demo(meters, { headers: { 'Polar-Version': '2019-01' } });
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([404, { 'content-type': 'application/json' }]);
  });
});

describe('a path', () => {
  it('of a list without its trailing slash redirects and keeps the query', async () => {
    const response = await demo(`${origin}/v1/customer-portal/meters?limit=5`);
    expect([response.status, response.headers.get('location')]).toEqual([307, `${meters}?limit=5`]);
    expect(Object.fromEntries(response.headers)).toMatchObject(polar);
  });

  it('of a single object with a trailing slash redirects', async () => {
    const response = await demo(`${meters}1/`);
    expect([response.status, response.headers.get('location')]).toEqual([307, `${meters}1`]);
  });
});

describe('the rate limit', () => {
  it('rejects one customer for the rest of the minute, with an empty body', async () => {
    const { get } = signIn(demo, 'dee');
    const burst = await Promise.all(Array.from({ length: 9 }, () => get('/v1/customer-portal/wallets/')));
    expect(burst.map(({ status }) => status)).toEqual([...Array(8).fill(200), 429]);
    const [rejected] = burst.slice(-1);
    expect(await rejected?.text()).toBe('');
    expect(Object.fromEntries(rejected?.headers ?? [])).toEqual({ ...polar, 'retry-after': '60', 'polar-version': '2026-04' });

    expect((await signIn(demo, 'dee').get('/v1/customer-portal/wallets/')).status).toBe(429);
    expect((await signIn(demo, 'eve').get('/v1/customer-portal/wallets/')).status).toBe(200);
    time.pass(59);
    expect((await get('/v1/customer-portal/wallets/')).status).toBe(429);
    time.pass(1);
    expect((await get('/v1/customer-portal/wallets/')).status).toBe(200);
  });

  it('counts requests with the organization token apart from those of customers', async () => {
    const shop = createDemoPolar({ now: time.now, rateLimit: 2 });
    const statuses: number[] = [];
    for (const customer of ['ada', 'bo', 'cy']) statuses.push((await asMerchant(shop, `/v1/customers/external/${customer}/state`)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await signIn(shop, 'ada').get('/v1/customer-portal/wallets/')).status).toBe(200);
  });

  it('can be switched off with `rateLimit: false`', async () => {
    const { get } = signIn(createDemoPolar({ rateLimit: false }), 'cy');
    const burst = await Promise.all(Array.from({ length: 600 }, () => get('/v1/customer-portal/wallets/')));
    expect(burst.every(({ status }) => status === 200)).toBe(true);
  });
});
