import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Credits, Usage } from '../../src';
import type { PortalSource } from '../../src/sources';
import { wireMeter } from '../../src/testing';
import { noon, servePolar } from '../react/polar';
import { openShop } from '../server/shop';
import { announced } from '../support/announced';
import { showTo } from './widgets';

const linesIn = (container: Element) => [...container.querySelectorAll('li .mf-hidden')].map(({ textContent }) => textContent);
const refuse = () => new Response('', { status: 403 });

describe('Credits', () => {
  it('shows where the credits of each meter come from', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Credits />);
    await screen.findByText(/^Image credits: /);
    expect(linesIn(container).toSorted()).toEqual([
      'AI tokens: 2M tokens from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026',
      'Emails sent: 10,000 emails from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026',
      'Image credits: 500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over',
    ]);
    expect(screen.getByRole('heading', { name: 'Credits' })).toBeInTheDocument();
  });

  it('shows bought credits without a renewal', async () => {
    const { container } = showTo(await servePolar(), 'eve', <Credits />);
    await screen.findByText(/^Image credits: /);
    expect(linesIn(container)).toEqual([expect.stringMatching(/^Image credits: 500 bought, credited .*; no renewal$/)]);
  });

  it('takes the names of units from the host', async () => {
    const polar = await servePolar();
    const { container } = showTo(polar, 'ada', <Credits units={{ [wireMeter({ name: 'Image credits' }).meter_id]: 'pictures' }} />);
    await screen.findByText(/^Image credits: /);
    expect(linesIn(container).some((line) => line.startsWith('Image credits: 500 pictures from'))).toBe(true);
  });

  it('shows a notice to a customer without credits', async () => {
    showTo(await servePolar(), 'cy', <Credits />);
    expect(await screen.findByText('No credits')).toBeInTheDocument();
  });

  it('shows the host’s `empty` if every grant is revoked or not granted', async () => {
    const polar = await servePolar();
    polar.respond = async (request) => {
      if (!request.url.includes('/benefit-grants/')) return undefined;
      const page = (await (await polar.demo(request)).json()) as { items: object[] };
      return Response.json({ ...page, items: page.items.map((item, index) => ({ ...item, ...(index === 0 ? { is_granted: false } : { is_revoked: true }) })) });
    };
    showTo(polar, 'ada', <Credits empty="Buy some." />);
    expect(await screen.findByText('Buy some.')).toBeInTheDocument();
  });

  it('renders nothing if the source has no grants', async () => {
    const polar = await servePolar();
    const { can, ...source } = polar.source('ada');
    const { container } = showTo(polar, 'ada', <Credits />, { source: { ...source, can: { ...can, grants: false } } });
    expect(container).toBeEmptyDOMElement();
  });

  it('shows an error and a retry when grants fail', async () => {
    const polar = await servePolar();
    polar.respond = ({ url }) => (url.includes('/benefit-grants/') ? refuse() : undefined);
    const { container } = showTo(polar, 'ada', <Credits />);
    const retry = await screen.findByRole('button', { name: 'Try again: Credits' });
    polar.respond = undefined;
    retry.click();
    await waitFor(() => expect(linesIn(container)).toHaveLength(3));
  });

  it('retries the requests for meters and subscriptions, too, if these have failed', async () => {
    const polar = await servePolar();
    polar.respond = refuse;
    const { queryClient } = showTo(polar, 'ada', <Credits />);
    const retry = await screen.findByRole('button', { name: 'Try again: Credits' });
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    polar.respond = undefined;
    retry.click();
    expect(await screen.findByText(/^Image credits: 500 from Lumen Pro/)).toBeInTheDocument();
  });

  it.each([
    ['meters', '500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over'],
    ['subscriptions', 'Image credits: 500 granted, credited Nov 1, 2026; unused credits roll over'],
  ])('leaves out the data of %s when they fail', async (failing, line) => {
    const polar = await servePolar();
    polar.respond = ({ url }) => (url.includes(`/${failing}/`) ? refuse() : undefined);
    showTo(polar, 'ada', <Credits />);
    expect(await screen.findByText(line)).toBeInTheDocument();
  });

  it('shows the readable grants and says that others could not be read', async () => {
    const polar = await servePolar();
    polar.respond = async (request) => {
      if (!request.url.includes('/benefit-grants/')) return undefined;
      const page = (await (await polar.demo(request)).json()) as { items: object[] };
      return Response.json({ ...page, items: [...page.items.slice(0, 1), { id: 5 }] });
    };
    const { container } = showTo(polar, 'ada', <Credits />);
    await waitFor(() => expect(linesIn(container)).toHaveLength(1));
    expect(announced()).toMatch(/one entry/);
  });

  it.each(['ada', 'bo', 'eve', 'fay', 'gil', 'lou'])('shows %s the same data through the read-only proxy as without it, as does Usage', async (customer) => {
    const widgets = (
      <>
        <Usage />
        <Credits />
      </>
    );
    const textOf = async (source: PortalSource) => {
      const { container, unmount } = showTo(polar, customer, widgets, { source });
      await waitFor(() => expect(container.querySelector('[aria-busy=true]')).toBeNull(), { timeout: 15_000 });
      const text = container.textContent;
      unmount();
      return text;
    };
    const polar = await servePolar();
    const shop = await openShop({ polar: { now: () => noon } });
    const direct = await textOf(polar.source(customer));
    expect(direct).toContain('Credits');
    expect(await textOf(shop.source(customer))).toBe(direct);
  });
});
