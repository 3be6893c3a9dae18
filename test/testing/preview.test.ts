// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { billOf } from '../../src/core/billing';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { createDemoPolar, type CustomerSeed, type SubscriptionSeed, type WireChargePreview } from '../../src/testing';
import { clock, signIn } from './signIn';

const time = clock();
const demo = createDemoPolar({ now: time.now });
const still = createDemoPolar({ now: clock().now, moving: false });
const path = (id: string) => `/v1/customer-portal/subscriptions/${id}/charge-preview`;

async function previews(externalId: string, of = demo) {
  const { get, subscriptions } = signIn(of, externalId);
  const { items } = await subscriptions('?limit=100');
  return Promise.all(
    items.map(async (subscription) => {
      const response = await get(path(subscription.id));
      return { subscription, status: response.status, body: (await response.json()) as WireChargePreview };
    }),
  );
}

/** The preview of one plan of a built-in customer. */
async function previewOf(externalId: string, plan: string) {
  const found = (await previews(externalId, still)).find(({ subscription }) => subscription.product.name === plan);
  if (found === undefined) throw new Error(`${externalId} has no plan "${plan}".`);
  return found;
}

/** The preview of a subscription made up by a test. */
async function previewFor(terms: Partial<SubscriptionSeed>, customer: Partial<CustomerSeed> = {}) {
  const subscriptions = [{ plan: 'Plan', amount: 0, currency: 'usd', ...terms }];
  const seed = { externalId: 'zed', name: 'Zed', email: 'zed@example.com', ...customer, subscriptions };
  const [found] = await previews('zed', createDemoPolar({ now: clock().now, customers: [seed] }));
  if (found === undefined) throw new Error('The demo has no subscription.');
  return found;
}

const allPreviews = async () => (await Promise.all(demo.customers.map((externalId) => previews(externalId)))).flat();
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n);

describe('the charge preview of a demo', () => {
  it('exists only for active and trialing subscriptions, and for paused ones with a resume date', async () => {
    const responses = await allPreviews();
    expect(responses.map(({ subscription, status }) => `${subscription.product.name}, ${subscription.status}: ${status}`).sort()).toEqual([
      'Lumen API, past_due: 404',
      'Lumen Archive, paused: 404',
      'Lumen Basic, canceled: 404',
      'Lumen Captions, active: 200',
      'Lumen Cloud, active: 200',
      'Lumen Loops, active: 200',
      'Lumen Mail, active: 200',
      'Lumen Notes, active: 200',
      'Lumen Plus, active: 200',
      'Lumen Podcast, active: 200',
      'Lumen Prints, active: 200',
      'Lumen Pro, active: 200',
      'Lumen Scenes, paused: 200',
      'Lumen Screens, active: 200',
      'Lumen Sound, active: 200',
      'Lumen Studio, active: 200',
      'Lumen Team, active: 200',
      'Lumen Vault, active: 200',
      'Lumen Voice, trialing: 200',
      'Lumen Workspace, active: 200',
    ]);
    const missing = responses.filter(({ status }) => status === 404).map(({ body }) => body);
    expect(new Set(missing.map((body) => JSON.stringify(body)))).toEqual(new Set(['{"error":"ResourceNotFound","detail":"Not found"}']));
  });

  it.each([0, 977, 100_000])('adds up after %i more seconds', async (seconds) => {
    time.pass(seconds);
    const responses = (await allPreviews()).filter(({ status }) => status === 200);
    expect(responses).toHaveLength(17);
    for (const { body } of responses) {
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
        'applied_balance_amount',
        'due_amount',
      ]);
      expect(Object.values(amounts).every(Number.isSafeInteger)).toBe(true);
      expect(BigInt(body.proration_amount)).toBe(sum(prorations.map(({ amount }) => amount)));
      expect(BigInt(body.subtotal_amount)).toBe(sum([body.base_amount, body.metered_amount, body.proration_amount]));
      expect(body.discount_amount).toBeLessThanOrEqual(body.base_amount + body.metered_amount);
      expect(BigInt(body.total_amount)).toBe(sum([body.net_amount, body.tax_amount]));
      expect(BigInt(body.total_amount)).toBe(sum([body.subtotal_amount, -body.discount_amount, body.tax_amount * Number(!isInclusive(body))]));
      expect(body.due_amount).toBe(Math.max(0, body.total_amount + body.applied_balance_amount));
    }
  });

  it('has a subtotal that equals the bill’s lines plus prorations, for a subscription without a discount, a pending change or a scheduled pause', async () => {
    let compared = 0;
    for (const { subscription, status, body } of await allPreviews()) {
      if (status !== 200 || subscription.discount_id !== null || subscription.pending_update !== null || subscription.pause_at_period_end) continue;
      const { charges } = billOf(parseSubscription(subscription));
      const amounts = charges.flatMap(({ lines }) => lines.map(({ amount }) => amount ?? NaN));
      expect(sum([...amounts, body.proration_amount])).toBe(BigInt(body.subtotal_amount));
      compared += 1;
    }
    expect(compared).toBe(10);
  });

  it.each<[name: string, externalId: string, plan: string, amount: number, preview: Partial<WireChargePreview>]>([
    ['drops a used-up one-time discount', 'hal', 'Lumen Podcast', 1200, { base_amount: 2400, discount_amount: 0, total_amount: 2400, due_amount: 2400 }],
    [
      'takes a lasting discount off base and usage',
      'ike',
      'Lumen Captions',
      600,
      { base_amount: 1200, metered_amount: 300, subtotal_amount: 1500, discount_amount: 750, total_amount: 750, due_amount: 750 },
    ],
    ['has the price of the pending plan and drops meters that it lacks', 'jin', 'Lumen Plus', 4000, { base_amount: 2500, metered_amount: 0, total_amount: 2500 }],
    ['has the pending number of seats', 'jin', 'Lumen Workspace', 4000, { base_amount: 3000, total_amount: 3000 }],
    ['multiplies units by their price', 'jin', 'Lumen Screens', 1200, { base_amount: 1200, total_amount: 1200 }],
    ['bills base and usage when a scheduled pause ends', 'kai', 'Lumen Sound', 1500, { base_amount: 1500, metered_amount: 400, total_amount: 1900 }],
    ['exists before a scheduled pause without a resume date', 'kai', 'Lumen Loops', 900, { base_amount: 900, total_amount: 900 }],
    [
      'splits a price that includes tax, and pays with the balance',
      'lou',
      'Lumen Notes',
      900,
      { subtotal_amount: 900, net_amount: 720, tax_amount: 180, total_amount: 900, applied_balance_amount: -400, due_amount: 500 },
    ],
    ['has nothing due if the balance pays everything', 'lou', 'Lumen Prints', 1200, { net_amount: 960, tax_amount: 240, total_amount: 1200, applied_balance_amount: -1200, due_amount: 0 }],
    ['bills bytes', 'mia', 'Lumen Vault', 500, { base_amount: 500, metered_amount: 1000, total_amount: 1500 }],
    ['adds a debt to the first charge after a trial, without usage', 'bo', 'Lumen Voice', 2900, { base_amount: 2900, metered_amount: 0, total_amount: 2900, applied_balance_amount: 450, due_amount: 3350 }],
    [
      'adds monthly usage to a yearly base',
      'bo',
      'Lumen Studio',
      120_000,
      { base_amount: 120_000, metered_amount: 11_781, total_amount: 131_781, applied_balance_amount: -12_300, due_amount: 119_481 },
    ],
    [
      'has no base amount before a cancellation',
      'fay',
      'Lumen Mail',
      1500,
      { base_amount: 0, metered_amount: 5296, net_amount: 5296, tax_amount: 1324, total_amount: 6620, applied_balance_amount: -2500, due_amount: 4120 },
    ],
    ['bills base and usage on resume', 'fay', 'Lumen Scenes', 3500, { base_amount: 3500, metered_amount: 1530, discount_amount: 0, net_amount: 5030, tax_amount: 1258 }],
  ])('%s: %s, %s', async (_, externalId, plan, amount, expected) => {
    const { subscription, body } = await previewOf(externalId, plan);
    expect(subscription.amount).toBe(amount);
    expect(body).toMatchObject(expected);
  });

  it('applies a discount to base and usage, never to prorations', async () => {
    const { subscription, body } = await previewOf('fay', 'Lumen Team');
    expect(subscription.amount).toBe(4980);
    // 17 % of $160.20 is $27.23(4). 25 % tax on $181.53 − $27.23 = $154.30 is $38.57(5). The balance is $25.00.
    expect(body).toEqual({
      base_amount: 6000,
      metered_amount: 10_020,
      proration_amount: 2133,
      prorations: [
        { label: 'Unused time on Lumen Pro', amount: -1067 },
        { label: 'Remaining time on Lumen Team', amount: 3200 },
      ],
      subtotal_amount: 18_153,
      discount_amount: 2723,
      net_amount: 15_430,
      tax_amount: 3858,
      total_amount: 19_288,
      applied_balance_amount: -2500,
      due_amount: 16_788,
    });
  });

  it.each<[name: string, terms: Partial<SubscriptionSeed>, taxRate: number, expected: Partial<WireChargePreview>]>([
    ['rounds half away from zero', { amount: 1050, discount: { percent: 5 } }, 1950, { discount_amount: 53, tax_amount: 194, total_amount: 1191 }],
    ['takes an amount off', { amount: 1050, discount: { amount: 300 } }, 0, { discount_amount: 300, tax_amount: 0, total_amount: 750 }],
    ['takes off at most base and usage', { amount: 1050, discount: { amount: 5000 } }, 2000, { discount_amount: 1050, tax_amount: 0, total_amount: 0 }],
    [
      'credits a negative total with its tax',
      { amount: 100, discount: { percent: 50 }, prorations: [{ label: 'Back', amount: -301 }] },
      2000,
      { subtotal_amount: -201, discount_amount: 50, net_amount: -251, tax_amount: -50, total_amount: -301, due_amount: 0 },
    ],
    ['multiplies a percentage as a double, like Polar', { amount: 100, discount: { percent: 14.5 } }, 0, { discount_amount: 14 }],
    ['applies a one-time discount that was never applied', { amount: 1000, discount: { percent: 25, lasts: 'once' } }, 0, { discount_amount: 250 }],
    ['applies a discount in its last month', { amount: 1000, discount: { percent: 25, lasts: { months: 3 }, appliedMonthsAgo: 1 } }, 0, { discount_amount: 250 }],
    ['drops a discount after its last month', { amount: 1000, discount: { percent: 25, lasts: { months: 3 }, appliedMonthsAgo: 2 } }, 0, { discount_amount: 0 }],
    ['has no base amount if canceled, whatever is pending', { amount: 1000, standing: 'ending', pending: { plan: { plan: 'Other', amount: 500 } } }, 0, { base_amount: 0 }],
  ])('%s', async (_, terms, taxRate, expected) => {
    const { subscription, body } = await previewFor(terms, { taxRate });
    expect(body).toMatchObject(expected);
    expect(subscription.discount_id === null).toBe(terms.discount === undefined);
  });

  it.each<[name: string, balance: number, prorations: number, expected: Partial<WireChargePreview>]>([
    ['uses no more credit than the charge', 5000, 0, { applied_balance_amount: -1000, due_amount: 0 }],
    ['uses all credit below the charge', 400, 0, { applied_balance_amount: -400, due_amount: 600 }],
    ['adds a debt', -250, 0, { applied_balance_amount: 250, due_amount: 1250 }],
    ['pays a debt from a negative total', -250, -1600, { total_amount: -600, applied_balance_amount: 250, due_amount: 0 }],
    ['uses no credit for a negative total', 250, -1600, { total_amount: -600, applied_balance_amount: 0, due_amount: 0 }],
  ])('%s', async (_, balance, proration, expected) => {
    const prorations = proration === 0 ? [] : [{ label: 'Back', amount: proration }];
    const wallets = [
      { currency: 'eur', balance: 9000 },
      { currency: 'usd', balance: 9000, kind: 'usage' as const },
      { currency: 'usd', balance },
    ];
    expect((await previewFor({ amount: 1000, prorations }, { wallets })).body).toMatchObject(expected);
  });

  it('keeps the amount of a meter that the pending plan also has a price for', async () => {
    const prices = [
      { meter: 'Kept', unitAmount: '1' },
      { meter: 'Dropped', unitAmount: '1' },
    ];
    const meters = [
      { name: 'Kept', consumed: 300 },
      { name: 'Dropped', consumed: 500 },
    ];
    const pending = { plan: { plan: 'Other', amount: 700, prices: [{ meter: 'Kept', unitAmount: '9' }] } };
    expect((await previewFor({ amount: 1000, prices, pending }, { meters })).body).toMatchObject({ base_amount: 700, metered_amount: 300 });
  });

  it('is 404 for another customer’s subscription and 422 for an invalid id', async () => {
    const { get } = signIn(demo, 'ada');
    const [foreign] = (await signIn(demo, 'bo').subscriptions()).items;
    expect((await get(path(foreign?.id ?? ''))).status).toBe(404);
    expect((await get(path('1'))).status).toBe(422);
  });

  it('is 404 with `chargePreview: false`', async () => {
    const { get, subscriptions } = signIn(createDemoPolar({ chargePreview: false }), 'ada');
    const [own] = (await subscriptions()).items;
    const response = await get(path(own?.id ?? ''));
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
  });

  it('is 401 without a token', async () => {
    expect((await demo(`https://polar.test${path((await previews('ada'))[0]?.subscription.id ?? '')}`)).status).toBe(401);
  });
});

/** Computed as the page does it, because a preview doesn't say whether its prices include tax. */
function isInclusive({ subtotal_amount, discount_amount, net_amount, tax_amount }: WireChargePreview): boolean {
  return tax_amount !== 0 && net_amount === subtotal_amount - discount_amount - tax_amount;
}
