import { describe, expect, it } from 'vitest';
import { parseMeterList, parseSubscriptionList } from '../../src/core';
import { createBetterAuthSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';

const demo = createDemoPolar({ moving: false });
const { token } = demo.createSession('dee');

/** Answers like the plugin: the SDK's page object, camelCase, dates as text; no filters of its own. */
async function plugin(url: string, init: RequestInit): Promise<Response> {
  const { pathname, searchParams } = new URL(url);
  const resource = { '/api/auth/usage/meters/list': 'meters', '/api/auth/customer/subscriptions/list': 'subscriptions' }[pathname];
  if (resource === undefined || new Headers(init.headers).has('Authorization')) return new Response(null, { status: 404 });
  const answer = await demo(`https://demo.example/v1/customer-portal/${resource}/?page=${searchParams.get('page')}&limit=${searchParams.get('limit')}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const { items, pagination } = (resource === 'meters' ? parseMeterList : parseSubscriptionList)(await answer.json());
  return Response.json({ result: { items, pagination } });
}

describe('a source over the endpoints of the better-auth plugin', () => {
  const source = createBetterAuthSource({ baseUrl: 'https://shop.example/api/auth/', fetch: plugin });

  it('reads all pages and filters them, since the plugin does not', async () => {
    const all = await source.meters({ all: true });
    expect(all).toMatchObject({ issues: [], pagination: { totalCount: 250 } });
    expect(all.items).toHaveLength(250);
    const { id = '', meterId = '', meter } = all.items[42] ?? {};
    expect((await source.meters({ meterId })).items).toEqual([all.items[42]]);
    expect((await source.meters({ query: meter?.name.toUpperCase() ?? '' })).items).toContainEqual(all.items[42]);
    expect(await source.meter(id)).toEqual(all.items[42]);
  });

  it('gives subscriptions, and says what it has not', async () => {
    const { items } = await source.subscriptions({ active: true });
    expect(items.map(({ product }) => product.name)).toEqual(['Lumen Cloud']);
    expect((await source.subscriptions({ active: false })).items).toEqual([]);
    expect(source.can).toEqual({ wallets: false, chargePreview: false });
    expect(source.key).toBe('better-auth:shop.example/api/auth');
    await expect(source.wallets()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sends the cookies of its own origin only, and of another where it is asked there', async () => {
    const sent: (string | undefined)[] = [];
    const watch = (_: string, { credentials }: RequestInit) => {
      sent.push(credentials);
      return Promise.resolve(Response.json({ result: { items: [], pagination: { totalCount: 0, maxPage: 0 } } }));
    };
    await createBetterAuthSource({ fetch: watch }).meters();
    await createBetterAuthSource({ baseUrl: 'https://auth.example', fetch: watch }).meters();
    expect(sent).toEqual(['same-origin', 'include']);
  });

  it.each(['', 'api', '//evil.example', '/\\evil', 'http://shop.example', 'https://user:pw@shop.example', 'ftp://x', '/api?x=1'])('refuses %j as its address', (baseUrl) => {
    expect(() => createBetterAuthSource({ baseUrl })).toThrow(/baseUrl/);
  });
});
