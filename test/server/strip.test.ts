import { describe, expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { byCookie, emptyList, fakePolar, openShop, requestFrom, someId } from './shop';

describe('a response of the proxy', () => {
  it.each(['ada', 'bo', 'cy', 'dee', 'eve'])('contains no email, token, metadata or organization of %s', async (user) => {
    const shop = await openShop();
    const email = `${user}@`;
    const texts: string[] = [];
    for (const list of ['meters?limit=100', 'subscriptions?limit=100', 'wallets?limit=100']) {
      const text = await (await shop.get(list, user)).text();
      texts.push(text);
      const { items } = JSON.parse(text) as { items: Array<{ id: string }> };
      const [resource] = list.split('?');
      if (items[0] && resource !== 'wallets') texts.push(await (await shop.get(`${resource}/${items[0].id}`, user)).text());
    }
    const all = texts.join('\n');
    expect(all).not.toContain(email);
    // The types of a plan's benefits say whether it grants credits.
    const benefits = /"benefits":\[(\{"type":"\w+"\},?)*\]/g;
    expect(all.replaceAll(benefits, '')).not.toMatch(/polar_|metadata|organization|benefits|medias|avatar|cancellation|checkout|portal_url|description/);
  });

  it('contains no unlisted key on any level, and no object in place of a plain value', async () => {
    const secret = { email: 'ada@example.com', token: 'polar_cst_SENTINEL' };
    const product = { id: 'p', name: 'Pro', ...secret, organization: secret };
    const item = { id: someId, status: 'active', amount: secret, currency: [secret], product, prices: [{ id: 'x', meter: { id: 'm', ...secret }, ...secret }, secret], meters: null };
    const polar = fakePolar(() => Response.json({ items: [item, 'text', null], pagination: { total_count: 3, max_page: 1, ...secret }, ...secret }));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom('/subscriptions'))).json()).toEqual({
      items: [
        { id: someId, status: 'active', product: { id: 'p', name: 'Pro' }, prices: [{ id: 'x', meter: { id: 'm' } }, {}], meters: null },
        null,
        null,
      ],
      pagination: { total_count: 3, max_page: 1 },
    });
  });

  it('contains seats, units, a pending update, the charge preview and prices, with rates as Polar writes them', async () => {
    const prices = [
      { id: 'b', amount_type: 'metered_unit', tax_behavior: 'inclusive', unit_amount: '4.500E-8', cap_amount: null, meter_id: 'm' },
      { id: 't', amount_type: 'metered_tiers', tiers: { type: 'volume', tiers: [{ bound: null, unit_amount: '1E-12' }] }, cap_amount: null, meter_id: 'm' },
      { id: 'u', amount_type: 'unit_based', tax_behavior: null, unit_label: { en: { '=1': 'device', other: 'devices' } } },
    ];
    const item = { id: someId, seats: 8, units: 3, pending_update: { id: 'u', applies_at: '2026-12-01T00:00:00Z', product_id: null, seats: 6, units: null }, prices };
    const preview = { total_amount: 1200, applied_balance_amount: -1200, due_amount: 0, prorations: [] };
    const polar = fakePolar(({ pathname }) => Response.json(pathname.endsWith('charge-preview') ? preview : { items: [item], pagination: { total_count: 1, max_page: 1 } }));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom('/subscriptions'))).json()).toMatchObject({ items: [item] });
    expect(await (await handler(requestFrom(`/subscriptions/${someId}/charge-preview`))).json()).toStrictEqual(preview);
  });

  it('contains only the fields of a credit grant and of an order that the schemas read', async () => {
    const stamp = { created_at: '2026-11-01T00:00:00Z', modified_at: null };
    const grant = {
      id: 'g', ...stamp, customer_id: 'c', member_id: null, granted_at: stamp.created_at, revoked_at: null, is_granted: true, is_revoked: false, subscription_id: 's', order_id: null,
      benefit: { id: 'b', description: '500 render minutes', properties: { meter_id: 'm', units: 500, rollover: true } },
      properties: { last_credited_meter_id: 'm', last_credited_units: 500, last_credited_at: '2026-11-01T00:00:00Z' },
    };
    const order = { id: 'o', ...stamp, status: 'pending', currency: 'usd', total_amount: 1200, applied_balance_amount: 0, due_amount: 1200, subscription_id: 's', next_payment_attempt_at: null, items: [{ id: 'i', label: 'Pro', amount: 1200 }] };
    const secrets = { customer: { email: 'ada@example.com' }, billing_address: { line1: 'SENTINEL' }, billing_name: 'SENTINEL', invoice_number: 'SENTINEL', checkout_id: 'SENTINEL', error: { message: 'SENTINEL' } };
    const polar = fakePolar(({ pathname }) => Response.json({ items: [{ ...(pathname.includes('orders') ? order : grant), ...secrets }], pagination: { total_count: 1, max_page: 1 } }));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom('/benefit-grants?type=meter_credit'))).json()).toStrictEqual({ items: [grant], pagination: { total_count: 1, max_page: 1 } });
    expect(await (await handler(requestFrom(`/orders?subscription_id=${someId}`))).json()).toStrictEqual({ items: [order], pagination: { total_count: 1, max_page: 1 } });
    expect(polar.calls.slice(1).map(({ url }) => `${url.pathname}${url.search}`)).toEqual(['/v1/customer-portal/benefit-grants/?type=meter_credit', `/v1/customer-portal/orders/?subscription_id=${someId}`]);
    expect((await handler(requestFrom('/benefit-grants?type=license_keys'))).status).toBe(422);
  });

  it('contains only text in the labels of units', async () => {
    const label = '{"__proto__":{"other":"evil"},"en":{"other":"devices","=1":{"token":"SENTINEL"},"few":["SENTINEL"]},"de":"SENTINEL"}';
    const polar = fakePolar(() => new Response(`{"items":[{"prices":[{"id":"u","unit_label":${label}}]}]}`));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom('/subscriptions'))).text()).toBe('{"items":[{"prices":[{"id":"u","unit_label":{"en":{"other":"devices"}}}]}]}');
  });

  it('contains neither `__proto__` nor `constructor` of a hostile payload, and null for a number that is too large', async () => {
    const polar = fakePolar(() => new Response('{"__proto__":{"id":"evil"},"constructor":{"name":"evil"},"balance":-0,"consumed_units":1e999}'));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom(`/meters/${someId}`))).text()).toBe('{"balance":0,"consumed_units":null}');
    expect(({} as Record<string, unknown>)['id']).toBeUndefined();
  });
});

describe('a request of the proxy to Polar', () => {
  it('contains known parameters only, repeats only those that are lists, and has no header of the page', async () => {
    const polar = fakePolar(() => Response.json(emptyList));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    const query = `page=1&page=2&limit=5000&query=a%26customer_id=x&meter_id=${someId}&sorting=-balance&sorting=meter_name&external_customer_id=bo&customer_id=${someId}&evil=1&__proto__=1&meter_id[]=x`;
    const headers = { Authorization: 'Bearer SENTINEL', Accept: 'text/html', 'X-Forwarded-Host': 'evil', 'Polar-Version': '1999', 'Content-Type': 'x/y', 'Accept-Language': 'de' };
    await handler(requestFrom(`/meters?${query}`, 'ada', { headers }));
    const { url, init } = polar.calls[1]!;
    expect(url.href).toBe(`https://api.polar.sh/v1/customer-portal/meters/?page=2&limit=100&sorting=-balance&sorting=meter_name&meter_id=${someId}&query=a%26customer_id%3Dx`);
    expect(init.headers).toEqual({ Accept: 'application/json', Authorization: 'Bearer polar_cst_ada_1', 'Polar-Version': '2026-10' });
    expect([init.method, init.body, init.redirect, init.cache]).toEqual([undefined, undefined, 'manual', 'no-store']);
  });

  it.each([
    ['limit=0', 'limit=1'], ['limit=-5', 'limit=1'], ['limit=999999999', 'limit=100'], ['limit=20', 'limit=20'],
    ['page=3', 'page=3'], ['active=True', ''], ['foo=1', ''], ['', ''],
  ])('turns wallets?%s into ?%s', async (given, sent) => {
    const polar = fakePolar(() => Response.json(emptyList));
    await createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch })(requestFrom(`/wallets?${given}`));
    expect(polar.calls[1]?.url.search.slice(1)).toBe(sent);
  });

  it.each([
    ['meters?page=0', 'page'], ['meters?page=1e3', 'page'], ['meters?page=99999999', 'page'], ['meters?limit=ten', 'limit'], ['meters?limit=', 'limit'],
    ['meters?meter_id=SENTINEL', 'meter_id'], ['meters?meter_id=', 'meter_id'], [`meters?${`meter_id=${someId}&`.repeat(101)}`, 'meter_id'],
    [`meters?query=${'x'.repeat(201)}`, 'query'], ['meters?query=%00', 'query'], ['meters?query=a%0D%0Ab', 'query'],
    ['meters?sorting=drop%20table', 'sorting'], [`meters?${'sorting=id&'.repeat(21)}`, 'sorting'],
    ['subscriptions?active=maybe', 'active'], ['subscriptions?product_id=1', 'product_id'],
  ])('is not sent for %s, and the page learns which parameter is wrong', async (path, name) => {
    const polar = fakePolar(() => Response.json(emptyList));
    const response = await createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch })(requestFrom(`/${path}`));
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ error: 'RequestValidationError', detail: [{ loc: ['query', name], msg: expect.stringContaining(`\`${name}\``) as string }] });
    expect(text).not.toContain('SENTINEL');
    expect(polar.calls).toEqual([]);
  });

  it('is not sent for a URL that is too long', async () => {
    const polar = fakePolar(() => Response.json(emptyList));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect((await handler(requestFrom(`/meters?x=${'y'.repeat(9000)}`))).status).toBe(414);
    expect(polar.calls).toEqual([]);
  });
});
