import * as fc from 'fast-check';
import { customerCustomerMeterFromJSON } from 'polar-sdk-legacy/models/components/customercustomermeter.js';
import { customerStateFromJSON } from 'polar-sdk-legacy/models/components/customerstate.js';
import { customerStateMeterFromJSON } from 'polar-sdk-legacy/models/components/customerstatemeter.js';
import { customerStateSubscriptionMeterFromJSON } from 'polar-sdk-legacy/models/components/customerstatesubscriptionmeter.js';
import { customerSubscriptionFromJSON } from 'polar-sdk-legacy/models/components/customersubscription.js';
import { customerSubscriptionMeterFromJSON } from 'polar-sdk-legacy/models/components/customersubscriptionmeter.js';
import { listResourceCustomerCustomerMeterFromJSON } from 'polar-sdk-legacy/models/components/listresourcecustomercustomermeter.js';
import { subscriptionMeterFromJSON } from 'polar-sdk-legacy/models/components/subscriptionmeter.js';
import { describe, expect, it } from 'vitest';
import {
  parseCustomerMeter,
  parseCustomerState,
  parseMeterList,
  parseStateMeter,
  parseSubscription,
  parseSubscriptionMeter,
} from '../../src/core';
import { wireMeter, wirePage, wirePriceFixed, wirePriceMeteredUnit, wireStateMeter, wireSubscription, wireSubscriptionMeter } from '../../src/testing';

/** The SDK's result for JSON text. Throws where the SDK rejects it, because such a test would prove nothing. */
function bySdk(result: { ok: boolean; value?: unknown; error?: unknown }): unknown {
  if (!result.ok) throw result.error;
  return result.value;
}

const units = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(25.0, 1e16, 0.30000000000000004));
const wholeUnits = fc.oneof(fc.integer(), fc.maxSafeInteger());
const date = fc
  .tuple(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }), fc.constantFrom('iso', 'seconds', 'micro', 'offset', 'zone'))
  .map(([moment, style]) => {
    const iso = moment.toISOString();
    if (style === 'seconds') return `${iso.slice(0, 19)}Z`;
    if (style === 'micro') return `${iso.slice(0, 23)}456Z`;
    if (style === 'offset') return `${iso.slice(0, 23)}+00:00`;
    return style === 'zone' ? `${iso.slice(0, 19)}-11:00` : iso;
  });
const name = fc.oneof(fc.string(), fc.constantFrom('API calls', '<img onerror>', '__proto__'));
const counts = { created_at: date, modified_at: fc.option(date), meter_id: fc.uuid(), consumed_units: units, credited_units: wholeUnits };
const summary = fc.record({ created_at: date, modified_at: fc.option(date), id: fc.uuid(), name });
const pending = { id: fc.uuid(), ...counts, amount: wholeUnits };
const whole = fc.record({
  created_at: date,
  modified_at: fc.option(date),
  id: fc.uuid(),
  name,
  unit: fc.constantFrom('scalar', 'token', 'custom'),
  custom_label: fc.option(fc.string()),
  custom_multiplier: fc.option(fc.integer()),
  filter: fc.constant({ conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'call' }] }),
  aggregation: fc.constantFrom({ func: 'count' }, { func: 'sum', property: 'tokens' }),
  metadata: fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
  organization_id: fc.uuid(),
});

describe('a parser returns the same object as the SDK 0.48.1 from the JSON of', () => {
  it.each<[string, fc.Arbitrary<object>, (json: string) => unknown, (input: unknown) => unknown]>([
    ['CustomerCustomerMeter', fc.record({ id: fc.uuid(), ...counts, customer_id: fc.uuid(), balance: units, meter: summary }), (json) => bySdk(customerCustomerMeterFromJSON(json)), parseCustomerMeter],
    ['CustomerStateMeter', fc.record({ id: fc.uuid(), ...counts, balance: units }), (json) => bySdk(customerStateMeterFromJSON(json)), parseStateMeter],
    ['SubscriptionMeter', fc.record({ ...pending, meter: whole }), (json) => bySdk(subscriptionMeterFromJSON(json)), parseSubscriptionMeter],
    ['CustomerSubscriptionMeter', fc.record({ ...pending, meter: summary }), (json) => bySdk(customerSubscriptionMeterFromJSON(json)), parseSubscriptionMeter],
    ['CustomerStateSubscriptionMeter', fc.record(pending), (json) => bySdk(customerStateSubscriptionMeterFromJSON(json)), parseSubscriptionMeter],
  ])('%s', (_, wire, sdk, parse) => {
    fc.assert(
      fc.property(wire, (object) => {
        const json = JSON.stringify(object);
        const ours = parse(JSON.parse(json));
        const theirs = sdk(json);
        expect(ours).toStrictEqual(theirs);
        // An SDK's own objects are parsed too, in process (as better-auth's server has them) and as JSON.
        expect(parse(theirs)).toStrictEqual(theirs);
        expect(parse(JSON.parse(JSON.stringify(theirs)))).toStrictEqual(theirs);
      }),
      { numRuns: 300 },
    );
  });

  it('a page of meters', () => {
    const json = JSON.stringify(wirePage([wireMeter({ name: 'a' }), wireMeter({ name: 'b' })]));
    const { issues, ...page } = parseMeterList(JSON.parse(json));
    expect(issues).toEqual([]);
    expect(page).toStrictEqual(bySdk(listResourceCustomerCustomerMeterFromJSON(json)));
    expect(parseMeterList({ result: page })).toStrictEqual({ ...page, issues: [] });
  });

  it('a subscription, in every key that both know', () => {
    const wire = wireSubscription({ prices: [wirePriceFixed(), wirePriceMeteredUnit()], meters: [wireSubscriptionMeter({ name: 'API calls' })] });
    const json = JSON.stringify(wire);
    const theirs = bySdk(customerSubscriptionFromJSON(json)) as Record<string, unknown>;
    const { prices, ...rest } = parseSubscription(JSON.parse(json));
    // `kind` is ours; all other keys of a price are the SDK's.
    const ours = { ...rest, prices: prices.map((price) => Object.fromEntries(Object.entries(price).filter(([key]) => key !== 'kind'))) };
    expect(prices.map(({ kind }) => kind)).toEqual(['fixed', 'unit']);
    expect(theirs).toMatchObject(Object.fromEntries(Object.entries(ours).filter(([key]) => key in theirs)));
    expect(Object.keys(ours).filter((key) => !(key in theirs))).toEqual(
      ['currentMeterPeriodStart', 'currentMeterPeriodEnd', 'pastDueAt', 'pauseAtPeriodEnd', 'pausedAt', 'resumesAt', 'units'].filter((key) => key in ours),
    );
  });

  it('a customer state, in its meters and subscriptions, without personal data', () => {
    const { meters: _, ...head } = wireSubscription();
    const stamp = { created_at: head.created_at, modified_at: null };
    const state = {
      ...stamp,
      id: 'c1',
      metadata: {},
      external_id: 'ada',
      email: 'ada@example.com',
      email_verified: true,
      type: 'individual',
      name: 'Ada',
      billing_address: null,
      tax_id: null,
      organization_id: 'o1',
      deleted_at: null,
      avatar_url: 'https://example.com/a.png',
      active_subscriptions: [{ ...head, metadata: {}, meters: [{ ...stamp, id: 's', consumed_units: 1.5, credited_units: 2, amount: 3, meter_id: 'm' }] }],
      granted_benefits: [],
      active_meters: [wireStateMeter({ name: 'a' })],
    };
    const json = JSON.stringify(state);
    const theirs = bySdk(customerStateFromJSON(json)) as Record<string, unknown>;
    const ours = parseCustomerState(JSON.parse(json));
    expect(theirs).toMatchObject(ours);
    expect(Object.keys(ours).sort()).toEqual(['activeMeters', 'activeSubscriptions', 'externalId', 'id']);
  });
});
