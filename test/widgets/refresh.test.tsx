import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Billing, Credits, Usage } from '../../src';
import { gate, isMeters, mockTime, pass, type Polar, servePolar, settle, tampered } from '../react/polar';
import { namesIn, showTo } from './widgets';

const every = { refreshEvery: 60_000 };
const refuse = () => new Response('', { status: 403 });

/** How many bars a widget shows, after each change of the DOM during `happening` and at its end. */
async function barsDuring(container: Element, happening: () => Promise<void>): Promise<number[]> {
  const counts: number[] = [];
  const watch = new MutationObserver(() => counts.push(namesIn(container).length));
  watch.observe(container, { childList: true, subtree: true });
  await happening();
  watch.disconnect();
  return [...counts, namesIn(container).length];
}

async function openPage(widget = <Usage />, prepare?: (polar: Polar) => void) {
  mockTime();
  const polar = await servePolar({ now: () => new Date(), moving: true });
  prepare?.(polar);
  const { container } = showTo(polar, 'ada', widget, every);
  return { polar, container };
}

describe('a widget whose refresh fails', () => {
  it('keeps its data, and shows the time of the data, until a refresh succeeds', async () => {
    const { polar, container } = await openPage();
    await screen.findByText('AI tokens');
    polar.respond = refuse;
    const counts = await barsDuring(container, () => pass(62, 2));
    expect(new Set(counts)).toEqual(new Set([5]));
    expect(screen.getByText(/^Couldn't refresh\. Showing data from 1:37\sPM\.$/)).toBeInTheDocument();
    await pass(120, 5);
    expect(screen.getByText(/Showing data from 1:37\sPM/)).toBeInTheDocument();
    polar.respond = undefined;
    await pass(62, 2);
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
    expect(namesIn(container)).toHaveLength(5);
  });

  it('shows the day of data that is older than half a day', async () => {
    const { polar } = await openPage();
    await screen.findByText('AI tokens');
    polar.respond = refuse;
    vi.setSystemTime(Date.now() + 13 * 3_600_000);
    await pass(62, 2);
    expect(screen.getByText(/^Couldn't refresh\. Showing data from Nov 14, 2026, 1:37\sPM\.$/)).toBeInTheDocument();
  });

  it('can be retried at once', async () => {
    const user = userEvent.setup({ delay: null });
    const { polar } = await openPage();
    await screen.findByText('AI tokens');
    polar.respond = refuse;
    await pass(62, 2);
    polar.respond = undefined;
    await user.click(screen.getByRole('button', { name: /^Try again/ }));
    await waitFor(() => expect(screen.queryByText(/Couldn't refresh/)).toBeNull());
  });

  it('keeps its credits', async () => {
    const { polar } = await openPage(<Credits />);
    await screen.findByText(/^Image credits: /);
    polar.respond = refuse;
    await pass(62, 2);
    expect(screen.getByText(/^Couldn't refresh\. Showing data from 1:37\sPM\.$/)).toBeInTheDocument();
    expect(screen.getByText(/^Image credits: /)).toBeInTheDocument();
  });

  it('keeps its bills', async () => {
    const { polar } = await openPage(<Billing title={null} />);
    await screen.findByText('Lumen Pro');
    polar.respond = (request) => (request.url.includes('/subscriptions/') ? refuse() : undefined);
    await pass(62, 2);
    expect(screen.getByText(/^Couldn't refresh\. Showing data from 1:37\sPM\.$/)).toBeInTheDocument();
    expect(within(screen.getByRole('article')).getByText('Base price')).toBeInTheDocument();
  });

  it('shows the time of its data when only subscriptions fail', async () => {
    const { polar, container } = await openPage();
    await screen.findByText('AI tokens');
    polar.respond = (request) => (isMeters(request.url) ? undefined : refuse());
    await pass(62, 2);
    expect(namesIn(container)).toHaveLength(5);
    expect(container.textContent).toMatch(/\d so far/);
    expect(screen.getByText(/Couldn't refresh/)).toBeInTheDocument();
  });
});

describe('a widget whose refresh is running', () => {
  it('keeps its meters, and is not busy, until the response', async () => {
    const { polar, container } = await openPage();
    await screen.findByText('AI tokens');
    const hold = gate();
    polar.respond = hold.wait;
    const counts = await barsDuring(container, () => pass(62, 2));
    expect(new Set(counts)).toEqual(new Set([5]));
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'false');
    hold.open();
    await settle();
    expect(namesIn(container)).toHaveLength(5);
  });

  it('keeps its meters when subscriptions have always failed', async () => {
    const { polar, container } = await openPage(<Usage />, (polar) => {
      polar.respond = (request) => (isMeters(request.url) ? undefined : refuse());
    });
    await screen.findByText('AI tokens');
    const hold = gate();
    polar.respond = async (request) => {
      if (isMeters(request.url)) return undefined;
      await hold.wait();
      return refuse();
    };
    const counts = await barsDuring(container, () => pass(64, 2));
    expect(new Set(counts)).toEqual(new Set([5]));
    hold.open();
    await settle();
  });
});

it('Billing shows prorations after a failed charge preview is repeated with the next refresh', async () => {
  mockTime();
  const polar = await servePolar({ now: () => new Date() });
  const previews = () => polar.requests.filter((path) => path.includes('charge-preview'));
  polar.respond = (request) => (request.url.includes('charge-preview') ? new Response(null, { status: 503 }) : undefined);
  showTo(polar, 'fay', <Billing />, every);
  await screen.findAllByRole('article');
  // On a busy machine, a minute may have passed by now: the previews have then failed twice, or fail at this moment.
  await pass(1);
  expect(screen.queryByText(/Unused time/)).toBeNull();
  const before = previews();
  polar.respond = undefined;
  await pass(66, 2);
  expect(await screen.findByText(/Unused time/)).toBeInTheDocument();
  const all = [...before, ...new Set(before)].toSorted();
  expect(previews().toSorted()).toEqual(all);
  await pass(132, 2);
  expect(previews().toSorted()).toEqual(all);
});

it('Billing keeps its bills while the charge preview of a new plan loads', async () => {
  mockTime();
  const polar = await servePolar({ now: () => new Date() });
  polar.respond = tampered(polar, 'subscriptions', (items) => items.filter(({ currency }) => currency === 'jpy'));
  showTo(polar, 'bo', <Billing />, every);
  await screen.findByText('Lumen Studio');
  const hold = gate();
  polar.respond = (request) => (request.url.includes('charge-preview') ? hold.wait() : undefined);
  await pass(62, 2);
  expect(screen.getByText('Lumen Studio')).toBeInTheDocument();
  expect(screen.getByText('Loading…')).toBeInTheDocument();
  hold.open();
  expect(await screen.findByText('Lumen Voice')).toBeInTheDocument();
});
