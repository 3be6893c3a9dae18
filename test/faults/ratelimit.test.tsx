import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PortalProvider, Usage } from '../../src';
import { mockTime, pass, servePolar } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants } from './invariants';
import { openPage } from './page';

holdInvariants();

const meters = { on: '/meters/' };

it.each<[string, unknown]>([
  ['26 · 429 with an empty body', undefined],
  ['26 · 429 with the body of a success', { items: [], pagination: { total_count: 0, max_page: 0 } }],
])('%s is told by its status, and asked again when the minute is over', async (_, body) => {
  const { container, tries } = await openPage({ faults: [{ fault: 429, ...meters, body }] });
  await pass(2);
  expect(screen.getByRole('alert')).toHaveTextContent('Too many requests right now');
  expect([tries('/meters/'), screen.queryByText('No usage yet')]).toEqual([1, null]);
  await pass(62, 6);
  expect([tries('/meters/'), namesIn(container).length, screen.queryByRole('alert')]).toEqual([2, 5, null]);
});

describe('27 · the wait that a server names', () => {
  it.each<[string, number | string | null, boolean, number]>([
    ['27 · in seconds', 5, true, 5],
    ['27 · of nothing is a second', 0, true, 1],
    ['27 · of less than nothing is a second', -30, true, 1],
    ['27 · as a date', 'Sat, 14 Nov 2026 13:37:20 GMT', true, 20],
    ['27 · that is no time is a minute', 'soon', true, 60],
    ['27 · that is missing is a minute', null, true, 60],
    ['27 · that a page of another origin may not read is a minute', 5, false, 60],
    ['27 · of a day is half an hour', 86_400, true, 1800],
  ])('%s', async (_, retryAfter, readable, seconds) => {
    const { container, tries } = await openPage({ faults: [{ fault: 429, ...meters, retryAfter, readable }] });
    await pass(Math.max(0.5, seconds - 2), Math.max(1, seconds / 10));
    expect([tries('/meters/'), namesIn(container).length]).toEqual([1, 0]);
    await pass(4);
    expect([tries('/meters/'), namesIn(container).length]).toEqual([2, 5]);
  });
});

describe('28 · twenty widgets', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => <Usage key={index} title={null} />);

  it('28 · ask each question once', async () => {
    const { tries } = await openPage({ widget: <>{twenty}</> });
    await waitFor(() => expect(screen.getAllByText('AI tokens')).toHaveLength(20));
    expect([tries('/meters/'), tries('/subscriptions/')]).toEqual([1, 1]);
  });

  it('28 · that came one after another, each with a provider of its own, refresh with one question for all', async () => {
    mockTime();
    const polar = await servePolar();
    const [source, queryClient] = [polar.source('ada', { fetch: crossOrigin() }), new QueryClient()];
    const page = (count: number) =>
      twenty.slice(0, count).map((widget) => (
        <PortalProvider key={widget.key} source={source} scope="ada" queryClient={queryClient}>
          {widget}
        </PortalProvider>
      ));
    const { rerender } = render(<>{page(1)}</>);
    for (let count = 2; count <= 20; count += 1) {
      await pass(0.5);
      rerender(<>{page(count)}</>);
    }
    await screen.findAllByText('AI tokens');
    const asked = () => polar.demo.calls.filter(({ method, path }) => method === 'GET' && path.includes('/meters/')).length;
    const before = asked();
    await pass(200, 5);
    // A beat is a minute, give or take a tenth.
    expect(asked() - before).toBeGreaterThanOrEqual(3);
    expect(asked() - before).toBeLessThanOrEqual(4);
  });
});

describe('29 · a long block', () => {
  const block = { fault: 429, retryAfter: 300, readable: true } as const;
  const countdown = () => document.querySelector('.mf-countdown')?.textContent.trim();

  it('29 · at first is said with the time that is left, and ends by itself', async () => {
    const { container, tries } = await openPage({ faults: [{ ...block, ...meters }] });
    await pass(2);
    expect(screen.getByRole('alert')).toHaveTextContent('Too many requests right now');
    expect(countdown()).toBe('Next try in 5 minutes');
    await pass(250, 25);
    expect(countdown()).toMatch(/^Next try in 4\d seconds$/);
    expect(tries('/meters/')).toBe(1);
    await pass(52, 4);
    expect([tries('/meters/'), namesIn(container).length]).toEqual([2, 5]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('29 · later keeps what was shown, says how old it is and how long it lasts, and asks nothing until then', async () => {
    const { polar, container, tries } = await openPage({ provider: { refreshEvery: 60_000 } });
    await screen.findByText('AI tokens');
    polar.demo.play([{ ...block, ...meters, times: 2 }]);
    await pass(70, 10);
    expect(namesIn(container)).toHaveLength(5);
    expect(screen.getByText(/^Couldn't refresh\. Showing data from 1:37\sPM\./)).toHaveTextContent(/Next try in \d minutes/);
    await pass(200, 20);
    expect(tries('/meters/')).toBe(2);
    // Told the same once more, it waits as long again, though the page has beaten five times meanwhile.
    await pass(340, 20);
    expect(tries('/meters/')).toBe(3);
    await pass(160, 10);
    expect(tries('/meters/')).toBeGreaterThan(3);
    expect([namesIn(container).length, screen.queryByText(/Couldn't refresh/), countdown()]).toEqual([5, null, undefined]);
  });
});
