import { describe, expect, it } from 'vitest';
import { describeUsage, explainAmount, parseCustomerState } from '../../src/core';
import { createStateSource } from '../../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireStateMeter } from '../../src/testing';

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
    expect(subscription?.prices.map(({ amountType }) => amountType)).toEqual(subscription?.meters.map(() => 'unknown'));
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
