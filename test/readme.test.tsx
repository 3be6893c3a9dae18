import { QueryClient } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within as inside } from '@testing-library/react';
import type { ComponentType, ReactElement } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as meterface from '../src';
import type { Portal } from '../src';
import { type CustomerSubscription, type Offer, parsePrice, parseSubscription, parseSubscriptionList } from '../src/core';
import { DEMO_ACCESS_TOKEN, type DemoPolar, wireMeter, wirePage, wireSubscription, wireSubscriptionMeter } from '../src/testing';
import { spokenIn } from './widgets/widgets';
import { createPolarSource, type Fetch } from '../src/sources';
import { openShop } from './server/shop';
import { noon, type Polar, servePolar, within } from './react/polar';
import { examples } from './support/readme.js';
import { importedFrom, isComponent, isHook } from './support/shown';

const { PortalProvider } = meterface;

/** Runs an example of README.md or a guide, and returns its exports. */
async function run<Exports>(word: string): Promise<Exports> {
  ran.add(word);
  return (await import(/* @vite-ignore */ `readme:${word}`)) as Exports;
}

const ran = new Set<string>();
let polar: Polar;

beforeEach(async () => {
  polar = await servePolar();
});

/** Renders an element for the customer ada, who has every kind of meter. */
function showToAda(element: ReactElement, portal: Partial<Portal> & { queryClient?: QueryClient } = {}) {
  const wrapper = within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0, ...portal });
  return render(element, { wrapper });
}

async function subscriptionOfAda(): Promise<CustomerSubscription> {
  const { token } = polar.demo.createSession('ada');
  const response = await polar.demo('https://demo.example/v1/customer-portal/subscriptions/', { headers: { Authorization: `Bearer ${token}` } });
  return parseSubscriptionList(await response.json()).items[0]!;
}

describe('the example', () => {
  it('quick-start shows usage and bills with a token from the host’s server', async () => {
    const requests: string[] = [];
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = input instanceof Request ? input.url : String(input);
      requests.push(`${init?.method ?? 'GET'} ${url.split('?')[0]}`);
      return url.startsWith('/') ? Response.json(polar.demo.createSession('ada')) : polar.demo(url, init);
    });
    const { AccountPage } = await run<{ AccountPage: ComponentType<{ userId: string }> }>('quick-start');
    render(<AccountPage userId="ada" />);
    const usage = screen.getByRole('region', { name: 'Usage' });
    expect(await inside(usage).findByText(/^Image credits: /)).toHaveTextContent('465 of 500 used, 35 left');
    const bill = await inside(screen.getByRole('region', { name: 'Billing' })).findByRole('article', { name: 'Lumen Pro' });
    expect(bill).toHaveTextContent('$43.41');
    expect(requests[0]).toBe('POST /api/polar-session');
    expect(requests).toContain('GET https://api.polar.sh/v1/customer-portal/meters/');
  });

  it('ten-react and ten-server show usage with the session on the server, and ten-elements names the same path', async () => {
    vi.stubEnv('POLAR_ACCESS_TOKEN', DEMO_ACCESS_TOKEN);
    const { GET } = await run<{ GET: (request: Request) => Promise<Response> }>('ten-server');
    const { AccountPage } = await run<{ AccountPage: ComponentType<{ userId: string }> }>('ten-react');
    ran.add('ten-elements');
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const url = input instanceof Request ? input.url : String(input);
      // As from a browser that has the cookie of the host's login.
      return url.includes('/api/portal/') ? GET(new Request(url, { headers: { cookie: 'user=ada' } })) : polar.demo(url, init);
    });
    render(<AccountPage userId="ada" />);
    expect(await screen.findByText(/^Image credits: /)).toHaveTextContent('465 of 500 used, 35 left');
    expect(codeOf('ten-elements')).toContain('<meterface-usage server="/api/portal">');
  });

  it('usage shows filtered meters under the host’s title', async () => {
    const { ImageUsage } = await run<{ ImageUsage: ComponentType }>('usage');
    showToAda(<ImageUsage />);
    expect(await screen.findByText(/^Image credits: /)).toBeInTheDocument();
    expect(document.querySelectorAll('.mf-usage')).toHaveLength(1);
    expect(screen.getByRole('heading', { name: 'Your credits' })).toBeInTheDocument();
  });

  it('action offers a next step where credits run out', async () => {
    const { UsageWithPlans } = await run<{ UsageWithPlans: ComponentType }>('action');
    showToAda(<UsageWithPlans />);
    await screen.findByText(/^Image credits: /);
    expect(screen.getAllByRole('link', { name: 'Top up' }).map((link) => link.getAttribute('href')?.split('=')[0])).toEqual(['/top-up?meter', '/top-up?meter']);
  });

  it('chosen shows the host’s selection in percent, by plan, and bills without units', async () => {
    const { OwnSelection } = await run<{ OwnSelection: ComponentType<{ images: string; tokens: string }> }>('chosen');
    showToAda(<OwnSelection images={wireMeter({ name: 'Image credits' }).meter_id} tokens={wireMeter({ name: 'AI tokens' }).meter_id} />);
    expect(await screen.findByText('Words: 120% used, $4.12 so far, overage is billed, renews December 1')).toBeInTheDocument();
    expect(screen.getByText(/^Images: 93% used, 7% left/)).toBeInTheDocument();
    await waitFor(() => expect(screen.getAllByRole('heading', { name: 'Lumen Pro' })).toHaveLength(2));
    expect(document.body).not.toHaveTextContent(/412,350/);
  });

  it('actions notify of levels, show the most urgent problem, and offer usage and bills in the formats to copy', async () => {
    localStorage.clear();
    const { More } = await run<{ More: ComponentType<{ notify: (text: string) => void; budget: Record<string, number>; save: () => void }> }>('actions');
    const notify = vi.fn();
    showToAda(<More notify={notify} budget={{ [wireMeter({ name: 'Image credits' }).meter_id]: 400 }} save={() => {}} />);
    expect(await screen.findByRole('button', { name: 'Dismiss: Image credits' })).toBeInTheDocument();
    await waitFor(() => expect(new Set(notify.mock.calls.flat())).toEqual(new Set(['AI tokens: 100% used', 'AI tokens: 80% used', 'Image credits: 80% used'])));
    expect(screen.getByText("Budget used up. It doesn't limit your usage.")).toBeInTheDocument();
    const formats = screen.getAllByRole('combobox', { name: 'Format' }).map((list) => [...list.children].map(({ textContent }) => textContent));
    expect(formats).toEqual([['CSV', 'Text for support'], ['Markdown', 'CSV', 'JSON']]);
  });

  it('budget shows a customer’s budgets, and notifies once for each level that is reached', async () => {
    localStorage.clear();
    const { Budgets } = await run<{ Budgets: ComponentType<{ budget: Record<string, number>; save: () => void; notify: (text: string) => void }> }>('budget');
    const notify = vi.fn();
    showToAda(<Budgets budget={{ [wireMeter({ name: 'Image credits' }).meter_id]: 500 }} save={() => {}} notify={notify} />);
    expect(await screen.findByText('35 left, nearly used up')).toBeInTheDocument();
    await waitFor(() => expect(notify.mock.calls).toEqual([['Image credits: 80% of your budget is used']]));
  });

  it('low shows the most urgent problem, and tracks each level', async () => {
    localStorage.clear();
    const { RunningLow } = await run<{ RunningLow: ComponentType<{ track: (event: string, level: number) => void }> }>('low');
    const track = vi.fn();
    showToAda(<RunningLow track={track} />);
    expect(await screen.findByRole('link', { name: 'Top up' })).toBeInTheDocument();
    await waitFor(() => expect(track.mock.calls.map(String).toSorted()).toEqual(['AI tokens,0.5', 'AI tokens,0.8', 'AI tokens,1', 'Image credits,0.5', 'Image credits,0.8']));
  });

  it('inline adds the tokens of a message to those that Polar has counted', async () => {
    const { Chat } = await run<{ Chat: ComponentType<{ meterId: string; send: () => Promise<{ tokens: number }> }> }>('inline');
    showToAda(<Chat meterId={wireMeter({ name: 'Image credits' }).meter_id} send={async () => ({ tokens: 5 })} />);
    const button = await screen.findByRole('button', { name: /35 left$/ });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(button).toHaveTextContent('≈ 30 left'));
  });

  it('offers compares plans for the usage of the last months', async () => {
    const { Plans, Sums } = await run<{ Plans: ComponentType<{ offers: Offer[] }>; Sums: ComponentType<{ offers: Offer[]; meterId: string }> }>('offers');
    const shop = await openShop({ polar: { now: () => noon } });
    const { meter_id: meterId } = wireMeter({ name: 'AI tokens' });
    const price = (amount: number) => parsePrice({ id: 'p', amount_type: 'fixed', price_amount: amount });
    const credits = { [meterId]: 1e9 };
    const offers: Offer[] = [{ id: 'pro', name: 'Pro', currency: 'usd', prices: [price(2000)], credits }, { id: 'light', name: 'Light', currency: 'usd', prices: [price(500)], credits }];
    showToAda(<><Plans offers={offers} /><Sums offers={offers} meterId={meterId} /></>, { source: shop.source('ada') });
    expect((await screen.findByText('$60.00')).closest('tr')).toHaveTextContent('Pro your plan$60.00Details');
    expect(await screen.findByText('Pro: 12000 cents, Light: 3000 cents')).toBeInTheDocument();
  });

  it('hooks show numbers in the host’s words', async () => {
    const { Credits, Everything, OneMeter } = await run<{ Credits: ComponentType; Everything: ComponentType; OneMeter: ComponentType<{ meterId: string }> }>('hooks');
    showToAda(
      <>
        <Credits />
        <Everything />
        <OneMeter meterId={wireMeter({ name: 'Image credits' }).meter_id} />
        <OneMeter meterId="00000000-0000-4000-8000-000000000000" />
      </>,
    );
    expect(await screen.findByText('35 images left')).toBeInTheDocument();
    expect(await screen.findByText('ada · meters: 5 · subscriptions: 1 · amounts due: 1')).toBeInTheDocument();
    expect(await screen.findByText('Image credits')).toBeInTheDocument();
    expect(await screen.findByText("This meter didn't load")).toBeInTheDocument();
  });

  it('bills shows lines, the charge that Polar expects, unpaid orders, and wallets', async () => {
    interface Bills {
      NextCharge: ComponentType<{ subscriptionId: string }>;
      Expected: ComponentType<{ subscription: CustomerSubscription }>;
      Unpaid: ComponentType;
      Wallets: ComponentType;
    }
    polar.respond = (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/charge-preview')) return Response.json({ prorations: [], total_amount: 5166 });
      return undefined;
    };
    const { NextCharge, Expected, Unpaid, Wallets } = await run<Bills>('bills');
    const subscription = await subscriptionOfAda();
    const { unmount } = showToAda(
      <>
        <NextCharge subscriptionId={subscription.id} />
        <Expected subscription={subscription} />
      </>,
    );
    expect(await screen.findByText('AI tokens: $4.12')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Lumen Pro: $20.00', 'AI tokens: $4.12', 'API requests: $19.29', 'Emails sent: $0.00']);
    expect(await screen.findByText('$51.66')).toBeInTheDocument();
    unmount();
    showToAda(<Unpaid />, { source: polar.source('gil'), scope: 'gil' });
    expect(await screen.findByText(/^\$[\d,]+\.\d\d$/)).toBeInTheDocument();
    showToAda(<Wallets />, { source: polar.source('bo'), scope: 'bo' });
    expect(await screen.findByText(/^(¥12,300 and −€4\.50|−€4\.50 and ¥12,300)$/)).toBeInTheDocument();
  });

  it('usage-layout shows every meter in the host’s table', async () => {
    const { UsageTable } = await run<{ UsageTable: ComponentType }>('usage-layout');
    polar.respond = (request) => (request.url.includes('/meters/') ? new Response('', { status: 403 }) : undefined);
    showToAda(<UsageTable />);
    expect(screen.getByText('Loading…')).toBeInTheDocument();
    const reload = await screen.findByRole('button', { name: 'Reload your usage' });
    polar.respond = undefined;
    fireEvent.click(reload);
    const rows = await screen.findAllByRole('row');
    expect(rows.map((row) => [row.className, ...[...row.children].map(({ textContent }) => textContent)])).toEqual([
      ['warning', 'Image credits', '465 used', ''],
      ['neutral', 'AI tokens', '2.41M used', '$4.12'],
      ['neutral', 'Emails sent', '3,120 used', '$0.00'],
      ['neutral', 'API requests', '48,230 used', '$19.29'],
      ['neutral', 'Projects created', '12 used', ''],
    ]);
  });

  it.each<[string, string, string, string]>([
    ['usage-layout', 'UsageTable', 'Reload your usage', '3,120 used'],
    ['bills-layout', 'NextCharges', 'Reload your bills', 'Lumen Pro: $43.41 on Dec 1, 2026'],
  ])('%s keeps its numbers after a failed refresh', async (word, name, button, text) => {
    const Layout = (await run<Record<string, ComponentType>>(word))[name]!;
    const queryClient = new QueryClient();
    showToAda(<Layout />, { queryClient });
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
    polar.respond = () => new Response('', { status: 403 });
    await act(() => queryClient.refetchQueries());
    expect(await screen.findByRole('button', { name: button })).toBeInTheDocument();
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it('hooks, bills and history say so when they don’t load', async () => {
    const { Everything } = await run<{ Everything: ComponentType }>('hooks');
    const { NextCharge } = await run<{ NextCharge: ComponentType<{ subscriptionId: string }> }>('bills');
    const { Days } = await run<{ Days: ComponentType<{ meterId: string; start: Date; end: Date }> }>('history');
    const { id } = await subscriptionOfAda();
    const source = createPolarSource({ server: '/api/portal', fetch: async () => new Response('', { status: 403 }) });
    showToAda(<><Everything /><NextCharge subscriptionId={id} /><Days meterId={wireMeter().meter_id} start={new Date('2026-11-01')} end={new Date('2026-12-01')} /></>, { source });
    for (const text of ["Your account didn't load", "This bill didn't load", "You don't have access to this"]) expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('bills-layout shows every charge in the host’s list', async () => {
    const { NextCharges } = await run<{ NextCharges: ComponentType }>('bills-layout');
    polar.respond = () => new Response('', { status: 403 });
    showToAda(<NextCharges />);
    expect(screen.getByText('Loading…')).toBeInTheDocument();
    const reload = await screen.findByRole('button', { name: 'Reload your bills' });
    polar.respond = undefined;
    fireEvent.click(reload);
    expect(await screen.findByText('Lumen Pro: $43.41 on Dec 1, 2026')).toBeInTheDocument();
  });

  it('history shows the days of a meter through the proxy', async () => {
    const { Days } = await run<{ Days: ComponentType<{ meterId: string; start: Date; end: Date }> }>('history');
    const shop = await openShop({ polar: { now: () => noon } });
    const range = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
    showToAda(<Days meterId={wireMeter({ name: 'AI tokens' }).meter_id} {...range} />, { source: shop.source('ada') });
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    expect(await screen.findByRole('group', { name: 'Usage by day' })).toHaveTextContent('After your credits ran out');
  });

  it('periods shows past periods, and a choice of times beside usage by model', async () => {
    const { PastPeriods } = await run<{ PastPeriods: ComponentType<{ meterId: string }> }>('periods');
    const shop = await openShop({ polar: { now: () => noon }, breakdown: { model: ['gpt-4', 'claude'] } });
    showToAda(<PastPeriods meterId={wireMeter({ name: 'AI tokens' }).meter_id} />, { source: shop.source('ada') });
    expect(await screen.findByRole('group', { name: 'Usage by period' })).toBeInTheDocument();
    expect(await screen.findByRole('group', { name: 'Usage by day' })).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Time' })).toHaveDisplayValue('This period');
    fireEvent.change(screen.getByRole('combobox', { name: 'Meter' }), { target: { value: wireMeter({ name: 'AI tokens' }).meter_id } });
    expect(await screen.findByRole('list', { name: 'By model' })).toBeInTheDocument();
  });

  it('prefetch loads the data before React renders', async () => {
    const { load } = await run<{ load: (portal: Portal) => Promise<QueryClient> }>('prefetch');
    const portal = { source: polar.source('ada'), scope: 'ada' };
    const queryClient = await load(portal);
    const before = polar.requests.length;
    const { container } = render(
      <PortalProvider {...portal} queryClient={queryClient}>
        <meterface.Usage />
      </PortalProvider>,
    );
    expect(container.querySelectorAll('.mf-usage-name')).toHaveLength(5);
    expect(polar.requests).toHaveLength(before);
  });

  it('hydrate passes the server’s data to the browser, with its dates', async () => {
    const { stateFor, clientFrom } = await run<{ stateFor: (userId: string, fetch: Fetch) => Promise<string>; clientFrom: (state: string) => QueryClient }>('hydrate');
    const shop = await openShop({ polar: { now: () => noon } });
    const asBrowser: Fetch = (path, init) => shop.get(path.replace(/^.*\/api\/portal\//, ''), 'ada', init);
    const state = await stateFor('ada', asBrowser);
    expect(state).not.toMatch(/polar_(cst|oat|mst)_/);
    const never: Fetch = () => Promise.reject(new Error('requested again'));
    const { container } = render(
      <PortalProvider source={createPolarSource({ server: '/api/portal', fetch: never })} scope="ada" queryClient={clientFrom(state)}>
        <meterface.Usage />
        <meterface.Billing />
      </PortalProvider>,
    );
    expect(container).toHaveTextContent('credits renew Dec 1');
    expect(container).toHaveTextContent('Lumen Pro');
  });

  it('expect waits for a purchase and shows when it has arrived', async () => {
    const { Bought } = await run<{ Bought: ComponentType<{ productId: string }> }>('expect');
    const { productId } = await subscriptionOfAda();
    polar.respond = (request) => (request.url.includes('/subscriptions/') ? Response.json(wirePage([])) : undefined);
    showToAda(<Bought productId={productId} />);
    fireEvent.click(screen.getByRole('button', { name: 'I have paid' }));
    expect(await screen.findByText('Your purchase is on its way…')).toBeInTheDocument();
    await waitFor(() => expect(polar.requests.some((path) => path.includes('/subscriptions/'))).toBe(true));
    polar.respond = undefined;
    expect(await screen.findByText('Your purchase is here.', undefined, { timeout: 15_000 })).toBeInTheDocument();
  });

  it('elements show usage and bills on a page without React', async () => {
    const { signIn } = await run<{ signIn: (getToken: () => string) => void }>('elements');
    // Elements render outside of act(), as on a page.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    document.body.innerHTML = `<meterface-usage server="${polar.url}" scope="ada"></meterface-usage><meterface-billing server="${polar.url}" scope="ada"></meterface-billing>`;
    signIn(() => polar.demo.createSession('ada').token);
    // Found again each time: the code of bills replaces the first content when it has loaded.
    const partsOf = (index: number) => inside(document.body.children[index]!.shadowRoot!.firstElementChild as HTMLElement);
    await vi.waitFor(() => expect(partsOf(0).getByText(/^Image credits: /)).toBeInTheDocument(), 15_000);
    await vi.waitFor(() => expect(partsOf(1).getByRole('article', { name: 'Lumen Pro' })).toBeInTheDocument(), 15_000);
    document.body.replaceChildren();
  });

  it('components render their props without a provider', async () => {
    interface Components {
      Bars: ComponentType<{ fromApi: unknown }>;
      Waiting: ComponentType<{ error?: unknown; retry: () => void }>;
      Nothing: ComponentType;
    }
    const { Bars, Waiting, Nothing } = await run<Components>('components');
    const { container, rerender } = render(<Bars fromApi={wireMeter()} />);
    expect(spokenIn(container)).toEqual(['AI tokens: 1,250 of 5,000 images used, 3,750 left, Renews on the 1st', expect.stringContaining('3 of 5 used, 2 left')]);
    expect(container).toHaveTextContent('Renews on the 1st');
    expect(container).toHaveTextContent('3,750 images left');
    expect(container).toHaveTextContent('$12.40due Dec 1, 2026');
    const retry = vi.fn();
    rerender(<Waiting retry={retry} />);
    expect(container.querySelectorAll('.mf-usage')).toHaveLength(4);
    rerender(<Waiting retry={retry} error={new Error('no')} />);
    fireEvent.click(screen.getByRole('button', { name: /^Try again/ }));
    expect(retry).toHaveBeenCalledOnce();
    rerender(<Nothing />);
    expect(container).toHaveTextContent('No usage yetMake your first call.');
  });

  it('row and running-low replace a bar and its arithmetic', async () => {
    const { Row } = await run<{ Row: ComponentType<{ name: string; consumed: number; credited: number }> }>('row');
    const { isRunningLow } = await run<{ isRunningLow: (fromApi: unknown) => boolean }>('running-low');
    const { container } = render(<Row name="API calls" consumed={3} credited={5} />);
    expect(spokenIn(container)).toEqual([expect.stringContaining('API calls: 3 of 5 used, 2 left')]);
    expect([79, 80, 120].map((consumed_units) => isRunningLow(wireMeter({ consumed_units, credited_units: 100 })))).toEqual([false, true, true]);
    expect(isRunningLow({ ...wireMeter({ credited_units: 100 }), consumed_units: null })).toBe(false);
  });

  it('variants show a figure, a ring, and the meters of one allowance', async () => {
    const { Overview } = await run<{ Overview: ComponentType }>('variants');
    const { container } = render(<Overview />);
    expect(spokenIn(container)).toEqual([
      expect.stringMatching(/^API calls: 1,240 of 5,000 used, 3,760 left/),
      expect.stringMatching(/^Seats: 3 of 5 used, 2 left/),
      expect.stringMatching(/^Tokens: 420 of 1,000 used, 580 left/),
    ]);
    expect(container.querySelector('.mf-ring-share')).toHaveTextContent('60%');
  });

  it('credits show what each benefit grants', async () => {
    const { CreditsPage, Granted, GrantedByMeter } = await run<Record<'CreditsPage' | 'Granted' | 'GrantedByMeter', ComponentType>>('credits');
    const { unmount } = showToAda(
      <>
        <CreditsPage />
        <GrantedByMeter />
      </>,
    );
    expect(await screen.findAllByText(/^Image credits: 500 from Lumen Pro/)).toHaveLength(2);
    expect(screen.getByRole('heading', { name: 'Your credits' })).toBeInTheDocument();
    unmount();
    showToAda(<Granted />);
    const line = await screen.findByText(/^500 from Lumen Pro/);
    expect(line).toHaveTextContent('500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('bill unfolds each amount into its calculation, an estimate and a “what if”', async () => {
    const { Bill, Overdrawn } = await run<{ Bill: ComponentType<{ subscription: CustomerSubscription | undefined; readAt: Date }>; Overdrawn: ComponentType }>('bill');
    const { container, rerender } = render(<Bill subscription={undefined} readAt={noon} />);
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    const meters = [wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 })];
    rerender(<Bill subscription={parseSubscription(wireSubscription({ meters }))} readAt={noon} />);
    expect(container).toHaveTextContent('$24.12');
    const line = container.querySelector('details')!;
    line.open = true;
    fireEvent(line, new Event('toggle'));
    expect(screen.getByText('$10 / 1M tokens')).toBeInTheDocument();
    expect(container).toHaveTextContent('About 5.33M tokens by Dec 1≈ $33');
    fireEvent.change(container.querySelector('input[type=range]')!, { target: { value: '1' } });
    expect(container.querySelector('output')?.textContent).toBe('With 200,000 more tokens$6.12');
    // The meters of a yearly plan may be settled each month.
    const yearly = { recurring_interval: 'year', current_period_end: '2027-11-01T00:00:00Z', current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: '2026-12-01T00:00:00Z' } as const;
    rerender(<Bill subscription={parseSubscription(wireSubscription({ meters, ...yearly }))} readAt={noon} />);
    expect(container).toHaveTextContent('About 5.33M tokens by Dec 1≈ $33');
    rerender(<Overdrawn />);
    expect(container).toHaveTextContent('Wallet (EUR)−€4.50');
  });

  it('parts appear in the host’s order', async () => {
    const { Compact } = await run<{ Compact: ComponentType }>('parts');
    const { container } = render(<Compact />);
    const [bar] = container.children;
    expect(bar?.firstElementChild).toBe(screen.getByRole('meter', { name: 'API calls' }));
    expect(bar).toHaveTextContent('API calls 20 over 120 of 100 used');
  });

  it('core lists the meters that are over and formats an amount', async () => {
    const { overs, price } = await run<{ overs: (response: unknown) => string[]; price: string }>('core');
    expect(overs(wirePage([wireMeter({ name: 'Tokens', consumed_units: 120, credited_units: 100 }), wireMeter()]))).toEqual(['Tokens']);
    expect(overs(wirePage([wireMeter({ name: 'Tokens', consumed_units: 120, credited_units: 100 }), {}]))).toEqual(['Tokens', '1 unreadable']);
    expect(overs('nonsense')).toEqual(['invalid_data']);
    expect(price).toBe(/formatAmount\(12300.*\/\/ (.+)$/m.exec(codeOf('core'))?.[1]);
  });

  it('language changes numbers, dates and texts', async () => {
    const { Rechnung } = await run<{ Rechnung: ComponentType }>('language');
    const { container } = render(<Rechnung />);
    expect(container.textContent?.replace(/\u00a0/g, ' ').replace(/['’]/, '')).toBe('CHF 1240.00Fällig am 1. Dez. 2026vor Steuernde-CH, Europe/Zurich');
  });

  it('testing lists meters from the demo API', async () => {
    const { names } = await run<{ names: () => Promise<string[]> }>('testing');
    expect(await names()).toHaveLength(2);
  });

  it('faults come in the order of the script, until it is empty', async () => {
    const { polar, fail, recover } = await run<{ polar: DemoPolar; fail: () => void; recover: () => void }>('faults');
    const { token } = polar.createSession('ada');
    const load = (list: string) => polar(`https://demo.example/v1/customer-portal/${list}/`, { headers: { Authorization: `Bearer ${token}` } });
    expect([(await load('meters')).status, (await load('meters')).status, (await load('wallets')).status]).toEqual([401, 429, 200]);
    fail();
    const stalled = await load('meters');
    await expect(load('meters')).rejects.toThrow('fetch failed');
    await stalled.body?.cancel();
    recover();
    expect((await load('meters')).status).toBe(200);
    expect(polar.calls.map(({ fault }) => fault)).toEqual(['expired', 429, 'delay', 'stall', 'reset', undefined]);
  });
});

describe('README.md and the guides', () => {
  it('have a test for each of their examples', () => {
    // Run by test/embed/shops.test.ts.
    const elsewhere = ['shop-worker', 'shopify-worker'];
    expect([...ran, ...elsewhere].toSorted()).toEqual(examples().map(({ word }) => word).toSorted());
  });

  it('have an example of every hook and component', () => {
    const shown = new Set(examples().flatMap(({ code }) => importedFrom('meterface', code)));
    const missing = Object.entries(meterface).filter(([name, value]) => (isHook(name) || isComponent(name, value)) && !shown.has(name));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('export something from each example', () => {
    expect(examples().filter(({ language, code }) => language !== 'html' && !/^export /m.test(code))).toEqual([]);
  });
});

function codeOf(wanted: string): string {
  return examples().find(({ word }) => word === wanted)?.code ?? '';
}
