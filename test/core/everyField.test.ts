import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { creditGrantSchema } from '../../src/core/schemas/creditGrant';
import { customerMeterSchema } from '../../src/core/schemas/customerMeter';
import { customerStateMeterSchema } from '../../src/core/schemas/customerStateMeter';
import { meterSchema } from '../../src/core/schemas/meter';
import { customerOrderSchema } from '../../src/core/schemas/order';
import { chargePreviewSchema } from '../../src/core/schemas/preview';
import { productPriceSchema } from '../../src/core/schemas/price';
import { meterQuantitiesSchema } from '../../src/core/schemas/quantities';
import { read } from '../../src/core/schemas/read';
import { shapeOf } from '../../src/core/schemas/shape';
import { customerStateSchema } from '../../src/core/schemas/state';
import { customerStateSubscriptionSchema } from '../../src/core/schemas/customerStateSubscription';
import { customerSubscriptionSchema } from '../../src/core/schemas/subscription';
import { customerStateSubscriptionMeterSchema } from '../../src/core/schemas/customerStateSubscriptionMeter';
import { customerSubscriptionMeterSchema } from '../../src/core/schemas/customerSubscriptionMeter';
import { subscriptionMeterSchema } from '../../src/core/schemas/subscriptionMeter';
import { customerWalletSchema } from '../../src/core/schemas/wallet';
import { toFilter } from '../../src/server/jsonFilter';
import { stripJson } from '../../src/server/stripJson';
import { wholeOf, wireOf } from './whole';

const prices = (productPriceSchema as unknown as z.core.$ZodUnion)._zod.def.options.map((schema): [string, z.core.$ZodType] => {
  return [`a price of kind ${(wholeOf(schema) as { kind: string }).kind}`, schema];
});

const schemas: [name: string, schema: z.core.$ZodType][] = [
  ['a customer meter', customerMeterSchema],
  ['a state meter', customerStateMeterSchema],
  ['a meter', meterSchema],
  ['a subscription meter', subscriptionMeterSchema],
  ['a subscription meter of the portal', customerSubscriptionMeterSchema],
  ['a subscription meter of a state', customerStateSubscriptionMeterSchema],
  ['a subscription', customerSubscriptionSchema],
  ['a subscription of a state', customerStateSubscriptionSchema],
  ['a wallet', customerWalletSchema],
  ['a credit grant', creditGrantSchema],
  ['an order', customerOrderSchema],
  ['a charge preview', chargePreviewSchema],
  ['a history', meterQuantitiesSchema],
  ['a customer state', customerStateSchema],
  ...prices,
];

describe.each(schemas)('every field of %s', (_, schema) => {
  const whole = wholeOf(schema);

  it('is parsed from the API’s spelling and from an SDK’s', () => {
    expect(read('object', schema, wireOf(whole))).toStrictEqual(whole);
    expect(read('object', schema, whole)).toStrictEqual(whole);
  });

  it('passes through the proxy', () => {
    const text = JSON.stringify(wireOf(whole));
    expect(new TextDecoder().decode(stripJson(new TextEncoder().encode(text), toFilter(shapeOf(schema))))).toBe(text);
  });

  it('may be missing if its type is optional, and stays missing', () => {
    const required = Object.fromEntries(Object.entries(whole as object).filter(([key]) => (schema as z.ZodMiniObject).shape[key]?._zod.optout !== 'optional'));
    expect(Object.keys(read('object', schema, required) as object)).toEqual(expect.arrayContaining(Object.keys(required)));
    expect(Object.keys(read('object', schema, required) as object).filter((key) => !(key in required) && key !== 'balance')).toEqual([]);
  });
});
