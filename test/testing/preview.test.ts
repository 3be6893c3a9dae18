// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { billOf, parseChargePreview, parseSubscription } from '../../src/core';
import { createDemoPolar, type CustomerSeed, type SubscriptionSeed, type WireSubscription } from '../../src/testing';
import { clock, signIn } from './signIn';

interface Preview {
  base_amount: number;
  metered_amount: number;
  proration_amount: number;
  prorations: { label: string; amount: number }[];
  subtotal_amount: number;
  discount_amount: number;
  net_amount: number;
  tax_amount: number;
  total_amount: number;
}

const time = clock();
const demo = createDemoPolar({ now: time.now });
const path = (id: string) => `/v1/customer-portal/subscriptions/${id}/charge-preview`;

async function previews(externalId: string, of = demo) {
  const { get, subscriptions } = signIn(of, externalId);
  const { items } = await subscriptions('?limit=100');
  return Promise.all(
    items.map(async (subscription) => {
      const response = await get(path(subscription.id));
      return { subscription, status: response.status, body: (await response.json()) as Preview };
    }),
  );
}

const everyones = async () => (await Promise.all(demo.customers.map((externalId) => previews(externalId)))).flat();
const cents = (amounts: number[]) => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

describe('a charge preview', () => {
  it('is there for what will charge: active, in trial, or paused with a day to resume', async () => {
    const answers = await everyones();
    expect(answers.map(({ subscription, status }) => `${subscription.product.name}, ${subscription.status}: ${status}`).sort()).toEqual([
      'Lumen API, past_due: 404',
      'Lumen Archive, paused: 404',
      'Lumen Basic, canceled: 404',
      'Lumen Cloud, active: 200',
      'Lumen Mail, active: 200',
      'Lumen Pro, active: 200',
      'Lumen Scenes, paused: 200',
      'Lumen Studio, active: 200',
      'Lumen Team, active: 200',
      'Lumen Voice, trialing: 200',
    ]);
    const refusals = answers.filter(({ status }) => status === 404).map(({ body }) => body);
    expect(new Set(refusals.map((body) => JSON.stringify(body)))).toEqual(new Set(['{"error":"ResourceNotFound","detail":"Not found"}']));
  });

  it.each([0, 977, 100_000])('adds up, to the cent, after %i more seconds', async (seconds) => {
    time.pass(seconds);
    const answers = (await everyones()).filter(({ status }) => status === 200);
    expect(answers).toHaveLength(7);
    for (const { subscription, body } of answers) {
      const { prorations, ...amounts } = body;
      expect(Object.keys(amounts)).toEqual([
        'base_amount',
        'metered_amount',
        'proration_amount',
        'subtotal_amount',
        'discount_amount',
        'net_amount',
        'tax_amount',
        'total_amount',
      ]);
      expect(Object.values(amounts).every(Number.isSafeInteger)).toBe(true);
      expect(body.base_amount).toBe(subscription.cancel_at_period_end ? 0 : subscription.amount);
      expect(BigInt(body.metered_amount)).toBe(cents(subscription.meters.map(({ amount }) => amount)));
      expect(BigInt(body.proration_amount)).toBe(cents(prorations.map(({ amount }) => amount)));
      expect(BigInt(body.subtotal_amount)).toBe(cents([body.base_amount, body.metered_amount, body.proration_amount]));
      expect(body.discount_amount > 0).toBe(subscription.discount_id !== null);
      expect(BigInt(body.net_amount)).toBe(cents([body.subtotal_amount, -body.discount_amount]));
      expect(BigInt(body.total_amount)).toBe(cents([body.net_amount, body.tax_amount]));
    }
  });

  it('comes to what the bill says', async () => {
    for (const { subscription, status, body } of await everyones()) {
      if (status !== 200) continue;
      const bill = billOf(parseSubscription(subscription), parseChargePreview(body));
      expect(cents(bill.totals.map(({ amount }) => amount ?? NaN))).toBe(BigInt(body.subtotal_amount));
      expect(bill.discounted).toBe(body.discount_amount > 0);
    }
  });

  it('of the customer with everything is this', async () => {
    const of = async (plan: string) => (await previews('fay', still)).find(({ subscription }) => subscription.product.name === plan)?.body;
    const still = createDemoPolar({ now: clock().now, moving: false });
    // $181.49; less 15 % = $27.22(35), plus 25 % of the rest = $38.56(75).
    expect(await of('Lumen Team')).toEqual({
      base_amount: 6000,
      metered_amount: 10_016,
      proration_amount: 2133,
      prorations: [
        { label: 'Unused time on Lumen Pro', amount: -1067 },
        { label: 'Remaining time on Lumen Team', amount: 3200 },
      ],
      subtotal_amount: 18_149,
      discount_amount: 2722,
      net_amount: 15_427,
      tax_amount: 3857,
      total_amount: 19_284,
    });
    expect(await of('Lumen Mail')).toMatchObject({ base_amount: 0, metered_amount: 5296, prorations: [], net_amount: 5296, tax_amount: 1324 });
    expect(await of('Lumen Scenes')).toMatchObject({ base_amount: 3500, metered_amount: 1530, discount_amount: 0, net_amount: 5030, tax_amount: 1258 });
  });

  it.each<[name: string, terms: Partial<SubscriptionSeed>, taxRate: number, discount: number, tax: number, total: number]>([
    ['rounds half away from zero', { amount: 1050, discount: { percent: 5 } }, 1950, 53, 194, 1191],
    ['takes an amount off', { amount: 1050, discount: { amount: 300 } }, 0, 300, 0, 750],
    ['takes no more off than there is', { amount: 1050, discount: { amount: 5000 } }, 2000, 1050, 0, 0],
    ['takes nothing off what is paid back, and no tax on it', { amount: 100, discount: { percent: 50 }, prorations: [{ label: 'Back', amount: -301 }] }, 2000, 0, 0, -201],
  ])('%s', async (_, terms, taxRate, discount, tax, total) => {
    const [answer] = await previews('zed', createDemoPolar({ customers: [customer(terms, taxRate)] }));
    expect(answer?.body).toMatchObject({ discount_amount: discount, tax_amount: tax, total_amount: total });
    expect(answer?.subscription.discount_id).not.toBeNull();
  });
});

describe('nobody gets', () => {
  it('the preview of another customer, or of nothing', async () => {
    const { get } = signIn(demo, 'ada');
    const [foreign] = (await signIn(demo, 'bo').subscriptions()).items;
    expect((await get(path(foreign?.id ?? ''))).status).toBe(404);
    expect((await get(path('1'))).status).toBe(422);
  });

  it('one where it is not granted', async () => {
    const { get, subscriptions } = signIn(createDemoPolar({ chargePreview: false }), 'ada');
    const [own] = (await subscriptions()).items;
    const response = await get(path(own?.id ?? ''));
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
  });

  it('one without a token', async () => {
    expect((await demo(`https://polar.test${path((await previews('ada'))[0]?.subscription.id ?? '')}`)).status).toBe(401);
  });
});

describe('the demo’s customers', () => {
  it('show every state of a bill', async () => {
    const bills = await Promise.all(
      demo.customers.map(async (externalId) => {
        const { items } = await signIn(demo, externalId).subscriptions();
        return items.map((subscription) => `${subscription.product.name}: ${billOf(parseSubscription(subscription)).title}`);
      }),
    );
    expect(bills.flat().sort()).toEqual([
      'Lumen API: pastDue',
      'Lumen Archive: paused',
      'Lumen Basic: ended',
      'Lumen Cloud: nextCharge',
      'Lumen Mail: finalCharge',
      'Lumen Pro: nextCharge',
      'Lumen Scenes: chargeOnResume',
      'Lumen Studio: nextCharge',
      'Lumen Team: nextCharge',
      'Lumen Voice: firstCharge',
    ]);
  });

  it('show amounts that are explained, of which one is still settling and one is capped', async () => {
    const still = createDemoPolar({ now: clock().now, moving: false });
    const found: string[] = [];
    for (const externalId of ['fay', 'gil']) {
      for (const subscription of (await signIn(still, externalId).subscriptions('?sorting=product')).items) found.push(...explained(subscription));
    }
    expect(found).toEqual([
      'Emails sent: 5396, reported 5296',
      'Scene exports: 1530',
      'AI tokens: 5000, capped',
      'Searches: 5016',
      'API requests: 36211',
      'Webhooks delivered: 765',
      'Files archived: 0',
    ]);
  });
});

function explained(subscription: WireSubscription): string[] {
  return billOf(parseSubscription(subscription)).lines.flatMap(({ name, explanation }) => {
    if (explanation === undefined) return [];
    if (explanation.claim === 'none') return `${name}: ${explanation.reason}`;
    const { computed, reported, settled, capped } = explanation;
    return `${name}: ${computed}${capped ? ', capped' : ''}${settled ? '' : `, reported ${reported}`}`;
  });
}

function customer(terms: Partial<SubscriptionSeed>, taxRate: number): CustomerSeed {
  const subscriptions = [{ plan: 'Plan', amount: 0, currency: 'usd', ...terms }];
  return { externalId: 'zed', name: 'Zed', email: 'zed@example.com', taxRate, subscriptions };
}
