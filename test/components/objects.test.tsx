import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Balance, type MeterLike, type MeterProps, UsageBar } from '../../src';
import { parseCustomerMeter, parseCustomerState, parsePrice, parseStateMeter, parseSubscription, parseSubscriptionMeter } from '../../src/core';
import { createDemoPolar, wireMeter, wirePriceMeteredTiers, wirePriceMeteredUnit, wireStateMeter, wireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { asMerchant } from '../testing/signIn';
import { spokenIn } from '../widgets/widgets';

const wholeMeter = {
  ...wireSubscriptionMeter().meter,
  unit: 'custom',
  custom_label: 'pages',
  custom_multiplier: 1000,
  filter: { conjunction: 'and', clauses: [] },
  aggregation: { func: 'count' },
  metadata: { __proto__: null, any: 'thing' },
  organization_id: 'o',
};

async function fromState(): Promise<MeterLike> {
  const response = await asMerchant(createDemoPolar({ moving: false }), '/v1/customers/external/ada/state');
  const { activeSubscriptions } = parseCustomerState(await response.json());
  const meter = activeSubscriptions[0]?.meters.find(({ creditedUnits }) => creditedUnits === 10_000);
  if (meter === undefined) throw new Error('Ada has no such meter.');
  return meter;
}

describe('UsageBar of a Polar object', () => {
  it.each<[string, () => MeterLike | Promise<MeterLike>, string, string]>([
    ['CustomerCustomerMeter', () => parseCustomerMeter(wireMeter()), 'AI tokens', '1,250 of 5,000 used, 3,750 left'],
    ['CustomerStateMeter, without a name', () => parseStateMeter(wireStateMeter()), 'Usage', '1,250 of 5,000 used, 3,750 left'],
    ['SubscriptionMeter, with its unit', () => parseSubscriptionMeter({ ...wireSubscriptionMeter(), meter: wholeMeter }), 'AI tokens', '1.25 of 5 pages used, 3.75 pages left'],
    ['CustomerSubscriptionMeter', () => parseSubscription(wireSubscription()).meters[0]!, 'AI tokens', '1,250 of 5,000 used, 3,750 left'],
    ['CustomerStateSubscriptionMeter', fromState, 'Usage', '3,120 of 10,000 used, 6,880 left'],
  ])('shows a %s', async (_, make, name, text) => {
    render(<UsageBar meter={await make()} />);
    expect(spokenIn(document.body)).toEqual([`${name}: ${text}`]);
  });
});

describe('UsageBar props', () => {
  const meter = parseCustomerMeter(wireMeter());
  it.each<[string, MeterProps, string, string]>([
    ['a name', { name: 'Mine' }, 'Mine', '1,250 of 5,000 used, 3,750 left'],
    ['units and a balance', { consumedUnits: 10, balance: 4990 }, 'AI tokens', '10 of 5,000 used, 4,990 left'],
    ['credits', { creditedUnits: 2500, balance: 1250 }, 'AI tokens', '1,250 of 2,500 used, 1,250 left'],
    ['a unit', { unit: 'seats' }, 'AI tokens', '1,250 of 5,000 seats used, 3,750 left'],
  ])('take precedence over the meter: %s', (_, props, name, text) => {
    render(<UsageBar meter={meter} {...props} />);
    expect(spokenIn(document.body)).toEqual([`${name}: ${text}`]);
  });

  it('take precedence over the meter if they are null', () => {
    render(<UsageBar meter={meter} consumedUnits={null} />);
    expect(spokenIn(document.body)).toEqual(['AI tokens: usage not known right now']);
  });

  it('do not take precedence over the meter if they are undefined', () => {
    render(<UsageBar meter={meter} consumedUnits={undefined} name={undefined} unit={undefined} />);
    expect(spokenIn(document.body)).toEqual(['AI tokens: 1,250 of 5,000 used, 3,750 left']);
  });
});

describe('The name of units', () => {
  const token = parsePrice(wirePriceMeteredUnit());
  const emails = parsePrice(wirePriceMeteredTiers());
  const whole = parseSubscriptionMeter({ ...wireSubscriptionMeter(), meter: wholeMeter });
  it.each<[string, MeterProps, string]>([
    ['is “units” by default', {}, '5 units left'],
    ['is singular for one', { balance: 1, consumedUnits: 9 }, '1 unit left'],
    ['comes from the price', { terms: { price: token } }, '5 tokens left'],
    ['comes from the price’s custom label', { terms: { price: emails } }, '5 emails left'],
    ['comes from the meter before the price', { meter: whole, terms: { price: token } }, '0.005 pages left'],
    ['comes from the host before meter and price', { meter: whole, terms: { price: token }, unit: 'sheets' }, '5 sheets left'],
    ['comes from the host as a unit description', { unit: { unit: 'custom', customLabel: 'sheets' } }, '5 sheets left'],
    ['is “units” for a custom unit without a label', { unit: { unit: 'custom', customLabel: null } }, '5 units left'],
    ['is “units” for an unknown kind of unit', { unit: { unit: 'parsec' } }, '5 units left'],
    ['is plain text without direction controls', { unit: '<b>\u202Ex</b>' }, '5 <b>x</b> left'],
  ])('%s', (_, props, phrase) => {
    const { container } = render(<Balance consumedUnits={5} creditedUnits={10} balance={5} {...props} />);
    expect(container).toHaveTextContent(new RegExp(`^${phrase}$`));
  });
});
