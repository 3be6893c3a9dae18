import { describe, expect, it } from 'vitest';
import { describeUsage, explainAmount, parseCustomerState, PortalError } from '../../src/core';
import { createStateSource } from '../../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireStateMeter } from '../../src/testing';
import { failureOf } from './server';

const demo = createDemoPolar({ moving: false });

async function stateOf(customer: string): Promise<unknown> {
  const response = await demo(`https://demo.example/v1/customers/external/${customer}/state`, { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
  return response.json();
}

describe('a source over a customer state', () => {
  it('gives the same numbers as the portal, from the API, the SDK or a webhook copy', async () => {
    const wire = await stateOf('ada');
    const camel = parseCustomerState(wire);
    for (const state of [wire, camel, JSON.parse(JSON.stringify(camel)) as unknown]) {
      const { items, issues } = await createStateSource(() => state).meters();
      expect(issues).toEqual([]);
      expect(items.map((meter) => describeUsage(meter).state).sort()).toEqual(['near', 'over', 'within', 'within', 'within']);
    }
  });

  it('takes names and units from the host, and invents none', async () => {
    const wire = await stateOf('ada');
    const [first] = (await createStateSource(() => wire).meters()).items;
    expect(first?.meter).toEqual({ id: first?.meterId, name: '', modifiedAt: null });
    const known = { [first?.meterId ?? '']: { name: 'Images', unit: 'custom', customLabel: 'images' } };
    const [named] = (await createStateSource(() => wire, { meters: known }).meters({ query: 'imag' })).items;
    expect(named?.meter).toMatchObject({ name: 'Images', unit: 'custom', customLabel: 'images' });
    const strange = { id: 'c', active_meters: [{ ...wireStateMeter(), meter_id: 'constructor' }], active_subscriptions: [] };
    expect((await createStateSource(() => strange).meters()).items[0]?.meter.name).toBe('');
  });

  it('knows that a subscription meter has a price, and claims nothing of it', async () => {
    const { items } = await createStateSource(async () => stateOf('ada')).subscriptions();
    const [subscription] = items;
    const [pending] = subscription?.meters ?? [];
    expect(subscription?.prices.map(({ kind }) => kind)).toEqual(subscription?.meters.map(() => 'other'));
    expect(explainAmount(pending ?? { consumedUnits: null, creditedUnits: null }, subscription?.prices[0])).toMatchObject({ claim: 'none', reason: 'unknown_price' });
    expect(await createStateSource(async () => stateOf('ada')).subscription(subscription?.id ?? '')).toEqual(subscription);
  });

  it('filters and pages what it has, and says what it has not', async () => {
    const source = createStateSource(async () => stateOf('dee'));
    const all = await source.meters({ all: true });
    expect(all.items).toHaveLength(250);
    expect((await source.meters({ page: 3 })).items).toHaveLength(50);
    const { meterId = '', id = '' } = all.items[7] ?? {};
    expect((await source.meters({ meterId: [meterId] })).items).toHaveLength(1);
    expect(await source.meter(id)).toEqual(all.items[7]);
    expect((await source.subscriptions({ active: false })).items).toEqual([]);
    expect(source.can).toEqual({ wallets: false, chargePreview: false, history: false });
    await expect(source.wallets()).rejects.toMatchObject({ code: 'not_found' });
    expect(await source.chargePreview('x')).toBeNull();
    await expect(source.meter('x')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes names of products from the host, and its own name', async () => {
    const wire = await stateOf('ada');
    const [first] = (await createStateSource(() => wire).subscriptions()).items;
    expect(first?.product).toEqual({ id: first?.productId, name: '' });
    const products = { [first?.productId ?? '']: { name: 'Lumen Pro' } };
    expect((await createStateSource(() => wire, { products }).subscriptions({ query: 'lumen' })).items).toHaveLength(1);
    expect((await createStateSource(() => wire, { products }).subscriptions({ query: 'basic' })).items).toHaveLength(0);
    const camel = parseCustomerState(wire);
    const strange = { ...camel, activeSubscriptions: camel.activeSubscriptions.map((one) => ({ ...one, productId: 'constructor' })) };
    expect((await createStateSource(() => strange).subscriptions()).items[0]?.product.name).toBe('');
    expect([createStateSource(() => wire).key, createStateSource(() => wire, { key: 'shop' }).key]).toEqual(['state', 'shop']);
  });

  it('has an id for a meter of an older server, and its names and prices by the meter', async () => {
    const newer = wireStateMeter();
    expect((await createStateSource(() => ({ id: 'c', active_meters: [newer], active_subscriptions: [] })).meters()).items).toMatchObject([{ id: newer.id, meterId: newer.meter_id }]);
    const { id: _, ...older } = newer;
    const source = createStateSource(() => ({ id: 'c', active_meters: [older], active_subscriptions: [] }), { meters: { [older.meter_id]: { name: 'Images' } } });
    expect((await source.meters()).items).toMatchObject([{ id: older.meter_id, meterId: older.meter_id, meter: { id: older.meter_id, name: 'Images' } }]);
    const [subscription] = (await createStateSource(async () => stateOf('ada')).subscriptions()).items;
    expect(subscription?.prices).toEqual(subscription?.meters.map(({ meterId }) => ({ kind: 'other', id: meterId, amountType: 'unknown', meterId })));
    expect(subscription?.meters.map(({ meter }) => meter.id)).toEqual(subscription?.meters.map(({ meterId }) => meterId));
  });

  it('tells the host why it asks, when to stop, and passes an error of ours on', async () => {
    const controller = new AbortController();
    const contexts: unknown[] = [];
    const failing = createStateSource((context) => {
      contexts.push(context);
      throw new PortalError('forbidden', 'No. No. No.');
    });
    await expect(failing.meters({}, { scope: 'ada', signal: controller.signal })).rejects.toMatchObject({ code: 'forbidden' });
    expect(contexts).toEqual([{ scope: 'ada', signal: expect.any(AbortSignal) as AbortSignal }]);
    expect((contexts[0] as { signal: AbortSignal }).signal).not.toBe(controller.signal);
    const hanging = createStateSource(() => new Promise(() => {}));
    const hung = failureOf(hanging.meters({}, { signal: controller.signal }));
    controller.abort('unmounted');
    expect(await hung).toBe('unmounted');
    await expect(failing.history('m', { start: new Date(0), end: new Date(1) })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps the readable siblings of what is not', async () => {
    const state = { id: 'c', active_meters: [wireStateMeter(), null], active_subscriptions: [{}] };
    const source = createStateSource(() => state);
    expect(await source.meters()).toMatchObject({ items: [{}], issues: [{ path: ['active_meters', 1] }], pagination: { totalCount: 2 } });
    expect(await source.subscriptions()).toMatchObject({ items: [], issues: [{ path: ['active_subscriptions', 0, 'id'] }] });
  });

  it('fails clearly when there is no state, and never with the words of the host', async () => {
    const failing = createStateSource(() => {
      throw new Error('postgres://user:secret@db');
    });
    await expect(failing.meters()).rejects.toMatchObject({ code: 'unreachable', retryable: true, message: expect.not.stringContaining('secret') as string });
    await expect(createStateSource(() => undefined).meters()).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(createStateSource(() => new Promise(() => {}), { timeout: 20 }).meters()).rejects.toMatchObject({ code: 'timeout' });
    const reason = new Error('gone');
    await expect(createStateSource(() => ({})).meters({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
