import { QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useUsage, type UseUsageOptions } from '../../src';
import { wireMeter } from '../../src/testing';
import { gate, isMeters, mockTime, noon, pass, type Polar, servePolar, tampered, within } from './polar';

const december = new Date('2026-12-01T00:00:00Z');
const { meter_id: meterId } = wireMeter({ name: 'Projects created' });
const refuse = () => new Response('', { status: 403 });

async function openUsage(polar: Polar, customer = 'ada', options?: UseUsageOptions) {
  const queryClient = new QueryClient();
  const wrapper = within({ source: polar.source(customer), scope: customer, refreshEvery: 0, queryClient });
  const view = renderHook(() => useUsage(options), { wrapper });
  return { ...view, queryClient, done: () => waitFor(() => expect(view.result.current.status).not.toBe('loading')) };
}

describe('useUsage()', () => {
  it('gives the meters that Usage shows, with everything that it shows about them', async () => {
    const { result, done } = await openUsage(await servePolar());
    expect(result.current).toMatchObject({ status: 'loading', meters: [], alerts: [], error: null, asOf: null, isStale: false, issues: [] });
    await done();
    expect(result.current).toMatchObject({ status: 'ready', total: 5, error: null, isStale: false, issues: [] });
    expect(result.current.meters.map(({ meter, usage, due, renewsAt, rollsOver }) => [meter.meter.name, usage.kind, usage.tone, due?.amount, renewsAt, rollsOver])).toEqual([
      ['Image credits', 'prepaid', 'warning', undefined, december, true],
      ['AI tokens', 'included', 'neutral', 412, december, undefined],
      ['Emails sent', 'included', 'neutral', 0, december, undefined],
      ['API requests', 'payAsYouGo', 'neutral', 1929, undefined, undefined],
      ['Projects created', 'counter', 'neutral', undefined, undefined, undefined],
    ]);
    expect(result.current.alerts.map(({ meter, usage }) => [meter.meter.name, usage.state])).toEqual([['Image credits', 'near']]);
    expect(Math.abs(Number(result.current.asOf) - Number(noon))).toBeLessThan(60_000);
    expect(Math.abs(Number(result.current.datesAsOf) - Number(noon))).toBeLessThan(60_000);
  });

  it('passes on what the host knows: filters, units, and what happens when credits run out', async () => {
    const polar = await servePolar();
    const { result, done } = await openUsage(polar, 'ada', { filters: { query: 'to' }, whenSpent: 'blocked' });
    await done();
    expect(result.current.meters.map(({ meter, usage }) => [meter.meter.name, usage.tone])).toEqual([['AI tokens', 'critical']]);
    expect(result.current.alerts.map(({ usage }) => usage.state)).toEqual(['over']);
    const other = await openUsage(polar, 'ada', { units: { [meterId]: 'projects' } });
    await other.done();
    expect(other.result.current.meters.map(({ meter, unit }) => [meter.meter.name, unit])).toContainEqual(['Projects created', 'projects']);
  });

  it('makes no estimate from the numbers of the last period while those of the new one load', async () => {
    const polar = await servePolar();
    const { result, done, queryClient } = await openUsage(polar);
    await done();
    expect(result.current.period?.day).toBe(14);
    expect(result.current.alerts[0]?.spentAt).toBeInstanceOf(Date);
    vi.setSystemTime('2026-12-10T12:00:00Z');
    const { wait, open } = gate();
    const renewed = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, current_period_start: '2026-12-01T00:00:00Z', current_period_end: '2027-01-01T00:00:00Z' })));
    polar.respond = (request) => (isMeters(request.url) ? wait() : renewed(request));
    const refetched = queryClient.refetchQueries();
    await waitFor(() => expect(result.current.meters[0]?.renewsAt).toEqual(new Date('2027-01-01T00:00:00Z')));
    expect(result.current.alerts.map(({ meter, spentAt }) => [meter.meter.name, spentAt])).toEqual([['Image credits', null]]);
    expect([result.current.period, Math.abs(Number(result.current.asOf) - Number(noon)) < 60_000]).toEqual([null, true]);
    open();
    await refetched;
    await waitFor(() => expect(result.current.period?.day).toBe(10));
  });

  it('keeps the error until a retry has succeeded', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (isMeters(request.url) ? refuse() : undefined);
    const { result, done } = await openUsage(polar);
    await done();
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'forbidden' }, meters: [], asOf: null, isFetching: false });
    const hold = gate();
    polar.respond = hold.wait;
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.isFetching).toBe(true));
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'forbidden' } });
    hold.open();
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', error: null }));
  });

  it('replaces an error of a host’s source, which may contain secrets', async () => {
    const polar = await servePolar();
    const source = { ...polar.source('ada'), meters: () => Promise.reject(new Error('SENTINEL')) };
    const { result } = renderHook(() => useUsage(), { wrapper: within({ source, scope: 'ada', refreshEvery: 0 }) });
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'unexpected_failure' }));
    expect(result.current.error?.message).not.toContain('SENTINEL');
    expect(result.current.status).toBe('error');
  });

  it('waits for subscriptions, so that no meter changes its meaning a moment later', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = (request) => (isMeters(request.url) ? undefined : hold.wait());
    const { result, queryClient } = await openUsage(polar);
    await waitFor(() => expect(queryClient.getQueryCache().getAll().some(({ state }) => state.data !== undefined)).toBe(true));
    expect(result.current).toMatchObject({ status: 'loading', meters: [] });
    hold.open();
    await waitFor(() => expect(result.current.meters).toHaveLength(5));
  });

  it('gives the meters without a claim about billing when subscriptions fail', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (isMeters(request.url) ? undefined : refuse());
    const { result, done } = await openUsage(polar);
    await done();
    expect(result.current).toMatchObject({ status: 'ready', isStale: false, error: null });
    expect(result.current.meters.every(({ terms, due, renewsAt }) => terms === undefined && due === undefined && renewsAt === undefined)).toBe(true);
  });

  it.each([
    ['meters and subscriptions', () => true],
    ['meters', isMeters],
    ['subscriptions', (url: string) => !isMeters(url)],
  ])('is stale, with the time of the older data, while %s cannot be refreshed', async (_, fails) => {
    mockTime();
    const polar = await servePolar();
    const { result, done, queryClient } = await openUsage(polar);
    await done();
    const loadedAt = Number(result.current.asOf);
    await pass(600, 60);
    polar.respond = (request) => (fails(request.url) ? refuse() : undefined);
    await queryClient.refetchQueries();
    await waitFor(() => expect(result.current.isStale).toBe(true));
    expect(result.current).toMatchObject({ status: 'ready', error: { code: 'forbidden' } });
    // Meters and subscriptions arrive within the same minute, but not in the same millisecond.
    expect(Math.abs(Number(result.current.asOf) - loadedAt)).toBeLessThan(60_000);
    expect(result.current.meters).toHaveLength(5);
    polar.respond = undefined;
    act(() => result.current.retry());
    await waitFor(() => expect(result.current).toMatchObject({ isStale: false, error: null }));
  });

  it('is stale when meters cannot be refreshed that are newer than the subscriptions, and as old as these', async () => {
    mockTime();
    const polar = await servePolar();
    const { result, done, queryClient } = await openUsage(polar);
    await done();
    const loadedAt = Number(result.current.asOf);
    const refreshMeters = () => queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('meters') && queryKey.includes('list') });
    await pass(600, 60);
    await refreshMeters();
    polar.respond = (request) => (isMeters(request.url) ? refuse() : undefined);
    await refreshMeters();
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', isStale: true, error: { code: 'forbidden' } }));
    expect(Math.abs(Number(result.current.asOf) - loadedAt)).toBeLessThan(60_000);
  });

  it('says which parts could not be read, and does not count them as meters of another page', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest]);
    const { result, done } = await openUsage(polar);
    await done();
    expect(result.current).toMatchObject({ status: 'ready', total: 4, issues: [{ code: 'invalid_data' }] });
  });

  it('is ready, not empty, when no meter could be read', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', (items) => items.map((item) => ({ ...item, meter: null })));
    const { result, done } = await openUsage(polar);
    await done();
    expect([result.current.status, result.current.meters, result.current.issues.length]).toEqual(['ready', [], 5]);
  });

  it('is empty for a customer without meters', async () => {
    const { result, done } = await openUsage(await servePolar(), 'cy');
    await done();
    expect(result.current).toMatchObject({ status: 'empty', total: 0, meters: [] });
  });
});
