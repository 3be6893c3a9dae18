import type { Decorator, Meta, StoryObj } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { expect, userEvent, waitFor } from 'storybook/test';
import { PortalProvider, UsageHistory } from '../src';
import { createPortalHandler } from '../src/server';
import { createProxySource } from '../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireMeter } from '../src/testing';
import { fits, readsWell } from './checks';
import { now } from './clock';
import { Frame } from './frames';

const { meter_id: tokens } = wireMeter({ name: 'AI tokens' });
const { meter_id: requests } = wireMeter({ name: 'API requests' });

/** The demo behind the read-only proxy, both inside of the page. */
function proxySource() {
  const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });
  const portal = createPortalHandler({
    accessToken: DEMO_ACCESS_TOKEN,
    server: 'https://demo.example',
    customer: () => ({ externalId: 'ada' }),
    breakdown: { model: ['gpt-4', 'claude', 'mistral'], region: ['eu', 'us'] },
    limits: { historyPerCustomer: 60 },
    fetch: async (url, init) => demo(url, init),
  });
  return createProxySource({ fetch: async (path, init) => portal(new Request(new URL(path, 'https://shop.example'), init)) });
}

const signedIn =
  (width = 640): Decorator =>
  (Story, { globals, id }) => {
    const [setup] = useState(() => ({ source: proxySource(), queryClient: new QueryClient() }));
    return (
      <PortalProvider key={id} {...setup} scope="ada" locale={String(globals['locale'])} timeZone="UTC" refreshEvery={0}>
        <Frame width={width}>
          <Story />
        </Frame>
      </PortalProvider>
    );
  };

const meta = {
  title: 'Widgets/UsageHistory',
  component: UsageHistory,
  decorators: [signedIn()],
  args: { meterId: tokens },
  afterEach: readsWell,
} satisfies Meta<typeof UsageHistory>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A bar for each period, and behind it a ghost: the period as long before it. */
export const LastPeriods: Story = {
  name: 'Six periods beside the six before',
  args: { periods: 6, compare: true },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('slider', { name: 'Usage by period' })).toBeInTheDocument();
    await expect(await canvas.findByText('The time before')).toBeVisible();
    await fits(canvasElement);
  },
};

/** The three models that are used most have colors of their own. The legend has the units of all, or of the chosen day. */
export const ByModel: Story = {
  name: 'This period, by model and beside the last',
  args: { by: 'model', compare: true },
  play: async ({ canvas, canvasElement }) => {
    const key = await canvas.findByRole('list', { name: 'By model' });
    await waitFor(() => expect([...key.children].map(({ textContent }) => textContent?.split(' ')[0])).toEqual(['gpt-4', 'claude', 'mistral', 'Other']));
    await fits(canvasElement);
  },
};

/** The customer chooses the meter and the time. */
export const Presets: Story = {
  name: 'With a choice of meter and time',
  args: { meterId: undefined, presets: true, compare: true },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Time' }), 'Last 30 days');
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Meter' }), 'Emails sent');
    await expect(await canvas.findByText(/emails$/)).toBeVisible();
    await fits(canvasElement);
  },
};

export const CalendarMonths: Story = { name: 'Twelve calendar months', args: { meterId: requests, interval: 'month', compare: true } };

export const Dark: Story = { ...ByModel, name: 'By model on a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...ByModel, name: 'By model in 240 pixels', args: { by: 'model', compare: true, presets: true, meterId: undefined }, decorators: [signedIn(240)], play: async ({ canvas, canvasElement }) => {
  await canvas.findByText('The time before', undefined);
  await fits(canvasElement);
} };
