// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, type WireSession } from '../../src/testing';
import { asMerchant, clock, origin } from './signIn';

const introspect = `${origin}/v1/customer-portal/customer-session/introspect`;
const user = `${origin}/v1/customer-portal/customer-session/user`;
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('a demo session', () => {
  it('expires after an hour by default', async () => {
    const time = clock();
    const demo = createDemoPolar({ now: time.now });
    const { token, expiresAt } = demo.createSession('ada');
    expect(expiresAt).toEqual(new Date('2026-11-14T14:37:00Z'));
    expect(await (await demo(introspect, bearer(token))).json()).toEqual({ expires_at: '2026-11-14T14:37:00Z', return_url: null });
    time.pass(3599);
    expect((await demo(introspect, bearer(token))).status).toBe(200);
    time.pass(1);
    const expired = await demo(introspect, bearer(token));
    expect([expired.status, await expired.json()]).toMatchObject([401, { error: 'invalid_token' }]);
  });

  it('expires after `sessionTtl` or `ttl` seconds', async () => {
    const time = clock();
    const demo = createDemoPolar({ now: time.now, sessionTtl: 120 });
    expect(demo.createSession('ada').expiresAt).toEqual(new Date('2026-11-14T13:39:00Z'));
    expect(demo.createSession('ada', { ttl: 5 }).expiresAt).toEqual(new Date('2026-11-14T13:37:05Z'));
  });

  it('is rejected after expireSessions(), unlike the next one', async () => {
    const demo = createDemoPolar();
    const { token } = demo.createSession('ada');
    demo.expireSessions();
    expect((await demo(introspect, bearer(token))).status).toBe(401);
    expect((await demo(introspect, bearer(demo.createSession('ada').token))).status).toBe(200);
  });

  it('has a member’s token with `member: true`', async () => {
    const demo = createDemoPolar();
    const member = demo.createSession('ada', { member: true });
    expect(member.token).toMatch(/^polar_mst_/);
    expect(await (await demo(user, bearer(member.token))).json()).toMatchObject({ type: 'member', role: 'owner' });
    const customer = demo.createSession('ada');
    expect(customer.token).toMatch(/^polar_cst_/);
    expect(await (await demo(user, bearer(customer.token))).json()).toMatchObject({ type: 'customer', member_id: null });
  });

  it('can be created over HTTP with either id of the customer', async () => {
    const demo = createDemoPolar();
    const make = async (body: object) => {
      const response = await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body: JSON.stringify(body) });
      return (await response.json()) as WireSession;
    };
    const first = await make({ external_customer_id: 'bo', return_url: 'https://shop.example/' });
    const second = await make({ customer_id: first.customer_id });
    expect(second.customer).toEqual(first.customer);
    expect(first.customer_portal_url).toContain(first.token);
    expect(await (await demo(introspect, bearer(first.token))).json()).toMatchObject({ return_url: 'https://shop.example/' });
    expect(await (await demo(user, bearer(second.token))).json()).toMatchObject({ email: 'bo@example.com' });
  });

  it('throws for an unknown customer and lists the known ones', () => {
    expect(() => createDemoPolar().createSession('zoe')).toThrow(/no customer "zoe".*ada, bo, cy, dee, eve, fay, gil/);
  });
});

describe('a demo', () => {
  it('accepts no organization token but its `accessToken`', async () => {
    const demo = createDemoPolar({ accessToken: 'polar_oat_mine' });
    expect((await asMerchant(demo, '/v1/customers/external/ada/state')).status).toBe(401);
    expect((await demo(`${origin}/v1/customers/external/ada/state`, bearer('polar_oat_mine'))).status).toBe(200);
  });

  it('accepts URLs, strings and Requests like fetch', async () => {
    const demo = createDemoPolar();
    const fetchLike: typeof globalThis.fetch = demo.fetch;
    const init = bearer(demo.createSession('ada').token);
    for (const input of [introspect, new URL(introspect), new Request(introspect)]) {
      expect((await fetchLike(input, init)).status).toBe(200);
    }
    expect((await demo(new Request(introspect, init))).status).toBe(200);
  });

  it('records calls without tokens', async () => {
    const demo = createDemoPolar();
    const { token } = demo.createSession('ada');
    await demo(`${user}?token=${token}`, bearer(token));
    await demo(introspect, { method: 'DELETE' });
    expect(demo.calls).toEqual([
      { method: 'GET', path: '/v1/customer-portal/customer-session/user?token=polar_cst_…', status: 200 },
      { method: 'DELETE', path: '/v1/customer-portal/customer-session/introspect', status: 405 },
    ]);
  });

  it('keeps the last 1,000 calls', async () => {
    const demo = createDemoPolar();
    for (let count = 0; count < 1001; count += 1) await demo(`${origin}/${count}`);
    expect(demo.calls).toHaveLength(1000);
    expect(demo.calls[0]?.path).toBe('/1');
  });

  it('waits for `latency`, and stops waiting when the request aborts', async () => {
    const demo = createDemoPolar({ latency: 20 });
    const before = performance.now();
    await demo(introspect);
    expect(performance.now() - before).toBeGreaterThan(15);

    const slow = createDemoPolar({ latency: 60_000 });
    const page = new AbortController();
    const response = slow(introspect, { signal: page.signal });
    page.abort(new Error('left'));
    await expect(response).rejects.toThrow('left');
    await expect(slow(new Request(introspect, { signal: page.signal }))).rejects.toThrow('left');
    expect(slow.calls).toEqual([]);
  });

  it('gives customers and meters the same ids for every `seed`', async () => {
    const ids = async (seed: number) => {
      const response = await asMerchant(createDemoPolar({ seed, now: clock().now }), '/v1/customers/external/dee/state');
      const { id, active_meters } = (await response.json()) as { id: string; active_meters: { id: string; consumed_units: number }[] };
      return { ids: [id, ...active_meters.map((meter) => meter.id)], used: active_meters.map((meter) => meter.consumed_units) };
    };
    const [one, same, other] = await Promise.all([ids(1), ids(1), ids(2)]);
    expect(same).toEqual(one);
    expect(other.ids).toEqual(one.ids);
    expect(other.used).not.toEqual(one.used);
  });
});
