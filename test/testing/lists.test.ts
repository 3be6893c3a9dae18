// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, type WireMeter, type WirePage } from '../../src/testing';
import { clock, signIn } from './signIn';

const demo = createDemoPolar({ now: clock().now, moving: false });
const ada = signIn(demo, 'ada');
const bo = signIn(demo, 'bo');
const dee = signIn(demo, 'dee');

const names = (items: WireMeter[]) => items.map(({ meter }) => meter.name);

describe('paging', () => {
  it('returns ten items per page by default', async () => {
    const page = await dee.meters('');
    expect(page.items).toHaveLength(10);
    expect(page.pagination).toEqual({ total_count: 250, max_page: 25 });
  });

  it('returns at most 100 items per page', async () => {
    const page = await dee.meters('?limit=1000');
    expect(page.items).toHaveLength(100);
    expect(page.pagination).toEqual({ total_count: 250, max_page: 3 });
  });

  it('returns each of 250 meters exactly once over three pages', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => dee.meters(`?limit=100&page=${page}`)));
    expect(pages.map(({ items }) => items.length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(250);
  });

  it('returns an empty page with the total count after the last page', async () => {
    expect(await dee.meters('?limit=100&page=4')).toEqual({ items: [], pagination: { total_count: 250, max_page: 3 } });
  });

  it('reports 0 pages for an empty list', async () => {
    const emptyPage = { items: [], pagination: { total_count: 0, max_page: 0 } };
    const cy = signIn(demo, 'cy');
    expect(await Promise.all([cy.meters(), cy.subscriptions(), cy.wallets()])).toEqual([emptyPage, emptyPage, emptyPage]);
  });
});

describe('sorting', () => {
  it('lists meters without changes first, then the latest change first, by default', async () => {
    const { items } = await dee.meters();
    const dates = items.map(({ modified_at }) => (modified_at === null ? Number.POSITIVE_INFINITY : Date.parse(modified_at)));
    expect(dates).toEqual([...dates].sort((a, b) => b - a));
    expect(items[0]?.modified_at).toBeNull();
  });

  it.each(['consumed_units', 'credited_units', 'balance'] as const)('orders by %s in both directions', async (property) => {
    const up = (await dee.meters(`?limit=100&sorting=${property}`)).items.map((item) => item[property]);
    const down = (await dee.meters(`?limit=100&sorting=-${property}`)).items.map((item) => item[property]);
    expect(up).toEqual([...up].sort((a, b) => a - b));
    expect(down).toEqual([...down].sort((a, b) => b - a));
    expect(up).not.toEqual(down);
  });

  it('orders meters by name', async () => {
    expect(names((await ada.meters('?sorting=meter_name')).items)).toEqual([
      'AI tokens',
      'API requests',
      'Emails sent',
      'Image credits',
      'Projects created',
    ]);
  });

  it('applies several criteria in the given order', async () => {
    const { items } = await bo.meters('?sorting=credited_units&sorting=-meter_name');
    expect(names(items)).toEqual([
      'Events archived',
      'Carbon offset',
      'GPU seconds',
      'Voice minutes',
      'Render minutes',
      'Sensor readings',
    ]);
  });

  type Field = (item: never) => string | number | null;
  const time = (date: string | null) => (date === null ? Number.POSITIVE_INFINITY : Date.parse(date));
  it.each<[list: string, key: string, fieldOf: Field]>([
    ['meters', 'created_at', ({ created_at }: { created_at: string }) => time(created_at)],
    ['meters', 'meter_id', ({ meter_id }: { meter_id: string }) => meter_id],
    ['subscriptions', 'started_at', ({ started_at }: { started_at: string | null }) => time(started_at)],
    ['subscriptions', 'status', ({ status }: { status: string }) => status],
    ['subscriptions', 'product', ({ product }: { product: { name: string } }) => product.name],
    ['orders', 'created_at', ({ created_at }: { created_at: string }) => time(created_at)],
    ['orders', 'amount', ({ net_amount }: { net_amount: number }) => net_amount],
    ['orders', 'net_amount', ({ net_amount }: { net_amount: number }) => net_amount],
    ['orders', 'product', ({ product }: { product: { name: string } | null }) => product?.name ?? ''],
    ['orders', 'subscription', ({ subscription_id }: { subscription_id: string | null }) => subscription_id ?? 'none comes last'],
    ['benefit-grants', 'granted_at', ({ granted_at }: { granted_at: string | null }) => time(granted_at)],
    ['wallets', 'created_at', ({ created_at }: { created_at: string }) => time(created_at)],
    ['wallets', 'balance', ({ balance }: { balance: number }) => balance],
  ])('orders %s by %s in both directions', async (list, key, fieldOf) => {
    const read = async (sorting: string) => {
      const all = await Promise.all(demo.customers.map(async (customer) => (await (await signIn(demo, customer).get(`/v1/customer-portal/${list}/?limit=100&sorting=${sorting}`)).json()) as WirePage<never>));
      return all.map(({ items }) => items.map(fieldOf)).filter(({ length }) => length > 1);
    };
    const ascending = (fields: (string | number | null)[]) => fields.every((field, index) => index === 0 || (fields[index - 1] ?? '') <= (field ?? ''));
    const [up, down] = [await read(key), await read(`-${key}`)];
    expect([up.some((fields) => new Set(fields).size > 1), down.length]).toEqual([true, up.length]);
    expect(up.filter((fields) => !ascending(fields))).toEqual([]);
    expect(down.filter((fields) => !ascending(fields.toReversed()))).toEqual([]);
  });

  it.each([
    ['subscriptions', 'organization'],
    ['benefit-grants', 'type'],
    ['benefit-grants', 'organization'],
  ])('sorts %s by id if they all have the same %s', async (list, key) => {
    const idsBy = async (sorting: string) => ((await (await signIn(demo, 'bo').get(`/v1/customer-portal/${list}/?sorting=${sorting}`)).json()) as WirePage<{ id: string }>).items.map(({ id }) => id);
    const ids = await idsBy(key);
    expect(ids.length).toBeGreaterThan(1);
    expect([ids, await idsBy(`-${key}`)]).toEqual([ids.toSorted(), ids]);
  });

  it('orders subscriptions by amount and wallets by balance', async () => {
    const subscriptions = (await bo.subscriptions('?sorting=-amount')).items.map(({ currency }) => currency);
    const wallets = (await bo.wallets('?sorting=balance')).items.map(({ currency }) => currency);
    expect({ subscriptions, wallets }).toEqual({ subscriptions: ['jpy', 'eur'], wallets: ['eur', 'jpy'] });
  });
});

describe('filters', () => {
  it('find meters by a part of the name, ignoring case', async () => {
    expect(names((await ada.meters('?query=TOKEN')).items)).toEqual(['AI tokens']);
    expect((await dee.meters('?query=eu-west-1')).pagination.total_count).toBe(25);
    expect((await ada.meters('?query=nothing')).items).toEqual([]);
  });

  it('find meters by one or several ids', async () => {
    const { items } = await ada.meters('?sorting=meter_name');
    const [first, second] = items;
    expect((await ada.meters(`?meter_id=${first?.meter_id}`)).items).toEqual([first]);
    const both = await ada.meters(`?sorting=meter_name&meter_id=${second?.meter_id}&meter_id=${first?.meter_id}`);
    expect(both.items).toEqual([first, second]);
  });

  it('separate active subscriptions from ended ones', async () => {
    const eve = signIn(demo, 'eve');
    expect((await eve.subscriptions('?active=true')).items).toEqual([]);
    expect((await eve.subscriptions('?active=false')).items).toHaveLength(1);
    expect((await bo.subscriptions('?active=true')).items).toHaveLength(2);
  });

  it('find subscriptions by product and by name', async () => {
    const [studio] = (await bo.subscriptions('?query=studio')).items;
    expect(studio?.product.name).toBe('Lumen Studio');
    expect((await bo.subscriptions(`?product_id=${studio?.product_id}`)).items).toEqual([studio]);
    expect((await bo.subscriptions('?query=lumen')).items).toHaveLength(2);
  });

  it('find no subscription by the merchant’s name, although Polar’s documentation promises it', async () => {
    const own = { externalId: 'own', name: 'Own', email: 'own@example.com', subscriptions: [{ plan: 'Storage', amount: 100, currency: 'usd' }] };
    const client = signIn(createDemoPolar({ customers: [own] }), 'own');
    const [storage] = (await client.subscriptions('?query=stor')).items;
    expect(storage?.product.organization.name).toBe('Lumen');
    expect((await client.subscriptions('?query=lumen')).items).toEqual([]);
  });
});
