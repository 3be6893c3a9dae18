// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import {
  createDemoPolar,
  type WirePrice,
  type WireProduct,
  type WireSubscription,
  wireCreditGrant,
  wireMeter,
  wireOrder,
  wireStateMeter,
  wireSubscription,
  wireWallet,
} from '../../src/testing';
import { asMerchant, clock, signIn } from '../testing/signIn';

/** The schemas of Polar's document that this file names, written by scripts/contract.js. */
const document = join(import.meta.dirname, 'openapi.json');

describe('Polar’s OpenAPI document', () => {
  const errorsOf = compile(document);
  const time = clock();
  const demo = createDemoPolar({ now: time.now });
  time.pass(600);

  it.each(demo.customers)('accepts every list of the customer %s', async (externalId) => {
    const { creditGrants, meters, orders, subscriptions, wallets } = signIn(demo, externalId);
    expect(errorsOf('ListResource_CustomerCustomerMeter_', await meters())).toEqual([]);
    expect(errorsOf('ListResource_CustomerWallet_', await wallets())).toEqual([]);
    const page = await subscriptions();
    expect(errorsOf('ListResource_CustomerSubscription_', { ...page, items: page.items.map(documented) })).toEqual([]);
    const ordered = await orders();
    const items = ordered.items.map((order) => ({ ...order, product: order.product && documentedProduct(order.product) }));
    expect(errorsOf('ListResource_CustomerOrder_', { ...ordered, items })).toEqual([]);
    expect(errorsOf('ListResource_CustomerBenefitGrant_', await creditGrants())).toEqual([]);
  });

  it.each(demo.customers)('accepts every single object of the customer %s', async (externalId) => {
    const { get, meters, subscriptions, wallets } = signIn(demo, externalId);
    for (const { id } of (await meters()).items) {
      expect(errorsOf('CustomerCustomerMeter', await json(get(`/v1/customer-portal/meters/${id}`)))).toEqual([]);
    }
    for (const { id } of (await subscriptions()).items) {
      const one = (await json(get(`/v1/customer-portal/subscriptions/${id}`))) as WireSubscription;
      expect(errorsOf('CustomerSubscription', documented(one))).toEqual([]);
    }
    for (const { id } of (await wallets()).items) {
      expect(errorsOf('CustomerWallet', await json(get(`/v1/customer-portal/wallets/${id}`)))).toEqual([]);
    }
    const session = '/v1/customer-portal/customer-session';
    expect(errorsOf('CustomerCustomerSession', await json(get(`${session}/introspect`)))).toEqual([]);
    expect(errorsOf('PortalAuthenticatedUser', await json(get(`${session}/user`)))).toEqual([]);
  });

  it.each(demo.customers)('accepts a new session and the customer state of %s', async (external_customer_id) => {
    const body = JSON.stringify({ external_customer_id });
    const created = await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body });
    expect(created.status).toBe(201);
    const session = (await created.json()) as { customer_id: string };
    expect(errorsOf('CustomerSession', session)).toEqual([]);
    const byId = await json(asMerchant(demo, `/v1/customers/${session.customer_id}/state`));
    expect(errorsOf('CustomerState', byId)).toEqual([]);
    expect(await json(asMerchant(demo, `/v1/customers/external/${external_customer_id}/state`))).toEqual(byId);
  });

  it('accepts a subscription in every stage', async () => {
    const standings = ['active', 'trialing', 'ending', 'pausing', 'paused', 'past_due', 'ended', 'unpaid'] as const;
    const common = { amount: 0, currency: 'usd' };
    const zed = {
      externalId: 'zed',
      name: 'Zed',
      email: 'zed@example.com',
      subscriptions: [
        ...standings.map((standing) => ({ plan: standing, standing, ...common })),
        { plan: 'paused without date', standing: 'paused' as const, resumes: false, ...common },
        { plan: 'discounted', discount: { percent: 10 }, ...common },
      ],
    };
    const { subscriptions } = signIn(createDemoPolar({ now: time.now, customers: [zed] }), 'zed');
    const page = await subscriptions('?sorting=product');
    expect(errorsOf('ListResource_CustomerSubscription_', page)).toEqual([]);
    expect(page.items.map(({ product, status }) => `${product.name} ${status}`)).toEqual([
      'active active',
      'discounted active',
      'ended canceled',
      'ending active',
      'past_due past_due',
      'paused paused',
      'paused without date paused',
      'pausing active',
      'trialing trialing',
      'unpaid unpaid',
    ]);
  });

  it('accepts validation errors and 404s', async () => {
    const { get } = signIn(demo, 'ada');
    const bad = await json(get('/v1/customer-portal/meters/?limit=0&page=x&sorting=size&meter_id=1'));
    expect(errorsOf('HTTPValidationError', bad)).toEqual([]);
    const gone = await json(get('/v1/customer-portal/meters/6f1e0b1c-7a3d-4a55-9d3c-0d7f0c8e1a11'));
    expect(errorsOf('ResourceNotFound', gone)).toEqual([]);
  });

  it('accepts the fixtures', () => {
    expect(errorsOf('CustomerCustomerMeter', wireMeter())).toEqual([]);
    expect(errorsOf('CustomerStateMeter', wireStateMeter())).toEqual([]);
    expect(errorsOf('CustomerSubscription', wireSubscription())).toEqual([]);
    expect(errorsOf('CustomerWallet', wireWallet())).toEqual([]);
    expect(errorsOf('CustomerOrder', wireOrder())).toEqual([]);
    expect(errorsOf('CustomerBenefitGrant', wireCreditGrant())).toEqual([]);
  });

  it('rejects a wrong object, which proves that the other tests can fail', () => {
    expect(errorsOf('CustomerCustomerMeter', { ...wireMeter(), meter_id: 'one' })).not.toEqual([]);
    expect(errorsOf('CustomerSubscription', wireSubscription({ amount: 0.5 }))).not.toEqual([]);
  });
});

/**
 * A subscription with the prices that the document describes: it lacks `metered_tiers` and `unit_based`, which
 * wire.test.ts checks against the SDK's types, and its pattern for decimals has no exponents, which the server writes.
 */
function documented({ product, prices, ...rest }: WireSubscription): unknown {
  return { ...rest, prices: prices.filter(isDocumented), product: documentedProduct(product) };
}

function documentedProduct({ prices, ...product }: WireProduct): unknown {
  return { ...product, prices: prices.filter(isDocumented) };
}

function isDocumented(price: WirePrice): boolean {
  return !['metered_tiers', 'unit_based'].includes(price.amount_type) && !('unit_amount' in price && price.unit_amount.includes('E'));
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
