import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createDemoPolar } from '../../src/testing';

interface Worker {
  default: { fetch: (request: Request, env: Record<string, string>) => Promise<Response> };
}

const env = { POLAR_ACCESS_TOKEN: 'polar_oat_shop', LOGIN_SECRET: 'a secret of the shop', SHOPIFY_SECRET: 'a secret of the app' };
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

async function importExample(word: string): Promise<Worker> {
  return (await import(/* @vite-ignore */ `readme:${word}`)) as Worker;
}

const polar = createDemoPolar({ accessToken: env.POLAR_ACCESS_TOKEN, moving: false });

/** How many sessions were created since `polar.calls` had `before` entries. */
const sessionsSince = (before: number) => polar.calls.slice(before).filter(({ path }) => path.startsWith('/v1/customer-sessions/')).length;

/** Calls a worker of docs/guides/shops.md in front of the demo API. */
async function call({ default: worker }: Worker, path: string, headers: Record<string, string> = {}): Promise<string> {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => polar(url, init));
  const response = await worker.fetch(new Request(`https://shop.example/api/portal/meters/${path}`, { headers }), env);
  return `${response.status} ${(await response.text()).includes('Image credits')}`;
}

describe('the worker for a shop', () => {
  const load = () => importExample('shop-worker');
  const jwt = (secret: string, exp = inSeconds(60)) => {
    const body = ['{"alg":"HS256"}', JSON.stringify({ sub: 'ada', exp })].map((part) => Buffer.from(part).toString('base64url')).join('.');
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  };

  it('gives a signed-in customer their meters, with one session for all requests', async () => {
    const before = polar.calls.length;
    for (let request = 0; request < 3; request += 1) expect(await call(await load(), '', { Cookie: `a=b; customer=${jwt(env.LOGIN_SECRET)}` })).toBe('200 true');
    expect(sessionsSince(before)).toBe(1);
  });

  it.each([
    ['without a cookie', {}],
    ['with another signature', { Cookie: `customer=${jwt('a guess')}` }],
    ['with an expired cookie', { Cookie: `customer=${jwt(env.LOGIN_SECRET, inSeconds(-1))}` }],
    ['with a cookie that isn’t a JWT', { Cookie: 'customer=%%.%%.%%' }],
  ])('gives nothing %s', async (_, headers) => {
    expect(await call(await load(), '', headers)).toBe('401 false');
  });
});

describe('the worker for Shopify', () => {
  const load = () => importExample('shopify-worker');
  const signed = (secret: string, timestamp = inSeconds(0), customer = 'ada') => {
    const query = { limit: '100', logged_in_customer_id: customer, page: '1', path_prefix: '/apps/usage', shop: 'shop.myshopify.com', timestamp: String(timestamp) };
    const message = Object.entries(query).map(([name, value]) => `${name}=${value}`).join('');
    return `?${String(new URLSearchParams({ ...query, signature: createHmac('sha256', secret).update(message).digest('hex') }))}`;
  };

  it('gives the customer of Shopify’s signed query their meters, with one session for all requests', async () => {
    const before = polar.calls.length;
    for (let request = 0; request < 3; request += 1) expect(await call(await load(), signed(env.SHOPIFY_SECRET))).toBe('200 true');
    expect(sessionsSince(before)).toBe(1);
  });

  it('gives each customer only their own meters', async () => {
    expect(await call(await load(), signed(env.SHOPIFY_SECRET))).toBe('200 true');
    expect(await call(await load(), signed(env.SHOPIFY_SECRET, inSeconds(0), 'cy'))).toBe('200 false');
  });

  it.each([
    ['with another signature', signed('a guess')],
    ['for an old request', signed(env.SHOPIFY_SECRET, inSeconds(-3600))],
    ['to a visitor who is signed out', signed(env.SHOPIFY_SECRET, inSeconds(0), '')],
    ['without a signature', '?logged_in_customer_id=ada'],
  ])('gives nothing %s', async (_, query) => {
    expect(await call(await load(), query)).toBe('401 false');
  });
});
