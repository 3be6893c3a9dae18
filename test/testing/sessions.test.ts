// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, type WireSession } from '../../src/testing';
import { asMerchant, clock, origin } from './visit';

const introspect = `${origin}/v1/customer-portal/customer-session/introspect`;
const user = `${origin}/v1/customer-portal/customer-session/user`;
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('a session', () => {
  it('lasts an hour, as Polar’s do', async () => {
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

  it('lasts as long as it was told to', async () => {
    const time = clock();
    const demo = createDemoPolar({ now: time.now, sessionTtl: 120 });
    expect(demo.createSession('ada').expiresAt).toEqual(new Date('2026-11-14T13:39:00Z'));
    expect(demo.createSession('ada', { ttl: 5 }).expiresAt).toEqual(new Date('2026-11-14T13:37:05Z'));
  });

  it('ends at once when all are expired; the next one works', async () => {
    const demo = createDemoPolar();
    const { token } = demo.createSession('ada');
    demo.expireSessions();
    expect((await demo(introspect, bearer(token))).status).toBe(401);
    expect((await demo(introspect, bearer(demo.createSession('ada').token))).status).toBe(200);
  });

  it('may belong to a member of the customer', async () => {
    const demo = createDemoPolar();
    const member = demo.createSession('ada', { member: true });
    expect(member.token).toMatch(/^polar_mst_/);
    expect(await (await demo(user, bearer(member.token))).json()).toMatchObject({ type: 'member', role: 'owner' });
    const customer = demo.createSession('ada');
    expect(customer.token).toMatch(/^polar_cst_/);
    expect(await (await demo(user, bearer(customer.token))).json()).toMatchObject({ type: 'customer', member_id: null });
  });

  it('can be made over HTTP, by either id of the customer', async () => {
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

  it('cannot be made for a customer that the demo does not have', () => {
    expect(() => createDemoPolar().createSession('zoe')).toThrow(/no customer "zoe".*ada, bo, cy, dee, eve, fay, gil/);
  });

  it('needs the organization’s own token', async () => {
    const demo = createDemoPolar({ accessToken: 'polar_oat_mine' });
    expect((await asMerchant(demo, '/v1/customers/external/ada/state')).status).toBe(401);
    expect((await demo(`${origin}/v1/customers/external/ada/state`, bearer('polar_oat_mine'))).status).toBe(200);
  });
});

describe('a demo', () => {
  it('is a fetch, for URLs, strings and Requests', async () => {
    const demo = createDemoPolar();
    const fetchLike: typeof globalThis.fetch = demo.fetch;
    const init = bearer(demo.createSession('ada').token);
    for (const input of [introspect, new URL(introspect), new Request(introspect)]) {
      expect((await fetchLike(input, init)).status).toBe(200);
    }
    expect((await demo(new Request(introspect, init))).status).toBe(200);
  });

  it('remembers what was asked, but no token', async () => {
    const demo = createDemoPolar();
    const { token } = demo.createSession('ada');
    await demo(`${user}?token=${token}`, bearer(token));
    await demo(introspect, { method: 'DELETE' });
    expect(demo.calls).toEqual([
      { method: 'GET', path: '/v1/customer-portal/customer-session/user?token=polar_cst_…', status: 200 },
      { method: 'DELETE', path: '/v1/customer-portal/customer-session/introspect', status: 405 },
    ]);
  });

  it('keeps the last thousand calls', async () => {
    const demo = createDemoPolar();
    for (let count = 0; count < 1001; count += 1) await demo(`${origin}/${count}`);
    expect(demo.calls).toHaveLength(1000);
    expect(demo.calls[0]?.path).toBe('/1');
  });

  it('takes its time when told to, and stops when nobody waits', async () => {
    const demo = createDemoPolar({ latency: 20 });
    const before = performance.now();
    await demo(introspect);
    expect(performance.now() - before).toBeGreaterThan(15);

    const slow = createDemoPolar({ latency: 60_000 });
    const leaving = new AbortController();
    const answer = slow(introspect, { signal: leaving.signal });
    leaving.abort(new Error('left'));
    await expect(answer).rejects.toThrow('left');
    await expect(slow(new Request(introspect, { signal: leaving.signal }))).rejects.toThrow('left');
    expect(slow.calls).toEqual([]);
  });

  it('gives every customer, meter and plan the same id in every demo', async () => {
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
