// @vitest-environment node
import type { models } from '@polar-sh/sdk/2026-10';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createDemoPolar, type WireOrganizationData } from '../../src/testing';
import { asMerchant, clock, origin, signIn } from './signIn';

const demo = createDemoPolar({ now: clock().now });
const path = '/v1/customer-portal/organizations/lumen';

async function read(response: Promise<Response>): Promise<WireOrganizationData> {
  return (await response).json() as Promise<WireOrganizationData>;
}

describe('the organization of the demo', () => {
  it('has the type of Polar’s SDK', () => {
    expectTypeOf<WireOrganizationData>().toExtend<models.CustomerOrganizationData>();
  });

  it('lists each public product once, including one-time purchases and plans that subscriptions change to', async () => {
    const { organization, products } = await read(signIn(demo, 'jin').get(path));
    expect(organization).toMatchObject({ name: 'Lumen', slug: 'lumen', organization_features: {} });
    const names = products.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Lumen Pro', 'Lumen Plus', 'Lumen Light', 'Lumen Screens', 'Lumen Image Pack']));
    expect(new Set(names).size).toBe(names.length);
    expect(products.every((product) => !('organization' in product) && product.visibility === 'public' && !product.is_archived)).toBe(true);
    const customers = ['ann', 'bea'].map((externalId) => ({ externalId, name: externalId, email: `${externalId}@example.com`, subscriptions: [{ plan: 'Shared', amount: 900, currency: 'usd' }] }));
    const { products: shared } = await read(createDemoPolar({ customers })(`${origin}${path}`));
    expect(shared.filter(({ name }) => name === 'Shared')).toHaveLength(1);
  });

  it('gives the plan of a pending update its id, interval and prices', async () => {
    const [plus] = (await signIn(demo, 'jin').subscriptions('?query=plus')).items;
    const { products } = await read(signIn(demo, 'jin').get(path));
    const light = products.find(({ id }) => id === plus?.pending_update?.product_id);
    expect(light).toMatchObject({ name: 'Lumen Light', recurring_interval: 'month', prices: [{ amount_type: 'fixed', price_amount: 2500, price_currency: 'usd' }] });
  });

  it('is public, but refuses an invalid token', async () => {
    expect((await demo(`${origin}${path}`)).status).toBe(200);
    expect((await asMerchant(demo, path)).status).toBe(200);
    const refused = await demo(`${origin}${path}`, { headers: { Authorization: 'Bearer polar_cst_unknown' } });
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_token' }]);
  });

  it('does not exist under another slug', async () => {
    const response = await demo(`${origin}/v1/customer-portal/organizations/other`);
    expect([response.status, await response.json()]).toEqual([404, { error: 'ResourceNotFound', detail: 'Not found' }]);
  });
});
