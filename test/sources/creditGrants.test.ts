import { describe, expect, it } from 'vitest';
import { createPolarSource } from '../../src/sources/polar';
import { createStateSource } from '../../src/sources/state';
import { createBetterAuthSource } from '../../src/sources/betterAuth';
import { parseCreditGrantList } from '../../src/core/schemas/list';
import { wireCreditGrant, wirePage } from '../../src/testing';
import { openShop } from '../server/shop';
import { json, sentinel, serve } from './server';

describe('creditGrants() of a source', () => {
  it('gives the same grants directly and through the proxy', async () => {
    const shop = await openShop();
    const direct = createPolarSource({ server: shop.polar, token: shop.demo.createSession('ada').token });
    expect(await shop.source('ada').creditGrants?.()).toEqual(await direct.creditGrants?.());
    for (const source of [direct, shop.source('ada')]) {
      const grants = await source.creditGrants?.();
      expect(grants?.issues).toEqual([]);
      const units = grants?.items.map(({ benefit }) => benefit.properties.units).sort((a, b) => Number(a) - Number(b));
      expect(units).toEqual([500, 10_000, 2_000_000]);
      expect(grants?.items.find(({ benefit }) => benefit.properties.units === 500)).toMatchObject({
        isGranted: true,
        benefit: { properties: { rollover: true } },
        properties: { lastCreditedUnits: 500, lastCreditedAt: expect.any(Date) as Date },
      });
    }
  });

  it('requests grants of the type meter_credit only', async () => {
    const { url, paths } = await serve((_, response) => json(response, { items: [], pagination: { total_count: 0, max_page: 0 } }));
    await createPolarSource({ server: url, token: sentinel }).creditGrants?.({ page: 2, limit: 5 });
    expect(paths()).toEqual(['/v1/customer-portal/benefit-grants/?page=2&limit=5&type=meter_credit']);
  });

  it('reads all pages with `all`', async () => {
    const grants = ['one', 'two', 'three'].map((name) => wireCreditGrant({ id: name }));
    const { url, paths } = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://test').searchParams.get('page'));
      json(response, { ...wirePage(grants.slice(page - 1, page)), pagination: { total_count: 3, max_page: 3 } });
    });
    const all = await createPolarSource({ server: url, token: sentinel }).creditGrants?.({ all: true, limit: 1 });
    expect(all?.items.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(paths()).toHaveLength(3);
    expect(parseCreditGrantList(wirePage(grants)).issues).toEqual([]);
  });

  it('is missing from sources that have no grants', () => {
    for (const source of [createStateSource(() => ({})), createBetterAuthSource({ baseUrl: 'https://shop.example/api/auth' })]) {
      expect(source.creditGrants).toBeUndefined();
      expect(source.can.grants).toBeUndefined();
    }
  });
});
