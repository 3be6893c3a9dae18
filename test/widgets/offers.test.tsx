import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Offers, type OffersProps, useMonthsOfUse } from '../../src';
import { type Offer, parsePrice } from '../../src/core';
import { wireMeter, wirePriceFixed, wirePriceMeteredUnit } from '../../src/testing';
import { noon, type Polar, servePolar, settle } from '../react/polar';
import { openShop } from '../server/shop';
import { showTo } from './widgets';

const { meter_id: tokens } = wireMeter({ name: 'AI tokens' });
const fixed = (price_amount: number) => parsePrice(wirePriceFixed({ price_amount }));
const metered = (unit_amount: string) => parsePrice(wirePriceMeteredUnit({ unit_amount, meter_id: tokens }));
const offers: Offer[] = [
  { id: 'pro', name: 'Pro', currency: 'usd', prices: [fixed(2000), metered('1')], credits: { [tokens]: 1000 } },
  { id: 'free', name: 'Free', currency: 'usd', prices: [fixed(0)], credits: { [tokens]: 100 } },
];

/** Shows offers to a customer whose months of use are replaced. */
async function show(months: unknown, props: Partial<OffersProps> = {}) {
  const polar = await servePolar();
  const source = polar.source('ada');
  const requested: unknown[] = [];
  const history = async (meterId: string, range: object) => {
    requested.push({ meterId, ...range });
    if (months instanceof Error) throw months;
    return months as never;
  };
  const shown = showTo(polar, 'ada', <Offers offers={offers} current="pro" {...props} />, { source: { ...source, can: { ...source.can, history: true }, history } });
  await waitFor(() => expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'false'));
  return { ...shown, requested, rows: () => screen.getAllByRole('row').slice(1).map(({ textContent }) => textContent) };
}

const monthsOf = (...units: (number | null)[]) => ({
  quantities: units.map((quantity, index) => ({ timestamp: new Date(Date.UTC(2026, 7 + index, 1)), quantity })), total: null, issues: [],
});

describe('Offers', () => {
  it('sums up each plan for the last three months, and says so', async () => {
    const { requested, rows } = await show(monthsOf(50, 1000, 1250));
    expect(rows()).toEqual(['Pro your plan$62.50', 'Free—']);
    expect(screen.getByRole('table', { name: 'Compare plans' })).toBeInTheDocument();
    expect(screen.getByText('What each plan would have cost for your usage from Aug 2026 to Oct 2026, before discount and tax.')).toBeInTheDocument();
    expect(requested).toEqual([{ meterId: tokens, start: new Date('2026-08-01'), end: new Date('2026-11-01'), interval: 'month' }]);
  });

  it('takes null as the default of each option', async () => {
    const { rows } = await show(monthsOf(50, 1000, 1250), { current: null, months: null, action: null, headingLevel: null, className: null } as never);
    expect(rows()).toEqual(['Pro$62.50', 'Free—']);
    expect(screen.getByRole('heading', { name: 'Compare plans', level: 2 })).toBeInTheDocument();
  });

  it('takes another number of months', async () => {
    const { rows } = await show({ ...monthsOf(), quantities: [{ timestamp: new Date('2026-10-01'), quantity: 40 }] }, { months: 1 });
    expect(rows()).toEqual(['Pro your plan$20.00', 'Free$0.00']);
    expect(screen.getByText('What each plan would have cost for your usage in Oct 2026, before discount and tax.')).toBeInTheDocument();
  });

  it('shows no sum while the months load', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    showTo(polar, 'ada', <Offers offers={offers} current="pro" />, { source: { ...source, can: { ...source.can, history: true }, history: () => new Promise<never>(() => {}) } });
    await settle();
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'true');
    expect(screen.getAllByRole('row').slice(1).map(({ textContent }) => textContent)).toEqual(['Pro your plan', 'Free']);
  });

  it.each<[string, unknown]>([
    ['a month is unknown', monthsOf(1, null, 2)],
    ['a month is missing', monthsOf(1, 2)],
    ['other months are returned', { ...monthsOf(1, 2, 3), quantities: monthsOf(1, 2, 3).quantities.map((one) => ({ ...one, timestamp: noon })) }],
  ])('shows no sum if %s', async (_, months) => {
    const { rows } = await show(months);
    expect(rows()).toEqual(['Pro your plan—', 'Free—']);
  });

  it('shows the host’s action and title', async () => {
    await show(monthsOf(1, 2, 3), { title: 'Other plans', headingLevel: 3, action: ({ offer, total }) => <a href="/change">{`${offer.name} for ${total}`}</a> });
    expect(screen.getByRole('heading', { level: 3, name: 'Other plans' })).toBeInTheDocument();
    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Pro for 6000', 'Free for 0']);
  });

  it.each([[null], [false], ['']])('has no heading for the title %o', async (title) => {
    await show(monthsOf(1, 2, 3), { title });
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('renders nothing with a source that has no histories', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Offers offers={offers} />);
    expect(container).toBeEmptyDOMElement();
  });

  it('loads months through the proxy', async () => {
    const shop = await openShop({ polar: { now: () => noon } });
    function Months() {
      const { months, isPending } = useMonthsOfUse([tokens], 2);
      return <p>{isPending ? 'loading' : months.map(({ start, used }) => `${start.toISOString().slice(0, 7)}: ${used[tokens]}`).join(', ')}</p>;
    }
    showTo({ source: () => shop.source('ada') } as unknown as Polar, 'ada', <Months />);
    expect(await screen.findByText(/^20\d\d-\d\d: \d+, 20\d\d-\d\d: \d+$/)).toBeInTheDocument();
  });
});
