import { describe, expect, it, vi } from 'vitest';
import { type Polar, servePolar, settle } from '../react/polar';
import { type Attributes, inside, put, create, show, signedIn } from './elements';

/** Shows both widgets, and waits for both: the paths that were asked for them. */
async function both(polar: Polar, usage: Attributes, billing: Attributes, prepare?: (element: ReturnType<typeof create>) => void): Promise<string[]> {
  const [one, other] = [create({ 'refresh-every': '0', ...usage }), create({ 'refresh-every': '0', ...billing }, 'meterface-billing')];
  prepare?.(one);
  prepare?.(other);
  await Promise.all([put(one), put(other)]);
  await inside(one).findByRole('meter', { name: 'AI tokens' });
  await inside(other).findByRole('article', { name: 'Lumen Pro' });
  await settle();
  const resources = polar.asked.map((path) => /customer-portal\/(\w+)\/(?:\?|$)/.exec(path)?.[1] ?? '');
  return resources.filter((resource) => /^(meters|subscriptions)$/.test(resource)).toSorted();
}

const once = ['meters', 'subscriptions'];
const twice = ['meters', 'subscriptions', 'subscriptions'];

describe('elements of one page share their questions', () => {
  it('with the same token', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    expect(await both(polar, access, access)).toEqual(once);
  });

  it('with the same `getToken`, which is asked once', async () => {
    const polar = await servePolar();
    const getToken = vi.fn(() => polar.demo.createSession('ada').token);
    const access = { server: polar.url, scope: 'ada' };
    expect(await both(polar, access, access, (element) => (element.getToken = getToken))).toEqual(once);
    expect(getToken).toHaveBeenCalledOnce();
  });

  it('with the same source, whatever else they say', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    const asked = await both(polar, { scope: 'ada', server: 'sandbox' }, { scope: 'ada', token: 'polar_cst_unused' }, (element) => (element.source = source));
    expect(asked).toEqual(once);
  });

  it('with the same path', async () => {
    const polar = await servePolar();
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    });
    await show({ server: '/api/portal' });
    await show({ server: '/api/portal' });
    await show({ server: '/api/portal', scope: 'other' });
    await settle();
    expect(asked).toHaveLength(4);
    expect(polar.asked).toEqual([]);
  });
});

describe('elements of one page share nothing', () => {
  it('with tokens of their own', async () => {
    const polar = await servePolar();
    expect(await both(polar, signedIn(polar, 'ada'), signedIn(polar, 'ada'))).toEqual(twice);
  });

  it('with names of their own for the customer', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    expect(await both(polar, access, { ...access, scope: 'somebody' })).toEqual(twice);
  });

  it('with functions of their own', async () => {
    const polar = await servePolar();
    const access = { server: polar.url, scope: 'ada' };
    const prepare = (element: ReturnType<typeof create>) => (element.getToken = () => polar.demo.createSession('ada').token);
    expect(await both(polar, access, access, prepare)).toEqual(twice);
  });
});

describe('a shared source', () => {
  it('stays as long as one element is there, and no longer', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    const [one, other] = [await show(access), await show(access)];
    await inside(other).findByRole('meter', { name: 'AI tokens' });
    one.remove();
    await settle();
    const third = await show(access);
    expect(inside(third).getByRole('meter', { name: 'AI tokens' })).toBeInTheDocument();
    expect(polar.asked).toHaveLength(2);
    for (const element of [other, third]) element.remove();
    await settle();
    await inside(await show(access)).findByRole('meter', { name: 'AI tokens' });
    expect(polar.asked).toHaveLength(4);
  });
});
