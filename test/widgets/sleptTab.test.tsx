import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Billing, UsageHistory } from '../../src';
import type { PortalSource } from '../../src/sources';
import { type WireSubscription, wireMeter } from '../../src/testing';
import { gate, mockTime, pass, servePolar } from '../react/polar';
import { showTo } from './widgets';

const { meter_id: tokens } = wireMeter({ name: 'AI tokens' });
const refreshEvery = 60_000;
const day = 86_400_000;

/** Opens a page of a customer who uses a thousand tokens a day. Requests for histories after the first one wait. */
async function open(widget: ReactElement) {
  mockTime();
  const polar = await servePolar({ now: () => new Date() });
  const source = polar.source('ada');
  const { wait, open: respond } = gate();
  const requested: Date[] = [];
  const history: PortalSource['history'] = async (_, { start, end }) => {
    requested.push(start);
    if (requested.length > 1) await wait();
    const days = Array.from({ length: (Number(end) - Number(start)) / day }, (_unused, index) => new Date(Number(start) + index * day));
    // As Polar does, for days to come it gives 0.
    const quantities = days.map((timestamp) => ({ timestamp, quantity: Number(timestamp) < Date.now() ? 1000 : 0 }));
    return { quantities, total: quantities.reduce((sum, { quantity }) => sum + quantity, 0), issues: [] };
  };
  showTo(polar, 'ada', widget, { refreshEvery, source: { ...source, can: { ...source.can, history: true }, history } });
  /** The units of the days from the 14th to the 17th of November. */
  const days = () => within(screen.getByRole('group', { name: 'Usage by day' })).getAllByRole('row').slice(13, 17).map(({ textContent }) => textContent?.replace(/^.*2026/, ''));
  return { respond, requested, days };
}

async function sleepUntil(time: string) {
  vi.setSystemTime(time);
  await pass(70, 10);
}

describe('a tab that has slept for two days', () => {
  it.each(['UsageHistory', 'Billing'])('shows the days since then as unknown in %s, and requests them', async (shown) => {
    const { respond, requested, days } = await open(shown === 'Billing' ? <Billing /> : <UsageHistory meterId={tokens} />);
    if (shown === 'Billing') fireEvent.click(await screen.findByText('AI tokens'));
    await screen.findByRole('group', { name: 'Usage by day' });
    expect(days()).toEqual(['1,000', '—', '—', '—']);
    await sleepUntil('2026-11-16T13:37:00Z');
    expect(days()).toEqual(['1,000', '—', '—', '—']);
    expect(requested).toHaveLength(2);
    respond();
    await waitFor(() => expect(days()).toEqual(['1,000', '1,000', '1,000', '—']));
  });
});

describe('the history of a page that stays open', () => {
  it('is requested again after an hour; that of a period that has ended, after three days', async () => {
    const { respond, requested } = await open(<UsageHistory meterId={tokens} compare />);
    respond();
    await waitFor(() => expect(requested).toHaveLength(2));
    await sleepUntil('2026-11-14T14:30:00Z');
    expect(requested).toHaveLength(2);
    await sleepUntil('2026-11-14T14:50:00Z');
    expect(requested.map((start) => start.getUTCMonth())).toEqual([10, 9, 10]);
    await sleepUntil('2026-11-17T13:50:00Z');
    expect(requested.slice(3).map((start) => start.getUTCMonth())).toEqual(expect.arrayContaining([9, 10]));
  });
});

describe('a page that stays open', () => {
  it('shows the balance that a charge will use up, although the subscription hasn’t changed', async () => {
    mockTime();
    const polar = await servePolar();
    let balance = 1000;
    const requested = () => polar.requests.filter((path) => path.endsWith('/charge-preview')).length;
    polar.respond = async (request) => {
      if (request.url.endsWith('/charge-preview')) {
        const preview = (await (await polar.demo(request)).json()) as { total_amount: number };
        return Response.json({ ...preview, applied_balance_amount: -balance, due_amount: preview.total_amount - balance });
      }
      if (!request.url.includes('/subscriptions/?')) return undefined;
      const page = (await (await polar.demo(request)).json()) as { items: WireSubscription[] };
      return Response.json({ ...page, items: page.items.slice(0, 1) });
    };
    showTo(polar, 'ada', <Billing />, { refreshEvery });
    await screen.findByText('−$10.00');
    balance = 300;
    await pass(240, 30);
    expect(requested()).toBe(1);
    await pass(120, 30);
    await screen.findByText('−$3.00');
    expect(requested()).toBe(2);
  });

  it('requests no charge preview again that Polar has refused', async () => {
    mockTime();
    const polar = await servePolar();
    polar.respond = (request) => (request.url.endsWith('/charge-preview') ? Response.json({ detail: 'Not found' }, { status: 404 }) : undefined);
    showTo(polar, 'ada', <Billing />, { refreshEvery });
    await screen.findByText('Lumen Pro');
    const requested = () => polar.requests.filter((path) => path.endsWith('/charge-preview')).length;
    const before = requested();
    await pass(600, 60);
    expect(requested()).toBe(before);
  });
});
