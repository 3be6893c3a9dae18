import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { UsageHistoryProps } from '../../src';
import { type CustomerSeed, wireMeter } from '../../src/testing';
import { noon } from '../react/polar';
import { openShop } from '../server/shop';

/** A meter whose period is that of its subscription. */
const { meter_id: meterId } = wireMeter({ name: 'AI tokens' });

type Part = 'historyTimes' | 'historyValues';

/** The optional parts that were downloaded, in order, and whether downloads fail. */
const network = { downloads: [] as Part[], isDown: false, wait: undefined as Promise<void> | undefined };

async function partFrom<Loaded extends object>(part: Part, load: () => Promise<Loaded>) {
  const { moduleHook } = await import('../../src/widgets/moduleHook');
  return moduleHook(async () => {
    network.downloads.push(part);
    await network.wait;
    if (network.isDown) throw new Error('The network is down.');
    return load();
  });
}

// Parts stay loaded, so each test has a copy of the library.
beforeEach(() => {
  vi.resetModules();
  vi.doMock('../../src/widgets/useHistoryTimes', async () => ({ useHistoryTimes: await partFrom('historyTimes', async () => import('../../src/widgets/historyTimes')) }));
  vi.doMock('../../src/widgets/useHistoryValues', async () => ({ useHistoryValues: await partFrom('historyValues', async () => import('../../src/widgets/breakdown')) }));
  Object.assign(network, { downloads: [], isDown: false, wait: undefined });
});

const bare: CustomerSeed = { externalId: 'bare', name: 'Bare', email: 'bare@example.com', meters: [{ name: 'Seats', consumed: 1 }] };

async function show(props: UsageHistoryProps, customer = 'ada') {
  const { PortalProvider, UsageHistory, useUsage } = await import('../../src');
  const Status = () => <output>{useUsage().status}</output>;
  const shop = await openShop({ polar: { now: () => noon, ...(customer === 'bare' && { customers: [bare] }) }, breakdown: { model: ['gpt-4', 'claude', 'mistral'] } });
  const page = (given: UsageHistoryProps) => (
    <PortalProvider source={shop.source(customer)} scope={customer} refreshEvery={0} timeZone="UTC">
      <UsageHistory {...given} />
      <Status />
    </PortalProvider>
  );
  const { container, rerender } = render(page(props));
  return { container, change: (given: UsageHistoryProps) => rerender(page(given)) };
}

const chart = async () => screen.findByRole('group', { name: /^Usage by/ });

describe('UsageHistory', () => {
  it.each<[string, UsageHistoryProps, Part[], string?]>([
    ['no optional part for the current period', { meterId }, []],
    ['no optional part for several periods and those before them', { meterId, periods: 6, compare: true }, []],
    ['the part with the calendar for months', { meterId, interval: 'month' }, ['historyTimes']],
    ['the part with the calendar for a choice of time', { meterId, presets: true }, ['historyTimes']],
    ['the part with the calendar for a meter without a period', {}, ['historyTimes'], 'bare'],
    ['the part that splits bars for a metadata key', { meterId, by: 'model' }, ['historyValues']],
    ['both optional parts for several periods and a metadata key', { meterId, by: 'model', periods: 6 }, ['historyTimes', 'historyValues']],
  ])('downloads %s', async (_, props, parts, customer) => {
    await show(props, customer);
    await chart();
    expect(network.downloads).toEqual(parts);
  });

  it('keeps the attributes of the host while its code downloads', async () => {
    const { moduleHook } = await import('../../src/widgets/moduleHook');
    vi.doMock('../../src/widgets/usePeriodHistory', () => ({ usePeriodHistory: moduleHook(() => new Promise<never>(() => {})) }));
    const { container } = await show({ meterId, id: 'own', className: 'wide' });
    vi.doUnmock('../../src/widgets/usePeriodHistory');
    expect(container.querySelector('#own.wide [data-state="loading"]')).not.toBeNull();
  });

  it('shows the last seven days of a meter without a period', async () => {
    await show({}, 'bare');
    expect(within(await chart()).getAllByRole('row')).toHaveLength(7);
  });

  it.each<[string, UsageHistoryProps]>([
    ['a choice of time', { presets: true }],
    ['a metadata key', { by: 'model' }],
  ])('shows an error if the part for %s can’t be downloaded, and downloads it when the customer retries', async (_, props) => {
    network.isDown = true;
    await show(props);
    const retry = await screen.findByRole('button', { name: /^Try again/ });
    network.isDown = false;
    await userEvent.click(retry);
    await chart();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows a skeleton and nothing above it until the choice of time has arrived', async () => {
    let arrive = () => {};
    network.wait = new Promise((resolve) => (arrive = resolve));
    const { container } = await show({ presets: true });
    await screen.findByText('ready');
    expect(container.querySelector('.mf-head')).toBeNull();
    expect(container.querySelector('[data-state="loading"]')).not.toBeNull();
    arrive();
    await chart();
    expect(screen.getAllByRole('combobox')).toHaveLength(2);
  });

  it('shows an error of the meters at once, even before the choice of time', async () => {
    network.wait = new Promise(() => {});
    await show({ presets: true }, 'zoe');
    expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'not_found');
  });

  it('keeps the meter that the customer has chosen when it needs another part later', async () => {
    const { change } = await show({});
    await chart();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Meter' }), 'API requests');
    await chart();
    change({ by: 'model' });
    const meter = screen.getByRole('combobox', { name: 'Meter' });
    expect(meter).toHaveDisplayValue('API requests');
    await chart();
    expect(meter).toBeInTheDocument();
  });
});
