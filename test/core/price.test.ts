import { expect, it } from 'vitest';
import { displayUnit } from '../../src/core/price';
import { isMeteredPrice } from '../../src/core/isMeteredPrice';
import { readUnit } from '../../src/core/unit';
import { type MeteredUnitPrice, parsePrice, type PriceKind, type ProductPrice, type ProductPriceMeter } from '../../src/core/schemas/price';
import { type WirePrice, wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit, wirePriceSeatBased, wirePriceUnitBased } from '../../src/testing';

function priced(meter?: Partial<ProductPriceMeter>): MeteredUnitPrice {
  return { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount: '1', capAmount: null, meterId: 'm', ...(meter && { meter: { id: 'm', name: 'Meter', unit: 'scalar', ...meter } }) };
}

function quoted(customLabel: string, unitAmount: string): MeteredUnitPrice {
  return { ...priced({ unit: 'custom', customLabel }), unitAmount };
}

it.each<[string, MeteredUnitPrice | null | undefined, per: number]>([
  ['tokens by the million', priced({ unit: 'token' }), 1_000_000],
  ['custom units by their multiplier', priced({ unit: 'custom', customMultiplier: 1000 }), 1000],
  ['custom units by a multiplier of 1.5', priced({ unit: 'custom', customMultiplier: 1.5 }), 1.5],
  ['custom units without a multiplier one by one', priced({ unit: 'custom' }), 1],
  ['custom units with a multiplier below 1 one by one', priced({ unit: 'custom', customMultiplier: 0 }), 1],
  ['scalar units one by one, even with a multiplier', priced({ unit: 'scalar', customMultiplier: 1000 }), 1],
  ['tokens by the million, even with a multiplier', priced({ unit: 'token', customMultiplier: 5 }), 1_000_000],
  ['units one by one if the price has no meter', priced(), 1],
  ['units one by one if there is no price', null, 1],
  ['units one by one if the price is unknown', undefined, 1],
  ['emails at a small price by the thousand, because their label is a plural', quoted('emails', '0.050000000000'), 1000],
  ['bytes at a tiny price by the billion', quoted('bytes', '1.0000E-8'), 1_000_000_000],
  ['exports that cost a minor unit or more one by one', quoted('exports', '25.000000000000'), 1],
  ['free emails one by one', quoted('emails', '0.000000000000'), 1],
  ['requests at a small price one by one, because the label “request” is a singular', quoted('request', '0.050000000000'), 1],
  ['gigabytes at a small price one by one, because the label “GB” is an abbreviation', quoted('GB', '0.050000000000'), 1],
])('displayUnit() prices %s', (_, price, per) => {
  expect(displayUnit(price).per).toBe(per);
});

it('isMeteredPrice() accepts only kinds with known rates, whatever other fields a price has', () => {
  const rates = { id: 'p', unitAmount: '1', capAmount: null, meterId: 'm', priceAmount: 5, tiers: { type: 'volume', tiers: [] }, meter: { id: 'm', name: 'Meter', unit: 'token' } };
  const metered: Record<PriceKind, boolean> = { unit: true, tiers: true, fixed: false, seats: false, units: false, other: false };
  for (const [kind, expected] of Object.entries(metered)) {
    const price: ProductPrice = { ...rates, kind: kind as PriceKind, amountType: 'metered_unit' };
    expect([kind, isMeteredPrice(price), displayUnit(price).per]).toEqual([kind, expected, expected ? 1_000_000 : 1]);
  }
});

it('every known kind of price has a fixture in meterface/testing, which is parsed as that kind', () => {
  const fixtures: Record<Exclude<PriceKind, 'other'>, () => WirePrice> = {
    unit: wirePriceMeteredUnit,
    tiers: wirePriceMeteredTiers,
    fixed: wirePriceFixed,
    seats: wirePriceSeatBased,
    units: wirePriceUnitBased,
  };
  for (const [kind, fixture] of Object.entries(fixtures)) expect(parsePrice(fixture()).kind).toBe(kind);
});

it('displayUnit() has the merchant’s own label', () => {
  expect(displayUnit(priced({ unit: 'custom', customLabel: 'render' }))).toEqual({ unit: 'custom', customLabel: 'render', customMultiplier: 1, per: 1 });
  expect(displayUnit(null)).toEqual({ unit: 'scalar', customLabel: null, customMultiplier: 1, per: 1 });
});

it.each<[string, Partial<ProductPriceMeter>, scale: number, per: number]>([
  ['bytes with the label GB', { unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 }, 1e9, 1e9],
  ['requests by the thousand', { unit: 'custom', customLabel: 'request', customMultiplier: 1000 }, 1000, 1000],
  ['a label with a multiplier of 1', { unit: 'custom', customLabel: 'image', customMultiplier: 1 }, 1, 1],
  ['a label without a multiplier', { unit: 'custom', customLabel: 'image', customMultiplier: null }, 1, 1],
  ['a label with an infinite multiplier', { unit: 'custom', customLabel: 'image', customMultiplier: Infinity }, 1, 1],
  ['a label with NaN as its multiplier', { unit: 'custom', customLabel: 'image', customMultiplier: NaN }, 1, 1],
  ['a multiplier without a label', { unit: 'custom', customMultiplier: 1000 }, 1, 1000],
  ['a multiplier with an unreadable label', { unit: 'custom', customLabel: '\u202e ', customMultiplier: 1000 }, 1, 1000],
  ['tokens', { unit: 'token' }, 1, 1_000_000],
  ['single units with a label that they ignore', { unit: 'scalar', customLabel: 'GB', customMultiplier: 1e9 }, 1, 1],
  ['an unknown kind of unit', { unit: 'parsec', customLabel: 'GB', customMultiplier: 1e9 }, 1, 1],
])('readUnit() and displayUnit() scale counts and prices of %s', (_, meter, scale, per) => {
  const unit = readUnit(meter);
  expect([unit.customMultiplier, displayUnit(priced(meter)).per]).toEqual([scale, per]);
  // Reading it again must not change the scale.
  expect(readUnit(unit)).toEqual(unit);
});

it('readUnit() without a description returns single units', () => {
  expect(readUnit()).toEqual({ unit: 'scalar', customLabel: null, customMultiplier: 1 });
});
