import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PortalProvider, Usage } from '../../src';
import { mockTime, pass, type Polar, servePolar, settle } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants } from './invariants';
import { openPage } from './page';

holdInvariants();

const meters = { on: '/meters/' };

/** Collects the times of requests for meters. */
function timing() {
  const times: number[] = [];
  const prepare = (polar: Polar) => {
    polar.respond = ({ method, url }) => {
      if (method === 'GET' && url.includes(meters.on)) times.push(Date.now());
      return undefined;
    };
  };
  /** The milliseconds between the first two requests, because the mocked clock also advances on its own, by any amount on a busy machine. */
  const wait = () => (times[1] ?? NaN) - (times[0] ?? NaN);
  return { times, prepare, wait };
}

it.each<[string, unknown]>([
  ['26 · 429 with an empty body', undefined],
  ['26 · 429 with the body of a success', { items: [], pagination: { total_count: 0, max_page: 0 } }],
])('%s is recognized by its status, and retried after a minute', async (_, body) => {
  const { times, prepare, wait } = timing();
  const { container, tries } = await openPage({ faults: [{ fault: 429, ...meters, body }], prepare });
  await pass(2);
  expect(screen.getByRole('alert')).toHaveTextContent('Too many requests right now');
  expect([tries('/meters/'), screen.queryByText('No usage to show')]).toEqual([1, null]);
  await pass(62, 6);
  await waitFor(() => expect([times.length, namesIn(container).length, screen.queryByRole('alert')]).toEqual([2, 5, null]));
  expect(wait()).toBeGreaterThanOrEqual(60_000);
});

describe('27 · the wait that a server names', () => {
  it.each<[string, number | string | null, boolean, number]>([
    ['27 · in seconds is observed', 5, true, 5],
    ['27 · of zero seconds becomes one second', 0, true, 1],
    ['27 · of negative seconds becomes one second', -30, true, 1],
    ['27 · as a date is observed', 'Sat, 14 Nov 2026 13:37:20 GMT', true, 20],
    ['27 · that is invalid becomes one minute', 'soon', true, 60],
    ['27 · that is missing becomes one minute', null, true, 60],
    ['27 · that CORS hides becomes one minute', 5, false, 60],
    ['27 · of a day becomes half an hour', 86_400, true, 1800],
  ])('%s', async (_, retryAfter, readable, seconds) => {
    const { times, prepare, wait } = timing();
    const { container } = await openPage({ faults: [{ fault: 429, ...meters, retryAfter, readable }], prepare });
    await pass(seconds + 2, Math.max(1, seconds / 10));
    await waitFor(() => expect([times.length, namesIn(container).length]).toEqual([2, 5]));
    expect(wait()).toBeGreaterThanOrEqual(seconds * 1000);
  });
});

it('27 · the Retry-After of an outage is observed, too', async () => {
  const times: number[] = [];
  const prepare = (polar: Polar) => {
    polar.respond = ({ method, url }) => {
      if (method !== 'GET' || !url.includes(meters.on)) return undefined;
      times.push(Date.now());
      return times.length > 1 ? undefined : new Response(null, { status: 503, headers: { 'Retry-After': '20', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' } });
    };
  };
  const { container } = await openPage({ prepare });
  await screen.findByText(/Try again in/);
  await pass(22, 2);
  await waitFor(() => expect([times.length, namesIn(container).length]).toEqual([2, 5]));
  const [first = NaN, second = NaN] = times;
  expect(second - first).toBeGreaterThanOrEqual(20_000);
});

describe('28 · twenty widgets', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => <Usage key={index} title={null} />);

  it('28 · send each request once', async () => {
    const { tries } = await openPage({ widget: <>{twenty}</> });
    await waitFor(() => expect(screen.getAllByText('AI tokens')).toHaveLength(20));
    await settle();
    expect([tries('/meters/'), tries('/subscriptions/'), tries('/benefit-grants/'), tries()]).toEqual([1, 1, 1, 3]);
  });

  it('28 · mounted one after another, each with its own provider, share each refresh', async () => {
    mockTime();
    const polar = await servePolar();
    const [source, queryClient] = [polar.source('ada', { fetch: crossOrigin() }), new QueryClient()];
    const page = (count: number) =>
      twenty.slice(0, count).map((widget) => (
        <PortalProvider key={widget.key} source={source} scope="ada" queryClient={queryClient} refreshEvery={60_000}>
          {widget}
        </PortalProvider>
      ));
    const { rerender } = render(<>{page(1)}</>);
    for (let count = 2; count <= 20; count += 1) {
      await pass(0.5);
      rerender(<>{page(count)}</>);
    }
    await screen.findAllByText('AI tokens');
    const sent = () => polar.demo.calls.filter(({ method, path }) => method === 'GET' && path.includes('/meters/')).length;
    const before = sent();
    await pass(200, 5);
    // The refresh interval is a minute, give or take a tenth.
    expect(sent() - before).toBeGreaterThanOrEqual(3);
    expect(sent() - before).toBeLessThanOrEqual(4);
  });
});

describe('29 · a long block', () => {
  const block = { fault: 429, retryAfter: 300, readable: true } as const;
  const countdown = () => document.querySelector('.mf-countdown')?.textContent.trim();

  it('29 · while loading shows the time left, and ends automatically', async () => {
    const { container, tries } = await openPage({ faults: [{ ...block, ...meters }] });
    await pass(2);
    expect(screen.getByRole('alert')).toHaveTextContent('Too many requests right now');
    expect(countdown()).toBe('Try again in 5 minutes.');
    await pass(250, 25);
    expect(countdown()).toMatch(/^Try again in 4\d seconds\.$/);
    expect(tries('/meters/')).toBe(1);
    await pass(52, 4);
    await waitFor(() => expect([tries('/meters/'), namesIn(container).length]).toEqual([2, 5]));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('29 · after loading keeps the data, shows its age and the time left, and requests no meters until then', async () => {
    const { polar, container, tries } = await openPage({ provider: { refreshEvery: 60_000 } });
    await screen.findByText('AI tokens');
    polar.demo.play([{ ...block, ...meters, times: 2 }]);
    await pass(70, 10);
    expect(namesIn(container)).toHaveLength(5);
    expect(screen.getByText(/^Couldn't refresh\. Showing data from 1:37\sPM\./).parentElement).toHaveTextContent(/Try again in \d minutes\./);
    await pass(200, 20);
    expect(tries('/meters/')).toBe(2);
    // After a second 429 it waits as long again, although the refresh timer has fired five times.
    await pass(340, 20);
    expect(tries('/meters/')).toBe(3);
    await pass(160, 10);
    expect(tries('/meters/')).toBeGreaterThan(3);
    expect([namesIn(container).length, screen.queryByText(/Couldn't refresh/), countdown()]).toEqual([5, null, undefined]);
  });
});
