import { describe, expect, it, vi } from 'vitest';
import { type Polar, servePolar, settle } from '../react/polar';
import { type Attributes, inside, put, create, show, signedIn } from './elements';

/** Shows both widgets; returns the meters and subscriptions requested. */
async function both(polar: Polar, usage: Attributes, billing: Attributes, prepare?: (element: ReturnType<typeof create>) => void): Promise<string[]> {
  const [one, other] = [create({ 'refresh-every': '0', ...usage }), create({ 'refresh-every': '0', ...billing }, 'meterface-billing')];
  prepare?.(one);
  prepare?.(other);
  await Promise.all([put(one), put(other)]);
  await inside(one).findByText(/^AI tokens: /);
  await inside(other).findByRole('article', { name: 'Lumen Pro' });
  await settle();
  const resources = polar.requests.map((path) => /customer-portal\/(\w+)\/(?:\?|$)/.exec(path)?.[1] ?? '');
  return resources.filter((resource) => /^(meters|subscriptions)$/.test(resource)).toSorted();
}

const once = ['meters', 'subscriptions'];
const twice = ['meters', 'subscriptions', 'subscriptions'];

describe('two elements share their requests', () => {
  it('with the same token', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    expect(await both(polar, access, access)).toEqual(once);
  });

  it('with the same `getToken`, which is called once', async () => {
    const polar = await servePolar();
    const getToken = vi.fn(() => polar.demo.createSession('ada').token);
    const access = { server: polar.url, scope: 'ada' };
    expect(await both(polar, access, access, (element) => (element.getToken = getToken))).toEqual(once);
    expect(getToken).toHaveBeenCalledOnce();
  });

  it('with the same `source` and `scope`, whatever `server` and `token` are', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    const requests = await both(polar, { scope: 'ada', server: 'sandbox' }, { scope: 'ada', token: 'polar_cst_unused' }, (element) => (element.source = source));
    expect(requests).toEqual(once);
  });

  it('with the same path as `server`', async () => {
    const polar = await servePolar();
    const requests: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      requests.push(url);
      return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    });
    await show({ server: '/api/portal' });
    await show({ server: '/api/portal' });
    await show({ server: '/api/portal', scope: 'other' });
    await settle();
    expect(requests).toHaveLength(6);
    expect(polar.requests).toEqual([]);
  });
});

describe('two elements don’t share their requests', () => {
  it('with different tokens', async () => {
    const polar = await servePolar();
    expect(await both(polar, signedIn(polar, 'ada'), signedIn(polar, 'ada'))).toEqual(twice);
  });

  it('with different scopes', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    expect(await both(polar, access, { ...access, scope: 'other' })).toEqual(twice);
  });

  it('with different `getToken` functions', async () => {
    const polar = await servePolar();
    const access = { server: polar.url, scope: 'ada' };
    const prepare = (element: ReturnType<typeof create>) => (element.getToken = () => polar.demo.createSession('ada').token);
    expect(await both(polar, access, access, prepare)).toEqual(twice);
  });
});

describe('shared data', () => {
  it('stays in memory until the last element is removed', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    const [one, other] = [await show(access), await show(access)];
    await inside(other).findByText(/^AI tokens: /);
    one.remove();
    await settle();
    const third = await show(access);
    expect(inside(third).getByText(/^AI tokens: /)).toBeInTheDocument();
    expect(polar.requests).toHaveLength(3);
    for (const element of [other, third]) element.remove();
    await settle();
    await inside(await show(access)).findByText(/^AI tokens: /);
    expect(polar.requests).toHaveLength(6);
  });
});
