// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar } from '../../src/testing';
import { clock, signIn } from './signIn';

const demo = createDemoPolar({ now: clock().now, moving: false });

describe('the orders of a demo', () => {
  it('include the pending order that a past-due subscription owes', async () => {
    const gil = signIn(demo, 'gil');
    const [api] = (await gil.subscriptions('?query=api')).items;
    const { items } = await gil.orders();
    const pending = items.filter(({ status }) => status === 'pending');
    // $49.00 for the plan and $283.40 for October's usage.
    expect(pending).toHaveLength(1);
    expect(pending[0]).toMatchObject({
      paid: false,
      subscription_id: api?.id,
      subtotal_amount: 33_240,
      total_amount: 33_240,
      due_amount: 33_240,
      currency: 'usd',
      next_payment_attempt_at: '2026-11-16T12:00:00Z',
      items: [{ label: 'Lumen API', amount: 4900 }, { label: 'Usage', amount: 28_340 }],
    });
    expect(pending[0]?.created_at).toMatch(/^2026-11-01T00:00:/);
  });

  it('are paid for every other subscription that has been billed', async () => {
    const found: string[] = [];
    for (const externalId of demo.customers) {
      for (const { description, status, total_amount } of (await signIn(demo, externalId).orders('?sorting=product')).items) found.push(`${description}: ${status} ${total_amount}`);
    }
    expect(found.sort()).toEqual([
      'Lumen API: pending 33240',
      'Lumen Archive: paid 1200',
      'Lumen Basic: paid 900',
      'Lumen Captions: paid 600',
      'Lumen Cloud: paid 49900',
      'Lumen Image Pack: paid 1900',
      'Lumen Loops: paid 900',
      'Lumen Mail: paid 1875',
      'Lumen Notes: paid 900',
      'Lumen Plus: paid 4000',
      'Lumen Podcast: paid 1200',
      'Lumen Prints: paid 1200',
      'Lumen Pro: paid 2000',
      'Lumen Scenes: paid 4375',
      'Lumen Screens: paid 1200',
      'Lumen Sound: paid 1500',
      'Lumen Studio: paid 120000',
      'Lumen Team: paid 6225',
      'Lumen Vault: paid 500',
      'Lumen Workspace: paid 4000',
    ]);
  });

  it.each([
    ['in its last month', { lasts: { months: 3 }, appliedMonthsAgo: 2 }, 500],
    ['that expired last month', { lasts: { months: 3 }, appliedMonthsAgo: 3 }, 1000],
    ['that was used up last month', { lasts: 'once' as const, appliedMonthsAgo: 1 }, 1000],
    ['that has reduced no charge yet', { lasts: 'once' as const }, 1000],
  ])('have a discount while it applies: one %s', async (_, discount, total) => {
    const zed = { externalId: 'zed', name: 'Zed', email: 'zed@example.com', subscriptions: [{ plan: 'Half', amount: 1000, currency: 'usd', discount: { percent: 50, ...discount } }] };
    const [order] = (await signIn(createDemoPolar({ customers: [zed] }), 'zed').orders()).items;
    expect([order?.total_amount, order?.discount_id === null]).toEqual([total, total === 1000]);
  });

  it('are void for a subscription that ended because it was never paid', async () => {
    const zed = { externalId: 'zed', name: 'Zed', email: 'zed@example.com', subscriptions: [{ plan: 'Late', amount: 900, currency: 'usd', standing: 'unpaid' as const }] };
    const { items } = await signIn(createDemoPolar({ customers: [zed] }), 'zed').orders();
    expect(items).toMatchObject([{ status: 'void', paid: false, total_amount: 900, next_payment_attempt_at: null }]);
  });

  it('can be filtered by subscription, product and name, and read one by one', async () => {
    const { get, orders } = signIn(demo, 'jin');
    const all = (await orders()).items;
    const [plus, ...others] = (await orders('?query=plus')).items;
    expect([all.length, plus?.product?.name, others]).toEqual([3, 'Lumen Plus', []]);
    expect((await orders(`?subscription_id=${plus?.subscription_id}`)).items).toEqual([plus]);
    expect((await orders(`?product_id=${plus?.product_id}&product_id=${all[0]?.product_id}&limit=1`)).pagination.total_count).toBe(all[0]?.id === plus?.id ? 1 : 2);
    expect(await (await get(`/v1/customer-portal/orders/${plus?.id}`)).json()).toEqual(plus);
    expect((await get('/v1/customer-portal/orders/1')).status).toBe(422);
    expect((await get('/v1/customer-portal/orders/?sorting=size')).status).toBe(422);
  });
});

describe('the line of a plan on an order', () => {
  it('names its seats or units', async () => {
    const { items } = await signIn(demo, 'jin').orders('?sorting=product');
    expect(items.map((order) => order.items.map(({ label }) => label))).toEqual([['Lumen Plus'], ['Lumen Screens (3 devices)'], ['Lumen Workspace (8 seats)']]);
  });
});

describe('the credit grants of a demo', () => {
  it('name the latest credit of their subscription, and whether unused credits roll over', async () => {
    const { creditGrants, subscriptions } = signIn(demo, 'ada');
    const [pro] = (await subscriptions()).items;
    const { items } = await creditGrants();
    const images = items.find(({ benefit }) => benefit.description === '500 Image credits');
    expect(images).toMatchObject({
      is_granted: true,
      is_revoked: false,
      subscription_id: pro?.id,
      order_id: null,
      benefit: { type: 'meter_credit', properties: { units: 500, rollover: true } },
      properties: { last_credited_units: 500, last_credited_at: '2026-11-01T00:00:00+00:00' },
    });
    expect(items.filter(({ benefit }) => benefit.properties.rollover)).toEqual([images]);
  });

  it('follow the meter period of a subscription with two clocks', async () => {
    const { items } = await signIn(demo, 'bo').creditGrants();
    expect(new Set(items.filter(({ benefit }) => benefit.description.includes('Sensor')).map(({ properties }) => properties.last_credited_at))).toEqual(new Set(['2026-11-01T00:00:00+00:00']));
  });

  it('of a purchase belong to its order and to no subscription', async () => {
    const { creditGrants, orders } = signIn(demo, 'eve');
    const [grant, ...more] = (await creditGrants()).items;
    const [pack] = (await orders('?query=image')).items;
    expect(more).toEqual([]);
    expect(grant).toMatchObject({ subscription_id: null, order_id: pack?.id, is_granted: true, benefit: { properties: { units: 500 } } });
    expect(pack).toMatchObject({ status: 'paid', billing_reason: 'purchase', subscription: null, total_amount: 1900 });
  });

  // Polar's `_get_readable_benefit_grant_statement` leaves out revoked grants.
  it('are left out when a subscription pauses, because Polar revokes them', async () => {
    const { items } = await signIn(demo, 'fay').creditGrants('?type=meter_credit&query=exports');
    expect(items).toEqual([]);
  });

  it('can be filtered by type, benefit, subscription and order, and read one by one', async () => {
    const { creditGrants, get } = signIn(demo, 'ada');
    const { items } = await creditGrants();
    const [first] = items;
    expect((await creditGrants('?type=discord')).items).toEqual([]);
    expect((await creditGrants('?type=discord&type=meter_credit')).items).toEqual(items);
    expect((await creditGrants(`?benefit_id=${first?.benefit_id}`)).items).toEqual([first]);
    expect((await creditGrants(`?subscription_id=${first?.subscription_id}`)).items).toEqual(items);
    expect((await creditGrants(`?subscription_id=${first?.id}`)).items).toEqual([]);
    expect((await creditGrants(`?order_id=${first?.id}`)).items).toEqual([]);
    expect(await (await get(`/v1/customer-portal/benefit-grants/${first?.id}`)).json()).toEqual(first);
    expect((await get('/v1/customer-portal/benefit-grants/?type=money')).status).toBe(422);
  });
});
