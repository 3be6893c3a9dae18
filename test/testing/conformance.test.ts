// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { createDemoPolar, type WireSubscription, wireMeter, wireStateMeter, wireSubscription, wireWallet } from '../../src/testing';
import { asMerchant, clock, visit } from './visit';

// Polar's OpenAPI document lies beside the repository on some machines only; elsewhere there is nothing to hold against.
const document = fileURLToPath(new URL('../../../shared/polar/openapi-2026-10-portal.json', import.meta.url));

describe.skipIf(!existsSync(document))('a client generated from Polar’s OpenAPI document', () => {
  const fits = existsSync(document) ? compile(document) : () => [];
  const time = clock();
  const demo = createDemoPolar({ now: time.now });
  time.pass(600);

  it.each(demo.customers)('accepts every list of %s', async (externalId) => {
    const { meters, subscriptions, wallets } = visit(demo, externalId);
    expect(fits('ListResource_CustomerCustomerMeter_', await meters())).toEqual([]);
    expect(fits('ListResource_CustomerWallet_', await wallets())).toEqual([]);
    const page = await subscriptions();
    expect(fits('ListResource_CustomerSubscription_', { ...page, items: page.items.map(withoutTiers) })).toEqual([]);
  });

  it.each(demo.customers)('accepts every single thing of %s', async (externalId) => {
    const { ask, meters, subscriptions, wallets } = visit(demo, externalId);
    for (const { id } of (await meters()).items) {
      expect(fits('CustomerCustomerMeter', await json(ask(`/v1/customer-portal/meters/${id}`)))).toEqual([]);
    }
    for (const { id } of (await subscriptions()).items) {
      const one = (await json(ask(`/v1/customer-portal/subscriptions/${id}`))) as WireSubscription;
      expect(fits('CustomerSubscription', withoutTiers(one))).toEqual([]);
    }
    for (const { id } of (await wallets()).items) {
      expect(fits('CustomerWallet', await json(ask(`/v1/customer-portal/wallets/${id}`)))).toEqual([]);
    }
    const session = '/v1/customer-portal/customer-session';
    expect(fits('CustomerCustomerSession', await json(ask(`${session}/introspect`)))).toEqual([]);
    expect(fits('PortalAuthenticatedUser', await json(ask(`${session}/user`)))).toEqual([]);
  });

  it.each(demo.customers)('accepts a new session and the state of %s', async (external_customer_id) => {
    const body = JSON.stringify({ external_customer_id });
    const created = await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body });
    expect(created.status).toBe(201);
    const session = (await created.json()) as { customer_id: string };
    expect(fits('CustomerSession', session)).toEqual([]);
    const byId = await json(asMerchant(demo, `/v1/customers/${session.customer_id}/state`));
    expect(fits('CustomerState', byId)).toEqual([]);
    expect(await json(asMerchant(demo, `/v1/customers/external/${external_customer_id}/state`))).toEqual(byId);
  });

  it('accepts a subscription in every standing', async () => {
    const standings = ['active', 'trialing', 'ending', 'ended', 'past_due', 'paused'] as const;
    const common = { amount: 0, currency: 'usd' };
    const zed = {
      externalId: 'zed',
      name: 'Zed',
      email: 'zed@example.com',
      subscriptions: [
        ...standings.map((standing) => ({ plan: standing, standing, ...common })),
        { plan: 'paused for good', standing: 'paused' as const, resumes: false, ...common },
        { plan: 'discounted', discount: { percent: 10 }, ...common },
      ],
    };
    const { subscriptions } = visit(createDemoPolar({ now: time.now, customers: [zed] }), 'zed');
    const page = await subscriptions('?sorting=product');
    expect(fits('ListResource_CustomerSubscription_', page)).toEqual([]);
    expect(page.items.map(({ product, status }) => `${product.name} ${status}`)).toEqual([
      'active active',
      'discounted active',
      'ended canceled',
      'ending active',
      'past_due past_due',
      'paused paused',
      'paused for good paused',
      'trialing trialing',
    ]);
  });

  it('accepts every error', async () => {
    const { ask } = visit(demo, 'ada');
    const bad = await json(ask('/v1/customer-portal/meters/?limit=0&page=x&sorting=size&meter_id=1'));
    expect(fits('HTTPValidationError', bad)).toEqual([]);
    const gone = await json(ask('/v1/customer-portal/meters/6f1e0b1c-7a3d-4a55-9d3c-0d7f0c8e1a11'));
    expect(fits('ResourceNotFound', gone)).toEqual([]);
  });

  it('accepts the fixtures', () => {
    expect(fits('CustomerCustomerMeter', wireMeter())).toEqual([]);
    expect(fits('CustomerStateMeter', wireStateMeter())).toEqual([]);
    expect(fits('CustomerSubscription', wireSubscription())).toEqual([]);
    expect(fits('CustomerWallet', wireWallet())).toEqual([]);
  });

  it('would notice a wrong answer', () => {
    expect(fits('CustomerCustomerMeter', { ...wireMeter(), meter_id: 'one' })).not.toEqual([]);
    expect(fits('CustomerSubscription', wireSubscription({ amount: 0.5 }))).not.toEqual([]);
  });
});

/** The document knows no `metered_tiers`; wire.test.ts holds those prices against the SDK's type instead. */
function withoutTiers({ product, prices, ...rest }: WireSubscription): unknown {
  const known = prices.filter(({ amount_type }) => amount_type !== 'metered_tiers');
  return { ...rest, prices: known, product: { ...product, prices: known } };
}

function compile(path: string): (schema: string, value: unknown) => unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('uuid4', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')) as object, 'polar');
  return (schema, value) => {
    const validate = ajv.getSchema(`polar#/components/schemas/${schema}`);
    if (validate === undefined) throw new Error(`no schema ${schema}`);
    return validate(value) === true ? [] : (validate.errors ?? ['invalid']);
  };
}

async function json(response: Promise<Response>): Promise<unknown> {
  return (await response).json();
}
