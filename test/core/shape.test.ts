import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { each, list, object } from '../../src/core/schemas/containers';
import { type customerMeterSchema, type parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import type { meterSummarySchema } from '../../src/core/schemas/meterSummary';
import { type fixedPriceSchema, productPriceSchema, type tiersPriceSchema, type unitPriceSchema } from '../../src/core/schemas/price';
import { chargePreviewSchema } from '../../src/core/schemas/preview';
import { anyKey, shapeOf, type WireOf } from '../../src/core/schemas/shape';
import { customerStateSchema } from '../../src/core/schemas/state';
import { customerSubscriptionSchema } from '../../src/core/schemas/subscription';
import { instant, mark, quantity, text } from '../../src/core/schemas/wire';
import type { WireMeter, WireMeterName, WirePriceFixed, WirePriceMeteredTiers, WirePriceMeteredUnit, WireState, WireSubscription } from '../../src/testing';

describe('shapeOf()', () => {
  it('spells keys as the API does, on every level', () => {
    const schema = object({ meterId: text, periodEnd: z.exactOptional(z.nullable(instant)), meter: object({ customLabel: text }), priceTiers: list(object({ unitAmount: text })), parts: each('part', quantity) });
    expect(shapeOf(schema)).toEqual({ meter_id: 'value', period_end: 'value', meter: { custom_label: 'value' }, price_tiers: [{ unit_amount: 'value' }], parts: ['value'] });
  });

  it('leaves out the keys that Meterface adds itself', () => {
    expect(shapeOf(object({ id: text, kind: text, incomplete: mark(), unreadable: mark() }))).toEqual({ id: 'value' });
    expect(shapeOf(customerSubscriptionSchema)).not.toHaveProperty('incomplete');
  });

  it('has the keys of every kind of price', () => {
    expect(shapeOf(productPriceSchema)).toEqual({
      id: 'value',
      amount_type: 'value',
      price_currency: 'value',
      tax_behavior: 'value',
      unit_label: { [anyKey]: { [anyKey]: 'value' } },
      price_amount: 'value',
      unit_amount: 'value',
      cap_amount: 'value',
      meter_id: 'value',
      meter: { id: 'value', name: 'value', unit: 'value', custom_label: 'value', custom_multiplier: 'value' },
      tiers: { type: 'value', tiers: [{ bound: 'value', unit_amount: 'value' }] },
      seat_tiers: { seat_tier_type: 'value', tiers: [{ min_seats: 'value', max_seats: 'value', price_per_seat: 'value' }] },
    });
  });

  it('never lets personal data of a customer state through', () => {
    expect(Object.keys(shapeOf(customerStateSchema))).toEqual(['id', 'external_id', 'active_meters', 'active_subscriptions']);
    expect(shapeOf(chargePreviewSchema)).toMatchObject({ prorations: [{ label: 'value', amount: 'value' }] });
  });
});

describe('the wire types', () => {
  it('have every field that a schema reads', () => {
    expectTypeOf<keyof WireOf<typeof customerMeterSchema>>().toExtend<keyof WireMeter>();
    expectTypeOf<keyof WireOf<typeof meterSummarySchema>>().toExtend<keyof WireMeterName>();
    expectTypeOf<keyof WireOf<typeof customerSubscriptionSchema>>().toExtend<keyof WireSubscription>();
    expectTypeOf<keyof WireOf<typeof customerStateSchema>>().toExtend<keyof WireState>();
    expectTypeOf<keyof WireOf<typeof unitPriceSchema>>().toExtend<keyof WirePriceMeteredUnit>();
    expectTypeOf<keyof WireOf<typeof tiersPriceSchema>>().toExtend<keyof WirePriceMeteredTiers>();
    expectTypeOf<keyof WireOf<typeof fixedPriceSchema>>().toExtend<keyof WirePriceFixed>();
  });

  it('spell fields as the API does, with dates as text, and lack the keys that Meterface adds', () => {
    type Wire = WireOf<typeof customerMeterSchema>;
    expectTypeOf<Wire['created_at']>().toEqualTypeOf<string>();
    expectTypeOf<Wire['modified_at']>().toEqualTypeOf<string | null>();
    expectTypeOf<Wire['consumed_units']>().toEqualTypeOf<number | null>();
    expectTypeOf<Required<Wire>['customer_id']>().toEqualTypeOf<string>();
    expectTypeOf<Wire['meter']['name']>().toEqualTypeOf<string>();
    expectTypeOf<Extract<keyof WireOf<typeof unitPriceSchema>, 'kind' | 'capAmount'>>().toEqualTypeOf<never>();
    expectTypeOf<'id' | 'created_at' | 'modified_at' | 'meter_id' | 'consumed_units' | 'credited_units' | 'balance' | 'customer_id' | 'meter'>().toExtend<keyof Wire>();
    expectTypeOf<Extract<keyof Wire, 'createdAt' | 'modifiedAt' | 'meterId' | 'consumedUnits' | 'creditedUnits' | 'customerId'>>().toEqualTypeOf<never>();
    expectTypeOf<ReturnType<typeof parseCustomerMeter>>().toExtend<z.output<typeof customerMeterSchema>>();
  });
});
