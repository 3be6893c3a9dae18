import { QueryClient } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider, type ThresholdEvent, useThresholds, type UseThresholdsOptions } from '../../src';
import { type CustomerSeed, wireMeter } from '../../src/testing';
import { marks } from '../../src/react/marks';
import { gate, type Polar, servePolar, settle } from './polar';

beforeEach(() => localStorage.clear());

const fay = (consumed: number, subscriptions: CustomerSeed['subscriptions'] = []): CustomerSeed => ({
  externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: [{ name: 'Seats', consumed, credited: 100 }], subscriptions,
});

function Watch(options: UseThresholdsOptions) {
  useThresholds(options);
  return null;
}

const plan = { plan: 'Pro', amount: 0, currency: 'usd', grants: ['Seats'] };

/** Changes fields of all items of the lists that the demo serves. */
function overwrite(polar: Polar, fields: Record<'subscriptions' | 'meters', object>) {
  return async (request: Request) => {
    const [, list] = /customer-portal\/(subscriptions|meters)\//.exec(request.url) ?? [];
    if (list !== 'subscriptions' && list !== 'meters') return undefined;
    const page = (await (await polar.demo(request)).json()) as { items: object[] };
    return Response.json({ ...page, items: page.items.map((item) => ({ ...item, ...fields[list] })) });
  };
}

function credited(polar: Polar, units: number) {
  return overwrite(polar, { subscriptions: {}, meters: { credited_units: units, balance: units - 85 } });
}

function watch(polar: Polar, options: Partial<UseThresholdsOptions> = {}, scope = 'fay', queryClient = new QueryClient()) {
  const events: string[] = [];
  const onThreshold = ({ meter, level, usage }: ThresholdEvent) => void events.push(`${meter.meter.name} ${level} ${usage.consumed}`);
  const page = render(
    <StrictMode>
      <PortalProvider source={polar.source('fay')} scope={scope} refreshEvery={0} queryClient={queryClient}>
        <Watch onThreshold={onThreshold} {...options} />
      </PortalProvider>
    </StrictMode>,
  );
  const idle = async () => {
    await waitFor(() => expect(queryClient.getQueryCache().getAll().some((query) => query.state.data)).toBe(true));
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    await settle(120);
  };
  return { events, queryClient, idle, ...page };
}

describe('useThresholds()', () => {
  it('makes no call about a customer who has left while it waits for its turn, and makes it when the customer is back', async () => {
    // Another tab seems to take one turn after the other.
    let turns = 0;
    const text = vi.spyOn(marks, 'text').mockImplementation(() => `turn ${(turns += 1)}`);
    const polar = await servePolar({ customers: [fay(85), { ...fay(0), externalId: 'gil', email: 'gil@example.com' }] });
    const [queryClient, source] = [new QueryClient(), polar.source('fay', { getToken: ({ scope }) => polar.demo.createSession(scope as string) })];
    const events: string[] = [];
    const page = (scope: string) => (
      <PortalProvider source={source} scope={scope} refreshEvery={0} queryClient={queryClient}>
        <Watch onThreshold={({ level }) => void events.push(`${scope} ${level}`)} />
      </PortalProvider>
    );
    const { rerender } = render(page('fay'));
    await waitFor(() => expect(text).toHaveBeenCalled());
    rerender(page('gil'));
    text.mockRestore();
    await settle(400);
    expect(events).toEqual([]);
    rerender(page('fay'));
    await waitFor(() => expect(events).toEqual(['fay 0.8']));
  });

  it('takes null as the default levels', async () => {
    const { events, idle } = watch(await servePolar({ customers: [fay(85)] }), { thresholds: null, name: null, budget: null } as never);
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
  });

  it('calls back once for each level that is reached, although StrictMode runs effects twice', async () => {
    const { events, idle } = watch(await servePolar({ customers: [fay(85)] }), { thresholds: [0.5, 0.8, 1] });
    await idle();
    expect(events.toSorted()).toEqual(['Seats 0.5 85', 'Seats 0.8 85']);
  });

  it('calls back when a level is reached, and not again with the next refresh', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const { events, idle, queryClient } = watch(polar);
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
    await queryClient.refetchQueries();
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
  });

  it('calls back in one of two tabs, and not after a reload', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const tabs = [watch(polar), watch(polar)];
    await Promise.all(tabs.map(({ idle }) => idle()));
    expect(tabs.flatMap(({ events }) => events)).toEqual(['Seats 0.8 85']);
    const reloaded = watch(polar);
    await reloaded.idle();
    expect(reloaded.events).toEqual([]);
  });

  it('calls back once for each named use and each customer', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const uses = [watch(polar, { name: 'toast' }), watch(polar, { name: 'banner' }), watch(polar, { name: 'toast' }, 'another')];
    await Promise.all(uses.map(({ idle }) => idle()));
    expect(uses.map(({ events }) => events.length)).toEqual([1, 1, 1]);
  });

  it('measures by budgets, once for each budget, whatever the credits are', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const { meter_id: seats } = wireMeter({ name: 'Seats' });
    const seen: ThresholdEvent[] = [];
    const reached = async (budget: Record<string, number>) => {
      seen.length = 0;
      const { idle, unmount } = watch(polar, { budget, onThreshold: (event) => void seen.push(event) });
      await idle();
      unmount();
      return seen.map(({ level, budget: units }) => [level, units]);
    };
    expect(await reached({ [seats]: 200 })).toEqual([]);
    expect(await reached({ [seats]: 100 })).toEqual([[0.8, 100]]);
    expect(await reached({ [seats]: 100 })).toEqual([]);
    expect(await reached({ [seats]: 80 })).toEqual([[0.8, 80], [1, 80]]);
    expect(await reached({ [seats]: 80 })).toEqual([]);
    for (const budget of [{}, { [seats]: 0 }, { [seats]: -5 }, { [seats]: Number.NaN }, { other: 1 }]) expect(await reached(budget)).toEqual([]);
  });

  it('tells levels of credits from those of budgets', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const { meter_id: seats } = wireMeter({ name: 'Seats' });
    const uses = [watch(polar), watch(polar, { budget: { [seats]: 80 } })];
    await Promise.all(uses.map(({ idle }) => idle()));
    expect(uses.map(({ events }) => events.toSorted())).toEqual([['Seats 0.8 85'], ['Seats 0.8 85', 'Seats 1 85']]);
  });

  it('makes no call for a budget of a meter whose usage is unknown', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const { meter_id: seats } = wireMeter({ name: 'Seats' });
    polar.respond = async (request) => {
      if (!request.url.includes('/meters/')) return undefined;
      const page = (await (await polar.demo(request)).json()) as { items: object[] };
      return Response.json({ ...page, items: page.items.map((item) => ({ ...item, consumed_units: null, balance: null })) });
    };
    const { events, idle } = watch(polar, { budget: { [seats]: 80 } });
    await idle();
    expect(events).toEqual([]);
  });

  it('waits while subscriptions are unknown', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    polar.respond = (request) => (request.url.includes('subscriptions') ? new Response('', { status: 403 }) : undefined);
    const { events, idle, queryClient } = watch(polar);
    await idle();
    expect(events).toEqual([]);
    polar.respond = undefined;
    await queryClient.refetchQueries();
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
  });

  it('works in memory where storage is blocked', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Blocked.', 'SecurityError');
    });
    const { events, idle, queryClient } = watch(await servePolar({ customers: [{ ...fay(85), externalId: 'fay' }] }), { name: 'memory' });
    await idle();
    await queryClient.refetchQueries();
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
    expect(localStorage).toHaveLength(0);
  });

  it.each<[string, () => void]>([
    [
      'throws',
      () => {
        throw new Error('Mine.');
      },
    ],
    ['rejects with', async () => Promise.reject(new Error('Mine.'))],
  ])('reports what a callback %s, and continues with the next level', async (_, callback) => {
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    const onThreshold = vi.fn(callback);
    const { idle } = watch(await servePolar({ customers: [fay(100)] }), { onThreshold });
    await idle();
    expect(onThreshold).toHaveBeenCalledTimes(2);
    expect(reportError).toHaveBeenCalledTimes(2);
  });

  it('makes no second call in a tab that still shows the numbers from before a purchase', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const old = watch(polar);
    await old.idle();
    expect(old.events).toEqual(['Seats 0.8 85']);
    polar.respond = credited(polar, 1000);
    const current = watch(polar);
    await current.idle();
    // The component mounts again, with the data that its page has.
    old.unmount();
    const again = watch(polar, {}, 'fay', old.queryClient);
    await again.idle();
    expect([...current.events, ...again.events]).toEqual([]);
    polar.respond = undefined;
    await current.queryClient.refetchQueries();
    await current.idle();
    expect(current.events).toEqual(['Seats 0.8 85']);
  });

  it('waits at the start of a period until the meter is reset', async () => {
    const start = '2026-11-14T13:00:00Z';
    const polar = await servePolar({ customers: [fay(85, [plan])] });
    const serve = (meter: object) => overwrite(polar, { subscriptions: { current_period_start: start }, meters: meter });
    polar.respond = serve({ modified_at: '2026-11-14T12:59:00Z' });
    const { events, idle, queryClient } = watch(polar);
    await idle();
    expect(events).toEqual([]);
    polar.respond = serve({ modified_at: '2026-11-14T13:10:00Z', consumed_units: 90, balance: 10 });
    await queryClient.refetchQueries();
    await idle();
    expect(events).toEqual(['Seats 0.8 90']);
  });

  it('waits for credit grants, which say when the period has started', async () => {
    const polar = await servePolar({ customers: [fay(85, [plan])] });
    const serve = overwrite(polar, { subscriptions: { current_period_start: '2026-11-14T13:00:00Z' }, meters: { modified_at: '2026-11-14T12:59:00Z' } });
    const { wait, open } = gate();
    polar.respond = async (request) => (request.url.includes('/benefit-grants/') ? wait() : serve(request));
    const { events, idle, queryClient } = watch(polar);
    await waitFor(() => expect(queryClient.isFetching()).toBe(1));
    // Other widgets wait only a moment.
    await settle(600);
    open();
    await idle();
    expect(events).toEqual([]);
  });

  it('waits for the numbers of a new period in a tab that has slept since the last one', async () => {
    const polar = await servePolar({ customers: [fay(85, [plan])] });
    const { events, idle, queryClient } = watch(polar);
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
    vi.setSystemTime('2026-12-10T12:00:00Z');
    const serve = overwrite(polar, {
      subscriptions: { current_period_start: '2026-12-01T00:00:00Z', current_period_end: '2027-01-01T00:00:00Z' },
      meters: { modified_at: '2026-12-10T11:00:00Z', consumed_units: 2, balance: 98 },
    });
    // The request for meters takes longer than the one for subscriptions.
    const { wait, open } = gate();
    polar.respond = async (request) => (request.url.includes('/meters/') ? (await wait()) ?? serve(request) : serve(request));
    const refetched = queryClient.refetchQueries();
    await settle(250);
    expect(queryClient.isFetching()).toBe(1);
    open();
    await refetched;
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
  });

  it('calls back again in the period that an upgrade has started, after Polar has reset the meter', async () => {
    const polar = await servePolar({ customers: [fay(85, [plan])] });
    const { events, idle, queryClient } = watch(polar);
    await idle();
    expect(events).toEqual(['Seats 0.8 85']);
    const upgraded = { current_period_start: '2026-11-14T10:00:00Z', current_period_end: '2026-12-14T10:00:00Z' };
    for (const used of [2, 81]) {
      polar.respond = overwrite(polar, { subscriptions: upgraded, meters: { modified_at: '2026-11-14T13:00:00Z', consumed_units: used, balance: 100 - used } });
      await queryClient.refetchQueries();
      await idle();
    }
    expect(events).toEqual(['Seats 0.8 85', 'Seats 0.8 81']);
  });

  it('stores neither the customer nor the meter', async () => {
    const { idle } = watch(await servePolar({ customers: [fay(85)] }));
    await idle();
    expect(localStorage.length).toBeGreaterThan(0);
    const stored = JSON.stringify(Object.entries(localStorage));
    expect(stored).not.toMatch(/fay|Seats|polar_/);
    expect(stored).not.toContain(wireMeter({ name: 'Seats' }).meter_id);
  });
});
