import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { AmountDue, UsageBar, useLocalization } from '../src';
import {
  amountDueOf,
  formatAmount,
  parseCustomerMeter,
  parseCustomerState,
  parseMeterList,
  parsePrice,
  parseStateMeter,
  parseSubscription,
  parseSubscriptionMeter,
} from '../src/core';
import { wireMeter, wirePage, wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit, wireStateMeter, wireSubscription, wireSubscriptionMeter } from '../src/testing';
import { reads, readsWell } from './checks';
import { Stack } from './frames';

/** Each of Polar's objects about usage, parsed from what the API sends, and shown. */
const meta = { title: 'Polar objects/As the API sends them', afterEach: readsWell } satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

/** From the customer portal API: has a name and numbers. */
export const CustomerCustomerMeter: Story = {
  name: 'Customer meter',
  render: () => <UsageBar meter={parseCustomerMeter(wireMeter())} />,
  play: ({ canvas }) => reads(canvas.getByText('AI tokens: 1,250 of 5,000 used, 3,750 left')),
};

/** Inside a customer state or a webhook: has no name and no unit, so the page provides both. */
export const CustomerStateMeter: Story = {
  name: 'Meter of a customer state',
  render: () => <UsageBar meter={parseStateMeter(wireStateMeter())} name="AI tokens" unit={{ unit: 'token' }} />,
  play: ({ canvas }) => reads(canvas.getByText('AI tokens: 1,250 of 5,000 tokens used, 3,750 left')),
};

/** From the merchant API: has the whole meter with its unit, and the pending amount. */
export const SubscriptionMeter: Story = {
  name: 'Subscription meter',
  render: function Render() {
    const { locale } = useLocalization();
    const wire = wireSubscriptionMeter({ consumed_units: 6000, amount: 412 });
    const meter = parseSubscriptionMeter({ ...wire, meter: { ...wire.meter, unit: 'custom', custom_label: 'requests', custom_multiplier: 1 } });
    return <UsageBar meter={meter} cost={formatAmount(meter.amount, 'usd', locale)} terms={{ price: parsePrice(wirePriceMeteredUnit()) }} />;
  },
  play: async ({ canvas }) => {
    await reads(canvas.getByText('AI tokens: 6,000 of 5,000 requests used, 1,000 over, $4.12 so far'));
    await expect(canvas.getByText('+$4.12')).toBeVisible();
  },
};

/** On a subscription of the customer portal API: the meter is only a name. */
export const CustomerSubscriptionMeter: Story = {
  name: 'Subscription meter of the portal',
  render: () => <UsageBar meter={parseSubscription(wireSubscription()).meters[0]} />,
  play: ({ canvas }) => reads(canvas.getByText('AI tokens: 1,250 of 5,000 used, 3,750 left')),
};

/** On a subscription inside a customer state: the page provides name and unit. */
export const CustomerStateSubscriptionMeter: Story = {
  name: 'Subscription meter of a customer state',
  render: () => {
    const { meter, ...pending } = wireSubscriptionMeter();
    const subscription = { ...wireSubscription(), meters: [pending] };
    const state = parseCustomerState({ id: 'c', external_id: 'ada', active_meters: [], active_subscriptions: [subscription] });
    return <UsageBar meter={state.activeSubscriptions[0]?.meters[0]} name={meter.name} unit="tokens" />;
  },
  play: ({ canvas }) => reads(canvas.getByText('AI tokens: 1,250 of 5,000 tokens used, 3,750 left')),
};

/** A page of meters with one invalid item: the others are shown, with a note. */
export const MeterList: Story = {
  name: 'List of meters',
  render: function Render() {
    const { messages } = useLocalization();
    const bad = { ...wireMeter({ name: 'Text in place of a number' }), consumed_units: '25' };
    const { items, issues } = parseMeterList(wirePage([wireMeter({ name: 'Images' }), bad, wireMeter({ name: 'Emails' })]));
    return (
      <Stack>
        {items.map((meter) => (
          <UsageBar key={meter.id} meter={meter} />
        ))}
        {issues.length > 0 && <span role="status">{messages.leftOut(issues.length)}</span>}
      </Stack>
    );
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText(/^\w+: 1,250 of 5,000 used/)).toHaveLength(2);
    await expect(canvas.getByRole('status')).toHaveTextContent("We couldn't read one entry, so it isn't shown.");
  },
};

/** A subscription: its next charge, and each of its meters with its price. */
export const Subscription: Story = {
  name: 'Subscription',
  render: () => {
    const prices = [wirePriceFixed(), wirePriceMeteredUnit(), wirePriceMeteredTiers()];
    const meters = [
      wireSubscriptionMeter({ consumed_units: 6000, amount: 1 }),
      wireSubscriptionMeter({ name: 'Emails sent', consumed_units: 3120, credited_units: 10_000 }),
    ];
    const subscription = parseSubscription(wireSubscription({ prices, meters }));
    const { amount, currency, dueAt } = amountDueOf(subscription);
    return (
      <Stack>
        <AmountDue amount={amount} currency={currency} dueAt={dueAt} />
        {subscription.meters.map((meter) => (
          <UsageBar
            key={meter.id}
            meter={meter}
            terms={{ price: subscription.prices.find((price) => 'meterId' in price && price.meterId === meter.meterId) }}
          />
        ))}
      </Stack>
    );
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('$20.01')).toBeVisible();
    await expect(canvas.getByText('due Dec 1, 2026')).toBeVisible();
    await expect(canvas.getByText('6,000 of 5,000 tokens used · overage is billed')).toBeVisible();
    await expect(canvas.getByText('3,120 of 10,000 emails used')).toBeVisible();
  },
};
