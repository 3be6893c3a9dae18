// @vitest-environment node
import type { models } from '@polar-sh/sdk/2026-10';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { customerMeterSchema } from '../../src/core/schemas/customerMeter';
import type { customerStateMeterSchema } from '../../src/core/schemas/customerStateMeter';
import type { tiersPriceSchema, unitPriceSchema } from '../../src/core/schemas/price';
import type { shapeOf, WireOf } from '../../src/core/schemas/shape';
import type { customerSubscriptionSchema } from '../../src/core/schemas/subscription';
import type { customerSubscriptionMeterSchema } from '../../src/core/schemas/customerSubscriptionMeter';
import {
  createDemoPolar,
  type WireBenefit,
  type WireCreditGrant,
  type WireCustomer,
  type WireMeter,
  type WireOrder,
  type WirePendingUpdate,
  type WirePriceFixed,
  type WirePriceMeteredTiers,
  type WirePriceMeteredUnit,
  type WirePriceSeatBased,
  type WirePriceUnitBased,
  type WireSession,
  type WireState,
  type WireStateMeter,
  type WireSubscription,
  type WireSubscriptionMeter,
  type WireWallet,
  wireMeter,
  wirePage,
  wirePriceMeteredTiers,
  wirePriceMeteredUnit,
  wireStateMeter,
  wireSubscription,
  wireSubscriptionMeter,
} from '../../src/testing';
import { signIn } from './signIn';

/** The fields of a wire type that no schema reads; what a schema reads is checked in `test/core/shape.test.ts`. */
type Unread<Wire, Schema extends Parameters<typeof shapeOf>[0]> = Exclude<keyof Wire, keyof WireOf<Schema>>;

describe('the wire types', () => {
  it('are assignable to the types of Polar’s SDK', () => {
    expectTypeOf<WireMeter>().toExtend<models.CustomerCustomerMeter>();
    expectTypeOf<WireStateMeter>().toExtend<models.CustomerStateMeter>();
    expectTypeOf<WireSubscriptionMeter>().toExtend<models.CustomerSubscriptionMeter>();
    expectTypeOf<WireSubscription>().toExtend<models.CustomerSubscription>();
    expectTypeOf<WirePriceFixed>().toExtend<models.ProductPriceFixed>();
    expectTypeOf<WirePriceMeteredUnit>().toExtend<models.ProductPriceMeteredUnit>();
    expectTypeOf<WirePriceMeteredTiers>().toExtend<models.ProductPriceMeteredTiers>();
    expectTypeOf<WirePriceSeatBased>().toExtend<models.ProductPriceSeatBased>();
    expectTypeOf<WirePriceUnitBased>().toExtend<models.ProductPriceUnitBased>();
    expectTypeOf<WirePendingUpdate>().toExtend<models.PendingSubscriptionUpdate>();
    expectTypeOf<WireOrder>().toExtend<models.CustomerOrder>();
    expectTypeOf<WireCreditGrant>().toExtend<models.CustomerBenefitGrantMeterCredit>();
    expectTypeOf<WireBenefit>().toExtend<models.BenefitMeterCreditPublic>();
    expectTypeOf<WireWallet>().toExtend<models.CustomerWallet>();
    expectTypeOf<WireCustomer>().toExtend<models.CustomerIndividual>();
    expectTypeOf<WireSession>().toExtend<models.CustomerSession>();
    // SDK 1.0.1 types this `status` wrongly as "granted" | "disabled"; conformance.test.ts checks the values.
    type Listed = WireState['active_subscriptions'][number];
    expectTypeOf<Omit<Listed, 'status'>>().toExtend<Omit<models.CustomerStateSubscription, 'status'>>();
    expectTypeOf<Omit<WireState, 'active_subscriptions'>>().toExtend<Omit<models.CustomerStateIndividual, 'active_subscriptions'>>();
  });

  it('have, beside the fields that our schemas read, exactly the fields of the SDK’s types', () => {
    expectTypeOf<Unread<WireMeter, typeof customerMeterSchema>>().toEqualTypeOf<Unread<models.CustomerCustomerMeter, typeof customerMeterSchema>>();
    expectTypeOf<Unread<WireStateMeter, typeof customerStateMeterSchema>>().toEqualTypeOf<Unread<models.CustomerStateMeter, typeof customerStateMeterSchema>>();
    expectTypeOf<Unread<WireSubscriptionMeter, typeof customerSubscriptionMeterSchema>>().toEqualTypeOf<Unread<models.CustomerSubscriptionMeter, typeof customerSubscriptionMeterSchema>>();
    expectTypeOf<Unread<WireSubscription, typeof customerSubscriptionSchema>>().toEqualTypeOf<Unread<models.CustomerSubscription, typeof customerSubscriptionSchema>>();
    expectTypeOf<Unread<WirePriceMeteredUnit, typeof unitPriceSchema>>().toEqualTypeOf<Unread<models.ProductPriceMeteredUnit, typeof unitPriceSchema>>();
    expectTypeOf<Unread<WirePriceMeteredTiers, typeof tiersPriceSchema>>().toEqualTypeOf<Unread<models.ProductPriceMeteredTiers, typeof tiersPriceSchema>>();
    expectTypeOf<keyof WirePriceSeatBased>().toEqualTypeOf<keyof models.ProductPriceSeatBased>();
    expectTypeOf<keyof WirePriceUnitBased>().toEqualTypeOf<keyof models.ProductPriceUnitBased>();
    expectTypeOf<keyof WireOrder>().toEqualTypeOf<keyof models.CustomerOrder>();
    expectTypeOf<keyof WireCreditGrant>().toEqualTypeOf<keyof models.CustomerBenefitGrantMeterCredit>();
  });

  it('write a tiered price as the SDK types it', async () => {
    const { items } = await signIn(createDemoPolar(), 'ada').subscriptions();
    const price = items[0]?.prices.find(({ amount_type }) => amount_type === 'metered_tiers');
    const { id, created_at, product_id, meter_id } = price as WirePriceMeteredTiers;
    expect(price).toEqual({
      id,
      created_at,
      modified_at: null,
      source: 'catalog',
      amount_type: 'metered_tiers',
      price_currency: 'usd',
      tax_behavior: 'exclusive',
      is_archived: false,
      product_id,
      cap_amount: 5000,
      meter_id,
      meter: { id: meter_id, name: 'Emails sent', unit: 'custom', custom_label: 'emails', custom_multiplier: 1 },
      tiers: {
        type: 'graduated',
        tiers: [
          { bound: 10_000, unit_amount: '0.100000000000' },
          { bound: 100_000, unit_amount: '0.080000000000' },
          { bound: null, unit_amount: '0.050000000000' },
        ],
      },
    } satisfies models.ProductPriceMeteredTiers);
  });
});

describe('the fixtures', () => {
  it('give a meter, its price and its subscription meter the same id for the same name', () => {
    const ids = [
      wireMeter({ name: 'Seats' }).meter_id,
      wireMeter({ name: 'Seats' }).meter.id,
      wireStateMeter({ name: 'Seats' }).meter_id,
      wireSubscriptionMeter({ name: 'Seats' }).meter_id,
      wirePriceMeteredUnit({ name: 'Seats' }).meter.id,
      wirePriceMeteredTiers({ name: 'Seats' }).meter_id,
    ];
    expect(new Set(ids).size).toBe(1);
    expect(wireMeter({ name: 'Rooms' }).meter_id).not.toBe(ids[0]);
  });

  it('compute `balance` unless it is given', () => {
    expect(wireMeter({ consumed_units: 7, credited_units: 5 }).balance).toBe(-2);
    expect(wireMeter({ consumed_units: 7, credited_units: 5, balance: 9 }).balance).toBe(9);
    expect(wireStateMeter({ consumed_units: 8 }).balance).toBe(4992);
  });

  it('accept an id or a name for the meter', () => {
    const meter_id = wireMeter({ name: 'Other' }).meter_id;
    expect(wireMeter({ meter_id }).meter.id).toBe(meter_id);
    expect(wireSubscriptionMeter({ meter: { name: '<b>' } }).meter.name).toBe('<b>');
  });

  it('give a subscription and its product the same prices', () => {
    const prices = [wirePriceMeteredUnit({ name: 'Calls', unit: { label: 'calls' }, unit_amount: '2' })];
    const subscription = wireSubscription({ name: 'Team', status: 'past_due', prices });
    expect(subscription).toMatchObject({ status: 'past_due', product: { name: 'Team', prices }, prices });
    expect(subscription.product_id).toBe(subscription.product.id);
    expect(prices[0]?.meter).toMatchObject({ unit: 'custom', custom_label: 'calls', custom_multiplier: 1 });
  });

  it('count the items and pages of a list, unless they are given', () => {
    expect(wirePage([])).toEqual({ items: [], pagination: { total_count: 0, max_page: 0 } });
    expect(wirePage(['a', 'b']).pagination).toEqual({ total_count: 2, max_page: 1 });
    expect(wirePage([1], { total_count: 9, max_page: 9 }).pagination).toEqual({ total_count: 9, max_page: 9 });
  });
});
