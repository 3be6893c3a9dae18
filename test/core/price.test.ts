import { expect, it } from 'vitest';
import { displayUnit, isMeteredPrice, type MeteredUnitPrice, type ProductPrice, type ProductPriceMeter } from '../../src/core';

function priced(meter?: Partial<ProductPriceMeter>): MeteredUnitPrice {
  return { id: 'p', amountType: 'metered_unit', unitAmount: '1', capAmount: null, meterId: 'm', ...(meter && { meter: { id: 'm', name: 'Meter', unit: 'scalar', ...meter } }) };
}

it.each<[string, MeteredUnitPrice | null | undefined, per: number]>([
  ['tokens: by the million', priced({ unit: 'token' }), 1_000_000],
  ['custom units: by their multiplier', priced({ unit: 'custom', customMultiplier: 1000 }), 1000],
  ['custom units with a multiplier of one and a half', priced({ unit: 'custom', customMultiplier: 1.5 }), 1.5],
  ['custom units without a multiplier: one by one', priced({ unit: 'custom' }), 1],
  ['a multiplier below one: one by one', priced({ unit: 'custom', customMultiplier: 0 }), 1],
  ['a multiplier that is not for custom units: one by one', priced({ unit: 'scalar', customMultiplier: 1000 }), 1],
  ['tokens, whatever their multiplier', priced({ unit: 'token', customMultiplier: 5 }), 1_000_000],
  ['a price without its meter: one by one', priced(), 1],
  ['no price: one by one', null, 1],
  ['a price that is not known: one by one', undefined, 1],
])('a rate is shown for %s', (_, price, per) => {
  expect(displayUnit(price).per).toBe(per);
});

it('a price of a kind to come is no metered one, whatever else it has, nor is one without its rates', () => {
  const meter = { id: 'm', name: 'Meter', unit: 'token' };
  const others = [{ amountType: 'to_come', unitAmount: '1' }, { amountType: 'to_come', tiers: [] }, { amountType: 'metered_unit' }, { amountType: 'metered_tiers' }, { amountType: 'fixed', priceAmount: 5 }].map((other) => ({ ...other, meter }));
  for (const other of others) {
    const price: ProductPrice = { id: 'p', ...other };
    expect([isMeteredPrice(price), displayUnit(price).per]).toEqual([false, 1]);
  }
  expect(isMeteredPrice(priced())).toBe(true);
});

it('a unit has the name that its merchant gave it', () => {
  expect(displayUnit(priced({ unit: 'custom', customLabel: 'render' }))).toEqual({ unit: 'custom', customLabel: 'render', per: 1 });
  expect(displayUnit(null)).toEqual({ unit: 'scalar', customLabel: null, per: 1 });
});
