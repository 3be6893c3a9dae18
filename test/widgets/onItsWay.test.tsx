import { useQuery } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ExpectedData, meterQueries, Usage, type UsageAction, useExpectChange, usePortal } from '../../src';
import { mockTime, pass, type Polar, servePolar, tampered } from '../react/polar';
import { showTo } from './widgets';

beforeEach(() => {
  mockTime();
  sessionStorage.clear();
});
afterEach(() => vi.restoreAllMocks());

const bought = ({ meters }: ExpectedData) => meters.items.some(({ creditedUnits }) => creditedUnits === 9999);
const sell = (polar: Polar) => {
  polar.respond = tampered(polar, 'meters', (items) => items.map((item) => ({ ...item, credited_units: 9999 })));
};
const waiting = "Your change will show up here once it's processed.";
const checking = 'Checking for changes…';
const late = "Your change isn't here yet. It may take a while longer.";

const buyMore: UsageAction = ({ usage }) => (usage.tone === 'warning' ? <a href="#buy">Buy more</a> : null);

/** A shop's page: usage with a link to buy more, and a button that begins a wait, as after a checkout in the page. */
function Shop({ until }: { until: number }) {
  const { expectChange } = useExpectChange();
  const [isShown, show] = useState(true);
  return (
    <>
      {isShown && <Usage action={buyMore} />}
      <button type="button" onClick={() => void expectChange(bought, { until })}>Bought</button>
      <button type="button" onClick={() => show(!isShown)}>Toggle</button>
    </>
  );
}

/** A host's component with one of our queries, changed. */
function OwnQuery() {
  const portal = usePortal();
  const { data } = useQuery({ ...meterQueries.list(portal, { query: 'e' }), refetchOnReconnect: false }, portal.queryClient);
  return <p>{data?.items.length}</p>;
}

async function openShop(until = 60_000) {
  const polar = await servePolar();
  const page = showTo(polar, 'ada', <Shop until={until} />, { refreshEvery: 0 });
  await screen.findByText('465 of 500 used');
  // Waits until the part with the note is downloaded.
  await waitFor(() => expect(page.container.querySelectorAll('.mf-stale [role="status"]').length).toBeGreaterThan(1));
  return { polar, ...page };
}

/** Leaves the page, as for a checkout in another tab, and comes back. */
async function leaveAndReturn() {
  for (const state of ['hidden', 'visible'] as const) {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    await act(async () => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  }
}

const follow = () => act(async () => screen.getAllByText('Buy more')[0]?.click());
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

describe('Usage with an action', () => {
  it('says that a change is on its way, from the call of expectChange() until the change is there', async () => {
    const { polar } = await openShop();
    await press('Bought');
    expect(await screen.findByText(waiting)).toBeInTheDocument();
    expect(screen.getByText(waiting).closest('[role="status"]')).not.toBeNull();
    sell(polar);
    await pass(20);
    await screen.findByText('465 of 9,999 used');
    await waitFor(() => expect(screen.queryByText(waiting)).toBeNull());
    expect(screen.queryByText(late)).toBeNull();
  });

  it('says that a change is not there yet when the wait ends, until the credits change, and not only the usage', async () => {
    const { polar, queryClient } = await openShop(5000);
    await press('Bought');
    await screen.findByText(waiting);
    await pass(8);
    expect(await screen.findByText(late, {}, { timeout: 20_000 })).toBeInTheDocument();
    polar.respond = tampered(polar, 'meters', (items) => items.map((item) => ({ ...item, consumed_units: 470 })));
    await act(() => queryClient.refetchQueries());
    await screen.findByText('470 of 500 used');
    expect(screen.getByText(late)).toBeInTheDocument();
    sell(polar);
    await act(() => queryClient.refetchQueries());
    await screen.findByText('465 of 9,999 used');
    expect(screen.queryByText(late)).toBeNull();
  });

  it('checks for a change by itself when a customer comes back from a link', async () => {
    const { polar } = await openShop();
    await follow();
    expect(screen.queryByText(checking)).toBeNull();
    await leaveAndReturn();
    expect(await screen.findByText(checking)).toBeInTheDocument();
    sell(polar);
    await pass(10);
    await screen.findByText('465 of 9,999 used');
    await waitFor(() => expect(screen.queryByText(checking)).toBeNull());
  });

  it('checks for a change where an element named "visibilityState" hides that property of the document', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(document.createElement('img') as never);
    const { polar } = await openShop();
    await follow();
    await act(async () => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    expect(await screen.findByText(checking)).toBeInTheDocument();
    sell(polar);
    await pass(10);
    await screen.findByText('465 of 9,999 used');
  });

  it('checks when a browser shows the page again from its back/forward cache', async () => {
    await openShop();
    await follow();
    await act(async () => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    expect(await screen.findByText(checking)).toBeInTheDocument();
  });

  it('stops checking after a minute, and says nothing, because the customer may have bought nothing', async () => {
    const { polar } = await openShop();
    await follow();
    await leaveAndReturn();
    await screen.findByText(checking);
    await pass(65, 5);
    await waitFor(() => expect(screen.queryByText(checking)).toBeNull());
    expect(screen.queryByText(late)).toBeNull();
    const sent = polar.requests.length;
    await pass(60, 10);
    expect(polar.requests).toHaveLength(sent);
    await leaveAndReturn();
    expect(screen.queryByText(checking)).toBeNull();
  });

  it('waits for each Retry-After in turn: that of the first response, then that of its retry', async () => {
    const { polar } = await openShop();
    polar.requests.length = 0;
    polar.demo.play([{ fault: 429, retryAfter: 25, readable: true, times: Infinity }]);
    const attempts = () => polar.requests.filter((request) => request.includes('/meters/'));
    await follow();
    await leaveAndReturn();
    await screen.findByText(checking);
    await pass(20, 4);
    expect(attempts()).toHaveLength(1);
    await pass(28, 4);
    expect(attempts()).toHaveLength(2);
  });

  it('checks although a query of the host has a rule of its own for reconnects', async () => {
    const polar = await servePolar();
    const page = showTo(polar, 'ada', <><OwnQuery /><Usage action={buyMore} /></>, { refreshEvery: 0 });
    await screen.findByText('465 of 500 used');
    await waitFor(() => expect(page.container.querySelectorAll('.mf-stale [role="status"]').length).toBeGreaterThan(1));
    await follow();
    await leaveAndReturn();
    sell(polar);
    await pass(10);
    expect(await screen.findByText('465 of 9,999 used')).toBeInTheDocument();
  });

  it('checks nothing for a customer who comes back after more than an hour', async () => {
    await openShop();
    await follow();
    await press('Toggle');
    vi.setSystemTime(Date.now() + 3_601_000);
    await press('Toggle');
    await screen.findByText('465 of 500 used');
    await pass(1);
    expect(screen.queryByText(checking)).toBeNull();
  });

  it('checks on the page that a checkout leads back to', async () => {
    const { polar } = await openShop();
    await follow();
    await press('Toggle');
    await press('Toggle');
    expect(await screen.findByText(checking)).toBeInTheDocument();
    sell(polar);
    await pass(10);
    await waitFor(() => expect(screen.queryByText(checking)).toBeNull());
  });

  it('checks nothing if the change is there already, or if no action was followed', async () => {
    const { polar, queryClient } = await openShop();
    await act(async () => screen.getByText('465 of 500 used').click());
    await leaveAndReturn();
    expect(screen.queryByText(checking)).toBeNull();
    await follow();
    sell(polar);
    await act(() => queryClient.refetchQueries());
    await screen.findByText('465 of 9,999 used');
    await leaveAndReturn();
    expect(screen.queryByText(checking)).toBeNull();
  });

  it('stores neither the customer nor their credits in plain text', async () => {
    await openShop();
    const random = vi.spyOn(Math, 'random');
    const storedWith = async (salt: number) => {
      random.mockReturnValue(salt);
      await follow();
      const stored = sessionStorage.getItem('meterface-followed') ?? '';
      expect(stored).toMatch(/^0\.\d+,[0-9a-z]+,[0-9a-z]+,\d+$/);
      return stored.split(',').slice(0, 3);
    };
    const [first, second] = [await storedWith(0.25), await storedWith(0.75)];
    expect([first, second].join()).not.toMatch(/ada|500/);
    // Hashes without the salt would be the same for each visit, so one could look up whose they are.
    expect(first.filter((part) => second.includes(part))).toEqual([]);
  });

  it.each([0, 1])('on a page of two customers, checks for both after a click on the action in widget %i, because a click does not tell whose action it was', async (followed) => {
    const polar = await servePolar();
    const pages = ['first', 'second'].map((scope) => showTo(polar, 'ada', <Usage action={buyMore} />, { scope }));
    await waitFor(() => expect(document.querySelectorAll('.mf-usage-action')).toHaveLength(2));
    await waitFor(() => expect(pages.map(({ container }) => container.querySelectorAll('.mf-stale [role="status"]').length > 1)).toEqual([true, true]));
    await act(async () => within(pages[followed]!.container).getAllByText('Buy more')[0]?.click());
    await leaveAndReturn();
    for (const { container } of pages) expect(await within(container).findByText(checking)).toBeInTheDocument();
    await pass(100, 5);
    expect(sessionStorage).toHaveLength(0);
  });

  it('is silent for another customer', async () => {
    const { polar, unmount } = await openShop();
    await follow();
    unmount();
    // With the same numbers, so that only the customer differs.
    showTo(polar, 'ada', <Usage action={() => null} />, { refreshEvery: 0, scope: 'another' });
    await screen.findByText('465 of 500 used');
    await pass(3);
    expect(screen.queryByText(checking)).toBeNull();
  });
});
