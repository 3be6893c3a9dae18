import { cleanup, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Usage, type UsageProps } from '../../src';
import { PortalError } from '../../src/core/errors';
import type { PortalSource } from '../../src/sources';
import type { CustomerSeed } from '../../src/testing';
import { noon, type Polar, servePolar, settle } from '../react/polar';
import { openShop } from '../server/shop';
import { showTo } from './widgets';

/** Shows usage to a customer whose source answers requests for histories in the given way. */
async function open(history: PortalSource['history'], props: UsageProps = {}, customers?: CustomerSeed[]) {
  const polar = await servePolar(customers && { customers });
  const source = polar.source('ada');
  const requested: unknown[] = [];
  const watched: PortalSource['history'] = (meterId, range, context) => {
    requested.push({ meterId, ...range });
    return history(meterId, range, context);
  };
  const { container } = showTo(polar, 'ada', <Usage {...props} />, { source: { ...source, can: { ...source.can, history: true }, history: watched } });
  await screen.findAllByText('API requests');
  return { container, requested, charts: () => [...container.querySelectorAll('.mf-spark')].map((chart) => [chart.closest('li')?.querySelector('.mf-usage-name')?.textContent, chart.childElementCount]) };
}

const days: PortalSource['history'] = async (_, { start }) => ({
  quantities: Array.from({ length: 30 }, (_unused, index) => ({ timestamp: new Date(start.getTime() + index * 86_400_000), quantity: index })),
  total: 435,
  issues: [],
});

describe('a pay-as-you-go meter', () => {
  it('has a bar for each day of its period, loaded with one request', async () => {
    const { requested, charts } = await open(days);
    await waitFor(() => expect(charts()).toEqual([['API requests', 30]]));
    expect(requested).toEqual([expect.objectContaining({ start: new Date('2026-11-01'), end: new Date('2026-12-01'), interval: 'day' })]);
  });

  it('reserves space for its chart while the history loads', async () => {
    const { charts } = await open(() => new Promise(() => {}));
    await waitFor(() => expect(charts()).toEqual([['API requests', 0]]));
  });

  it('has no chart if its history fails', async () => {
    const { requested, charts } = await open(() => Promise.reject(new PortalError('not_found', 'There is no history.')));
    await waitFor(() => expect(requested).toHaveLength(1));
    await waitFor(() => expect(charts()).toEqual([]));
  });

  it.each<UsageProps>([{ layout: 'compact' }, { layout: 'cards' }, { layout: 'table' }, { variant: 'ring' }, { show: 'percent' }])('has no chart with %o, and requests no history', async (props) => {
    const { requested, charts } = await open(days, props);
    await settle();
    expect([charts(), requested]).toEqual([[], []]);
  });

  it('has a chart in a list of nine meters, and none in a list of ten', async () => {
    const customerWith = (count: number): CustomerSeed => ({
      externalId: 'ada',
      name: 'Ada',
      email: 'ada@example.com',
      meters: [{ name: 'API requests', consumed: 5 }, ...Array.from({ length: count - 1 }, (_, index) => ({ name: `Meter ${index}`, consumed: index, credited: 10 }))],
      subscriptions: [{ plan: 'Pro', amount: 1000, currency: 'usd', prices: [{ meter: 'API requests', unitAmount: '1' }] }],
    });
    const nine = await open(days, { layout: 'rows' }, [customerWith(9)]);
    await waitFor(() => expect(nine.charts()).toEqual([['API requests', 30]]));
    cleanup();
    const ten = await open(days, { layout: 'rows' }, [customerWith(10)]);
    await settle();
    expect([ten.charts(), ten.requested]).toEqual([[], []]);
  });

  it('has no chart with a source without histories', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage />);
    await screen.findByText('API requests');
    await settle();
    expect(container.querySelector('.mf-spark')).toBeNull();
  });

  it('loads its history through the proxy', async () => {
    const shop = await openShop({ polar: { now: () => noon } });
    const { container } = showTo({ source: () => shop.source('ada') } as unknown as Polar, 'ada', <Usage />);
    await waitFor(() => expect(container.querySelectorAll('.mf-spark > rect')).toHaveLength(30));
  });
});
