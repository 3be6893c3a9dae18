import { dehydrate, QueryClient } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { Billing, CopyBilling, CopyUsage, Credits, Offers, prefetchPortal, PortalProvider, type PortalProviderProps, Usage, UsageAlert, UsageBudget, UsageHistory, UsageInline } from '../../src';
import { createPolarSource, type Fetch, type PortalSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';
import { describeConformance, expectOtherFormats, expectSameFromServer, forbidden } from '../components/conformance';
import { noon } from '../react/polar';
import { renderOnServer } from '../support/renderOnServer';

const never = () => new Promise<never>(() => {});
const pending = { meters: never, meter: never, subscriptions: never, subscription: never, wallets: never, creditGrants: never, orders: never, products: never, chargePreview: never };
const silent: PortalSource = { ...createPolarSource({ token: 'polar_cst_x' }), ...pending, key: 'silent' };

const waiting = (widget: ReactElement, source = silent) => (
  <PortalProvider source={source} scope="ada" refreshEvery={0}>
    {widget}
  </PortalProvider>
);
const root = 'div';
const className = 'mf-widget';
describeConformance('Usage', (host) => waiting(<Usage {...host} />), { root, className });
describeConformance('Billing', (host) => waiting(<Billing {...host} />), { root, className });
describeConformance('UsageAlert', (host) => waiting(<UsageAlert {...host} />), { root, className: 'mf' });
const offers = [{ id: 'free', name: 'Free', currency: 'usd', prices: [] }];
describeConformance('Offers', (host) => waiting(<Offers offers={offers} {...host} />, { ...silent, can: { ...silent.can, history: true } }), { root, className: 'mf' });
describeConformance('UsageInline', (host) => waiting(<UsageInline meterId="m" {...host} />), { root: 'span', className: 'mf' });
describeConformance('UsageBudget', (host) => waiting(<UsageBudget {...host} />), { root, className: 'mf' });
describeConformance('CopyUsage', (host) => waiting(<CopyUsage {...host} />), { root, className: 'mf' });
describeConformance('CopyBilling', (host) => waiting(<CopyBilling {...host} />), { root, className: 'mf' });
describeConformance('Credits', (host) => waiting(<Credits {...host} />), { root, className });

const withHistory = { ...silent, can: { ...silent.can, history: true }, history: never };

describe('the root of a widget', () => {
  it.each<[string, () => ReactElement]>([
    ['Usage', () => <Usage />],
    ['Billing', () => <Billing />],
    ['Credits', () => <Credits />],
    ['UsageAlert', () => <UsageAlert />],
    ['Offers', () => <Offers offers={offers} />],
    ['UsageInline', () => <UsageInline meterId="m" />],
    ['UsageBudget', () => <UsageBudget />],
    ['CopyUsage', () => <CopyUsage />],
    ['CopyBilling', () => <CopyBilling />],
    ['UsageHistory while it loads', () => <UsageHistory meterId="m" />],
    ['UsageHistory of given data', () => <UsageHistory history={{ quantities: [{ timestamp: noon, quantity: 5 }], total: 5 }} />],
  ])('of %s has the language and the direction of its texts, which may differ from the page’s', (_, make) => {
    const rootIn = (messages: PortalProviderProps['messages']) => {
      const { container, unmount } = render(<PortalProvider source={withHistory} scope="ada" refreshEvery={0} messages={messages}>{make()}</PortalProvider>);
      const { lang, dir } = container.firstElementChild as HTMLElement;
      unmount();
      return [lang, dir];
    };
    expect([rootIn(undefined), rootIn({ locale: 'ar' })]).toEqual([['en', 'ltr'], ['ar', 'rtl']]);
  });
});

/** A page whose data is prefetched, as on a server. */
async function prefetched(customer: string, fetch?: Fetch) {
  const demo = createDemoPolar({ moving: false, now: () => noon });
  const getToken = () => demo.createSession(customer);
  const portal = { source: createPolarSource({ getToken, fetch: fetch ? (url, init) => (url.includes('/benefit-grants/') ? fetch(url, init) : demo.fetch(url, init)) : demo.fetch }), scope: customer, refreshEvery: 0 };
  const queryClient = new QueryClient();
  await prefetchPortal(queryClient, portal);
  const make = () => (
    <PortalProvider {...portal} source={{ ...silent, key: portal.source.key }} queryClient={queryClient} timeZone="UTC">
      <Usage layout="rows" showAsOf />
      <Billing showAsOf />
      {/* What failed shows a notice or, in the first versions of TanStack Query 5, a skeleton while it is retried. */}
      {fetch === undefined && <Credits showAsOf />}
    </PortalProvider>
  );
  return { page: make(), make, queryClient, portal };
}

describe('a page rendered on a server', () => {
  it.each(['ada', 'bo', 'cy', 'dee', 'eve'])('hydrates without a warning for %s', async (customer) => {
    const { page } = await prefetched(customer);
    const html = renderOnServer(page);
    expect(html).not.toContain('Loading');
    expect(html).not.toMatch(forbidden);
    expect(html).not.toMatch(/\sstyle=/);
    expectSameFromServer(page);
  });

  it.each(['ada', 'bo', 'cy', 'dee', 'eve'])('keeps the server’s texts for %s, except the time of the data, if the browser formats differently', async (customer) => {
    const { make } = await prefetched(customer);
    expectOtherFormats(make);
  });

  it('keeps the rows of a list with ten meters or more in the browser', async () => {
    const { queryClient, portal } = await prefetched('dee');
    const page = (
      <PortalProvider {...portal} source={{ ...silent, key: portal.source.key }} queryClient={queryClient} timeZone="UTC">
        <Usage />
      </PortalProvider>
    );
    const place = document.body.appendChild(document.createElement('div'));
    place.innerHTML = renderOnServer(page);
    expect(place.querySelectorAll('li .mf-usage')).toHaveLength(100);
    const { container, unmount } = render(page, { container: place, hydrate: true });
    await waitFor(() => expect(container.querySelector('[role="searchbox"], [type="search"]')).not.toBeNull());
    expect([container.querySelectorAll('li .mf-usage').length, container.querySelector('table')]).toEqual([100, null]);
    unmount();
    place.remove();
  });

  it('shows the meters and hydrates without a warning when credit grants fail', async () => {
    const { page } = await prefetched('ada', async () => new Response('', { status: 503 }));
    const html = renderOnServer(page);
    expect(html).toContain('Image credits');
    expect(html).toContain('$4.12 so far');
    expectSameFromServer(page);
  });

  it('contains no token in its HTML or in its dehydrated data', async () => {
    const { page, queryClient } = await prefetched('ada');
    expect(renderOnServer(page) + JSON.stringify(dehydrate(queryClient))).not.toMatch(/polar_(cst|mst|oat)_|Bearer/);
  });

  it('shows skeletons without data and sends no request', () => {
    const requests: string[] = [];
    const request = (list: string) => () => {
      requests.push(list);
      return never();
    };
    const source: PortalSource = { ...silent, ...Object.fromEntries(Object.keys(pending).map((list) => [list, request(list)])) };
    const html = renderOnServer(
      <PortalProvider source={source} scope="ada">
        <Usage />
        <Billing />
      </PortalProvider>,
    );
    expect(html.match(/Loading…/g)).toHaveLength(2);
    expect(requests).toEqual([]);
  });
});
