import { QueryClient } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider, type ThresholdEvent, useThresholds, type UseThresholdsOptions } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import { type Polar, servePolar, settle } from './polar';

beforeEach(() => localStorage.clear());

const fay = (consumed: number, subscriptions: CustomerSeed['subscriptions'] = []): CustomerSeed => ({
  externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: [{ name: 'Seats', consumed, credited: 100 }], subscriptions,
});

function Watch(options: UseThresholdsOptions) {
  useThresholds(options);
  return null;
}

function watch(polar: Polar, options: Partial<UseThresholdsOptions> = {}, scope = 'fay') {
  const events: string[] = [];
  const onThreshold = ({ meter, level, usage }: ThresholdEvent) => void events.push(`${meter.meter.name} ${level} ${usage.consumed}`);
  const queryClient = new QueryClient();
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
  it('calls back once for each level that is reached, although StrictMode runs effects twice', async () => {
    const { events, idle } = watch(await servePolar({ customers: [fay(85)] }), { thresholds: [0.5, 0.8, 1] });
    await idle();
    expect(events.toSorted()).toEqual(['Seats 0.5 85', 'Seats 0.8 85']);
  });

  it('calls back with the next refresh in which a level is reached, and not again', async () => {
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

  it('calls each named use back, and each customer’s', async () => {
    const polar = await servePolar({ customers: [fay(85)] });
    const uses = [watch(polar, { name: 'toast' }), watch(polar, { name: 'banner' }), watch(polar, { name: 'toast' }, 'another')];
    await Promise.all(uses.map(({ idle }) => idle()));
    expect(uses.map(({ events }) => events.length)).toEqual([1, 1, 1]);
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

  it('stores neither the customer nor the meter', async () => {
    const { idle } = watch(await servePolar({ customers: [fay(85)] }));
    await idle();
    expect(localStorage.length).toBeGreaterThan(0);
    expect(JSON.stringify(Object.entries(localStorage))).not.toMatch(/fay|Seats|polar_/);
  });
});
