import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { explainAmount } from '../../src/core/explain';
import { parseCustomerState } from '../../src/core/schemas/state';
import { describeUsage } from '../../src/core/usage';
import type { MeterFilters } from '../../src/sources/source';
import { createStateSource } from '../../src/sources/state';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireStateMeter } from '../../src/testing';
import { failureOf } from './server';

const demo = createDemoPolar({ moving: false });

async function stateOf(customer: string): Promise<unknown> {
  const response = await demo(`https://demo.example/v1/customers/external/${customer}/state`, { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
  return response.json();
}

describe('createStateSource()', () => {
  it('reports unreadable meters even if thousands of subscriptions, whose total is then unknown, are unreadable, too', async () => {
    const state = { id: 'a', active_subscriptions: Array.from({ length: 3000 }, () => 0), active_meters: [0, 0, wireStateMeter()], granted_benefits: [] };
    const source = createStateSource(() => state);
    const [meters, subscriptions] = await Promise.all([source.meters(), source.subscriptions()]);
    expect([meters.items.length, meters.issues.length, meters.pagination.totalCount]).toEqual([1, 2, 3]);
    expect([subscriptions.items.length, subscriptions.issues.length, subscriptions.pagination.totalCount]).toEqual([0, 1000, null]);
  });

  it('returns the same numbers from the API’s JSON, an SDK object and a webhook’s copy', async () => {
    const wire = await stateOf('ada');
    const camel = parseCustomerState(wire);
    const { items: expected } = await createStateSource(() => wire).meters();
    for (const state of [wire, camel, JSON.parse(JSON.stringify(camel)) as unknown]) {
      const { items, issues } = await createStateSource(() => state).meters();
      expect({ items, issues }).toEqual({ items: expected, issues: [] });
      expect(items.map((meter) => describeUsage(meter).state).sort()).toEqual(['near', 'over', 'within', 'within', 'within']);
    }
  });

  it('takes names and units of meters from the options, and leaves other names empty', async () => {
    const wire = await stateOf('ada');
    const [first] = (await createStateSource(() => wire).meters()).items;
    expect(first?.meter).toEqual({ id: first?.meterId, name: '', modifiedAt: null });
    const known = { [first?.meterId ?? '']: { name: 'Images', unit: 'custom', customLabel: 'images' } };
    const [named] = (await createStateSource(() => wire, { meters: known }).meters({ query: 'imag' })).items;
    expect(named?.meter).toMatchObject({ name: 'Images', unit: 'custom', customLabel: 'images' });
    const strange = { id: 'c', active_meters: [{ ...wireStateMeter(), meter_id: 'constructor' }], active_subscriptions: [] };
    expect((await createStateSource(() => strange).meters()).items[0]?.meter.name).toBe('');
  });

  it('marks each subscription meter as priced without a claim about the price', async () => {
    const { items } = await createStateSource(async () => stateOf('ada')).subscriptions();
    const [subscription] = items;
    const [pending] = subscription?.meters ?? [];
    expect(subscription?.prices.map(({ kind }) => kind)).toEqual(subscription?.meters.map(() => 'other'));
    expect(explainAmount(pending ?? { consumedUnits: null, creditedUnits: null }, subscription?.prices[0])).toMatchObject({ claim: 'none', reason: 'unknown_price' });
    expect(await createStateSource(async () => stateOf('ada')).subscription(subscription?.id ?? '')).toEqual(subscription);
  });

  it('filters and pages meters and subscriptions, and has no wallets, previews or history', async () => {
    const source = createStateSource(async () => stateOf('dee'));
    const all = await source.meters({ all: true });
    expect(all.items).toHaveLength(250);
    expect((await source.meters({ page: 3 })).items).toHaveLength(50);
    const { meterId = '', id = '' } = all.items[7] ?? {};
    expect((await source.meters({ meterId: [meterId] })).items).toHaveLength(1);
    expect(await source.meter(id)).toEqual(all.items[7]);
    expect((await source.subscriptions()).items).toHaveLength(1);
    expect((await source.subscriptions({ active: false })).items).toEqual([]);
    expect((await source.subscriptions({ page: 2 })).items).toEqual([]);
    expect(source.can).toEqual({ wallets: false, chargePreview: false, history: false });
    await expect(source.wallets()).rejects.toMatchObject({ code: 'not_found' });
    await expect(source.wallets()).rejects.toThrow('This source has no wallets. A customer state has meters and subscriptions only. Check `source.can.wallets` first.');
    expect(await source.chargePreview('x')).toBeNull();
    await expect(source.meter('x')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sorts meters by the names and numbers that it has, as the other sources do, and rejects an unknown sort field', async () => {
    const [one, two, three] = [wireStateMeter({ name: 'one', consumed_units: 5 }), wireStateMeter({ name: 'two', consumed_units: 9 }), wireStateMeter({ name: 'three', consumed_units: 7 })];
    const meters = { [one.meter_id]: { name: 'B' }, [two.meter_id]: { name: 'C' }, [three.meter_id]: { name: 'A' } };
    const source = createStateSource(() => ({ id: 'c', active_meters: [one, two, three], active_subscriptions: [] }), { meters });
    const namesBy = async (filters: MeterFilters) => (await source.meters(filters)).items.map(({ meter }) => meter.name).join('');
    expect([await namesBy({}), await namesBy({ sorting: 'meter_name' }), await namesBy({ sorting: ['-consumed_units'], limit: 2 })]).toEqual(['BCA', 'ABC', 'CA']);
    await expect(source.meters({ sorting: 'name' as never })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('ignores filters that are null', async () => {
    const source = createStateSource(async () => stateOf('ada'));
    const none = { page: null, limit: null, all: null, meterId: null, query: null, sorting: null, active: null, productId: null } as never;
    expect(await source.meters(none)).toEqual(await source.meters());
    expect(await source.subscriptions(none)).toEqual(await source.subscriptions());
    expect((await source.subscriptions(none)).items).toHaveLength(1);
    expect(await source.meters(null as never)).toEqual(await source.meters());
  });

  it('takes names of products and its own key from the options', async () => {
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

  it('identifies a meter of an older server by its meterId', async () => {
    const newer = wireStateMeter();
    expect((await createStateSource(() => ({ id: 'c', active_meters: [newer], active_subscriptions: [] })).meters()).items).toMatchObject([{ id: newer.id, meterId: newer.meter_id }]);
    const { id: _, ...older } = newer;
    const source = createStateSource(() => ({ id: 'c', active_meters: [older], active_subscriptions: [] }), { meters: { [older.meter_id]: { name: 'Images' } } });
    expect((await source.meters()).items).toMatchObject([{ id: older.meter_id, meterId: older.meter_id, meter: { id: older.meter_id, name: 'Images' } }]);
    const [subscription] = (await createStateSource(async () => stateOf('ada')).subscriptions()).items;
    expect(subscription?.prices).toEqual(subscription?.meters.map(({ meterId }) => ({ kind: 'other', id: meterId, amountType: 'unknown', meterId })));
    expect(subscription?.meters.map(({ meter }) => meter.id)).toEqual(subscription?.meters.map(({ meterId }) => meterId));
  });

  it('passes the scope and a signal to getState, and a PortalError of getState on to the caller', async () => {
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
    await expect(failing.history('m', { start: new Date(0), end: new Date(1) })).rejects.toMatchObject({
      code: 'not_found',
      message: 'This source has no history. A customer state has current numbers only. Check `source.can.history` first.',
    });
  });

  it('keeps readable meters and subscriptions beside unreadable ones', async () => {
    const state = { id: 'c', active_meters: [wireStateMeter(), null], active_subscriptions: [{}] };
    const source = createStateSource(() => state);
    expect(await source.meters()).toMatchObject({ items: [{}], issues: [{ path: ['active_meters', 1] }], pagination: { totalCount: 2 } });
    expect(await source.subscriptions()).toMatchObject({ items: [], issues: [{ path: ['active_subscriptions', 0, 'id'] }] });
    const camel = createStateSource(() => ({ id: 'c', activeMeters: [wireStateMeter(), null], activeSubscriptions: [{}] }));
    expect(await camel.meters()).toMatchObject({ items: [{}], issues: [{ path: ['activeMeters', 1] }], pagination: { totalCount: 2 } });
    expect(await camel.subscriptions()).toMatchObject({ items: [], issues: [{ path: ['activeSubscriptions', 0, 'id'] }] });
  });

  it.each([null, 'text', {}, { amount: 'much' }, { consumed_units: undefined }])('marks a subscription as incomplete if one of its meters is %o, and no other subscription', async (broken) => {
    const [whole] = ((await stateOf('ada')) as { active_subscriptions: { meters: object[] }[] }).active_subscriptions;
    const [first, ...others] = whole!.meters;
    const meter = typeof broken === 'object' && broken !== null && Object.keys(broken).length > 0 ? { ...first, ...broken } : broken;
    const state = { id: 'c', active_meters: [], active_subscriptions: [{ ...whole, meters: [meter, ...others] }, { ...whole, id: 'other' }] };
    const source = createStateSource(() => state);
    const { items, issues, pagination } = await source.subscriptions();
    expect(items.map(({ incomplete, meters }) => [incomplete, meters.length])).toEqual([[true, others.length], [undefined, others.length + 1]]);
    expect(issues.map(({ path }) => path.slice(0, 4))).toEqual([['active_subscriptions', 0, 'meters', 0]]);
    expect(pagination.totalCount).toBe(2);
    // A host may store what it has parsed.
    const stored = JSON.parse(JSON.stringify(parseCustomerState(state))) as unknown;
    expect((await createStateSource(() => stored).subscriptions()).items.map(({ incomplete }) => incomplete)).toEqual([true, undefined]);
  });

  it('lists a meter or subscription that is there twice once, with the newer numbers', async () => {
    const state = (await stateOf('ada')) as { active_meters: object[]; active_subscriptions: object[] };
    const [meter, subscription] = [state.active_meters[0]!, state.active_subscriptions[0]!];
    const newer = { ...meter, consumed_units: 77, modified_at: '2026-11-30T00:00:00Z' };
    const source = createStateSource(() => ({ ...state, active_meters: [...state.active_meters, newer], active_subscriptions: [subscription, subscription] }));
    const { items, pagination } = await source.meters();
    expect([items.length, items[0]?.consumedUnits, pagination.totalCount]).toEqual([state.active_meters.length, 77, state.active_meters.length]);
    expect(await source.meter(items[0]?.id ?? '')).toMatchObject({ consumedUnits: 77 });
    expect(await source.subscriptions()).toMatchObject({ items: [{}], pagination: { totalCount: 1 } });
  });

  it.each([0, -1, NaN, Infinity, 2 ** 31])('rejects a timeout of %d', (timeout) => {
    expect(() => createStateSource(() => ({}), { timeout })).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });

  it('rejects without the host’s own error message when getState fails, returns nothing or hangs', async () => {
    const failing = createStateSource(() => {
      throw new Error('postgres://user:secret@db');
    });
    await expect(failing.meters()).rejects.toMatchObject({ code: 'unreachable', retryable: true, message: 'The customer state is unavailable. `getState` failed. Check it, then try again.' });
    await expect(createStateSource(() => undefined).meters()).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(createStateSource(() => new Promise(() => {}), { timeout: 20 }).meters()).rejects.toMatchObject({ code: 'timeout' });
    const reason = new Error('gone');
    await expect(createStateSource(() => ({})).meters({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
