import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOffers, type MonthOfUse, type Offer, parsePrice, type ProductPrice } from '../../src/core';
import { wirePriceUnitBased } from '../../src/testing';
import { cases } from '../support/cases';
import { type OraclePrice, serverAmount } from './oracle';

const fixed = (priceAmount: number, more: object = {}): ProductPrice => ({ kind: 'fixed', id: 'p', amountType: 'fixed', priceAmount, ...more });
const metered = (meterId: string, unitAmount: string, capAmount: number | null = null): ProductPrice => ({ kind: 'unit', id: 'p', amountType: 'metered_unit', meterId, unitAmount, capAmount });
const month = (used: MonthOfUse['used']): MonthOfUse => ({ start: new Date('2026-10-01'), used });
const offer = (prices: ProductPrice[], more: Partial<Offer> = {}): Offer => ({ id: 'pro', name: 'Pro', currency: 'usd', prices, ...more });

describe('compareOffers()', () => {
  it('adds the plan’s price and each meter’s use beyond the credits, month by month', () => {
    const plans = [offer([fixed(2000), metered('images', '5')], { credits: { images: 500 } }), offer([metered('images', '6')], { id: 'pay' })];
    const [pro, pay] = compareOffers([month({ images: 400 }), month({ images: 700 }), month({ images: 0 })], plans);
    expect([pro?.amounts, pro?.total, pro?.reason]).toEqual([[2000, 3000, 2000], 7000, null]);
    expect([pay?.amounts, pay?.total, pay?.reason]).toEqual([[2400, 4200, 0], 6600, null]);
  });

  it.each<[string, Offer, MonthOfUse['used'], unknown]>([
    ['a plan without a price', offer([]), {}, 'no_price'],
    ['a price that the customer chooses', offer([{ kind: 'other', id: 'p', amountType: 'custom' }]), {}, 'unknown_price'],
    ['a price of an unknown kind for a meter', offer([{ kind: 'other', id: 'p', amountType: 'later', meterId: 'images' }]), { images: 1 }, 'unknown_price'],
    ['a price in another currency', offer([fixed(2000, { priceCurrency: 'eur' })]), {}, 'other_currency'],
    ['unknown use', offer([fixed(2000), metered('images', '5')]), { images: null }, 'unknown_units'],
    ['use that is missing for a priced meter', offer([metered('images', '5')]), {}, 'unknown_units'],
    ['use that is missing for a credited meter', offer([fixed(0)], { credits: { images: 5 } }), {}, 'unknown_units'],
    ['invalid credits', offer([metered('images', '5')], { credits: { images: NaN } }), { images: 1 }, 'unknown_units'],
    ['use beyond credits without a price', offer([fixed(900)], { credits: { images: 5 } }), { images: 6 }, 'not_covered'],
    ['use of a meter that the plan lacks', offer([fixed(900)]), { images: 1 }, 'not_covered'],
    ['two prices of one meter', offer([metered('images', '5'), metered('images', '6')]), { images: 1 }, 'several_prices'],
    ['an amount that a number cannot hold exactly', offer([metered('images', '1')]), { images: 1e17 }, 'too_large'],
  ])('has no sum for %s', (_, plan, used, reason) => {
    expect(compareOffers([month(used)], [plan])).toEqual([{ offer: plan, amounts: [null], total: null, reason }]);
  });

  it('has no sum without months, and none for three months if one of them is unknown', () => {
    expect(compareOffers([], [offer([fixed(2000)])])[0]).toMatchObject({ amounts: [], total: null, reason: null });
    expect(compareOffers([month({ m: 1 }), month({ m: null }), month({ m: 2 })], [offer([metered('m', '3')])])[0]).toMatchObject({ amounts: [3, null, 6], total: null });
  });

  it('multiplies the price of a seat, and accepts a free plan and a meter whose credits cover the use', () => {
    const seats: ProductPrice = { kind: 'seats', id: 'p', amountType: 'seat_based', seatTiers: { seatTierType: 'volume', tiers: [{ minSeats: 1, maxSeats: null, pricePerSeat: 500 }] } };
    expect(compareOffers([month({})], [offer([seats], { seats: 4 }), offer([{ kind: 'other', id: 'f', amountType: 'free' }])]).map(({ total }) => total)).toEqual([2000, 0]);
    expect(compareOffers([month({ images: 5 })], [offer([fixed(900)], { credits: { images: 5 } })])[0]?.total).toBe(900);
  });

  it('multiplies a price per unit by the units that the offer has', () => {
    const prices = [parsePrice(wirePriceUnitBased())];
    // $4.00 for each device.
    expect(compareOffers([month({})], [offer(prices), offer(prices, { units: 4 })]).map(({ total }) => total)).toEqual([400, 1600]);
  });

  it('equals the sum that the oracle computes for random plans and months', () => {
    fc.assert(
      fc.property(fc.array(plan, { minLength: 3, maxLength: 3 }), fc.array(fc.tuple(units, units, units), { minLength: 1, maxLength: 3 }), (plans, months) => {
        const history = months.map((used) => month(Object.fromEntries(used.map((one, index) => [`m${index}`, one]))));
        const sums = compareOffers(history, plans.map(toOffer));
        for (const [index, { base, meters }] of plans.entries()) {
          const expected = months.map((used) => used.reduce<bigint | null>((sum, consumed, meter) => {
            const { price, credited } = meters[meter]!;
            if (price === null) return consumed > credited ? null : sum;
            return sum === null ? null : sum + serverAmount(consumed, credited, price);
          }, base.reduce((sum, amount) => sum + BigInt(amount), 0n)));
          const isKnown = base.length + meters.filter(({ price }) => price).length > 0 && expected.every((one) => one !== null);
          const total = isKnown ? expected.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n) : null;
          expect(sums[index]?.total).toBe(total === null ? null : Number(total));
        }
      }),
      { numRuns: cases(700, 34_000) },
    );
  });
});

/** Whole units, because how Polar splits a fraction between tiers is unknown. */
const units = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5_000_000 }));
const rate = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 12 })).map(([digits, places]) => {
  const text = String(digits).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
});
const price: fc.Arbitrary<OraclePrice> = fc.record({
  type: fc.constantFrom('unit' as const, 'volume' as const, 'graduated' as const),
  bounds: fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 2 }),
  rates: fc.array(rate, { minLength: 3, maxLength: 3 }),
  cap: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 3 }),
}).map(({ type, bounds, rates, cap }) => ({
  type,
  cap,
  rates: [...(type === 'unit' ? [] : bounds.toSorted((a, b) => a - b)), null].map((bound, index) => ({ bound, unitAmount: rates[index]! })),
}));
const plan = fc.record({
  base: fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 2 }),
  meters: fc.array(fc.record({ price: fc.option(price, { freq: 5 }), credited: fc.oneof(fc.constant(0), units) }), { minLength: 3, maxLength: 3 }),
});

function toOffer({ base, meters }: { base: number[]; meters: { price: OraclePrice | null; credited: number }[] }): Offer {
  const prices = meters.flatMap(({ price: one }, index): ProductPrice[] => {
    if (one === null) return [];
    const shared = { id: 'p', meterId: `m${index}`, capAmount: one.cap };
    return one.type === 'unit'
      ? [{ ...shared, kind: 'unit', amountType: 'metered_unit', unitAmount: one.rates[0]!.unitAmount }]
      : [{ ...shared, kind: 'tiers', amountType: 'metered_tiers', tiers: { type: one.type, tiers: one.rates } }];
  });
  return offer([...base.map((amount) => fixed(amount)), ...prices], { credits: Object.fromEntries(meters.map(({ credited }, index) => [`m${index}`, credited])) });
}
