import type { Decorator, Meta, StoryObj } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { expect, within } from 'storybook/test';
import { Offers, PortalProvider } from '../src';
import { type Offer, parsePrice } from '../src/core';
import { createPolarSource, type PortalSource } from '../src/sources';
import { wirePriceFixed, wirePriceMeteredUnit } from '../src/testing';
import { readsWell } from './checks';
import { Frame } from './frames';

const { meter_id: meterId } = wirePriceMeteredUnit();
const metered = (unit_amount: string) => parsePrice(wirePriceMeteredUnit({ unit_amount, meter_id: meterId }));
const fixed = (price_amount: number) => parsePrice(wirePriceFixed({ price_amount }));

const offers: Offer[] = [
  { id: 'pay', name: 'Pay as you go', currency: 'usd', prices: [metered('2')] },
  { id: 'pro', name: 'Pro', currency: 'usd', prices: [fixed(2000), metered('1')], credits: { [meterId]: 1000 } },
  { id: 'team', name: 'Team', currency: 'usd', prices: [fixed(5000)], credits: { [meterId]: 4000 } },
  { id: 'starter', name: 'Starter', currency: 'usd', prices: [fixed(500)], credits: { [meterId]: 200 } },
];

/** A source with these units in the last months, as the proxy sends them. */
function sourceOf(units: readonly number[]): PortalSource {
  const polar = createPolarSource({ token: 'polar_cst_x', fetch: () => new Promise(() => {}) });
  const history: PortalSource['history'] = async (_, { start }) => ({
    quantities: units.map((quantity, place) => ({ timestamp: new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + place, 1)), quantity })),
    total: null,
    issues: [],
  });
  return { ...polar, key: 'months', can: { ...polar.can, history: true }, history };
}

const signedIn =
  (width = 560): Decorator =>
  (Story, { globals }) => {
    const [portal] = useState(() => ({ source: sourceOf([800, 1500, 3200]), queryClient: new QueryClient() }));
    return (
      <PortalProvider {...portal} scope="ada" locale={String(globals['locale'])} refreshEvery={0}>
        <Frame width={width}>
          <Story />
        </Frame>
      </PortalProvider>
    );
  };

const meta = {
  title: 'Widgets/Offers',
  component: Offers,
  decorators: [signedIn()],
  args: { offers, current: 'pro' },
  afterEach: readsWell,
} satisfies Meta<typeof Offers>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A plan whose credits did not cover the use, and which has no price for more, has no sum. */
export const LastThreeMonths: Story = {
  name: 'Plans compared over three months',
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('$110.00')).toBeVisible();
    const rows = canvas.getAllByRole('row').map((row) => row.textContent);
    await expect(rows).toEqual(['PlanTotal cost', 'Pay as you go$110.00', 'Pro your plan$87.00', 'Team$150.00', 'Starter—']);
    await expect(canvas.getByText('What each plan would have cost for your usage from Aug 2026 to Oct 2026, before discount and tax.')).toBeVisible();
  },
};

export const Dark: Story = { ...LastThreeMonths, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [signedIn(240)],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('$110.00')).toBeVisible();
    const startOf = (element: Element) => element.getBoundingClientRect().left;
    const start = startOf(canvas.getByRole('heading'));
    await expect(offers.map(({ name }) => startOf(canvas.getByText(name)) - start)).toEqual([0, 0, 0, 0]);
  },
};

export const WithAction: Story = {
  name: 'With a button of your own',
  args: { action: ({ offer }) => (offer.id === 'pro' ? null : <a className="mf-button" href={`#${offer.id}`}>Change</a>) },
  play: async ({ canvas }) => {
    await canvas.findByText('$110.00');
    await expect(canvas.getAllByRole('link', { name: 'Change' })).toHaveLength(3);
    // Without room for a table, the name and the sum stand at the height of the button's text.
    const frame = canvas.getByTestId('frame');
    frame.style.inlineSize = '340px';
    const row = canvas.getByRole('row', { name: /^Team/ });
    const bottoms = ['Team', '$150.00', 'Change'].map((text) => {
      const range = new Range();
      range.selectNodeContents(within(row).getByText(text));
      return range.getBoundingClientRect().bottom;
    });
    frame.style.inlineSize = '';
    await expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThan(3);
  },
};
