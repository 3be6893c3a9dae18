import { describe, expect, it } from 'vitest';
import { basePriceOf, billQuantityOf, hasBasePrice, unitNoun } from '../../src/core/basePrice';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit, wirePriceSeatBased, wirePriceUnitBased } from '../../src/testing';
import { subscribed } from './bills';

const discounted = { discount_id: 'd', amount: 1 };
const usage = [wirePriceMeteredUnit(), wirePriceMeteredTiers()];
const labeled = { en: { '=1': 'device', other: 'devices' } };
/** A kind of price that Polar may add later. */
const later = { id: 'p', amount_type: 'hourly' };

describe('hasBasePrice()', () => {
  it('is true for an amount above 0, or any price that does not depend on usage', () => {
    expect(hasBasePrice(subscribed({ amount: 0, prices: usage }))).toBe(false);
    expect(hasBasePrice(subscribed({ amount: 1, prices: usage }))).toBe(true);
    expect(hasBasePrice(subscribed({ amount: 0, prices: [...usage, wirePriceFixed()] }))).toBe(true);
    expect(hasBasePrice(subscribed({ amount: 0, prices: [...usage, { ...later, meter_id: 'm' } as never] }))).toBe(false);
    expect(hasBasePrice(subscribed({ amount: 0, prices: [...usage, later as never] }))).toBe(true);
  });
});

describe('basePriceOf()', () => {
  it('is the amount of the subscription if it has no discount', () => {
    expect(basePriceOf(subscribed({ amount: 1234, prices: [wirePriceFixed()] }))).toBe(1234);
  });

  it('under a discount, is the sum of the prices that do not depend on usage', () => {
    const prices = [wirePriceFixed({ price_amount: 700 }), wirePriceSeatBased(), wirePriceUnitBased(), { ...later, amount_type: 'free' } as never, ...usage];
    expect(basePriceOf(subscribed({ ...discounted, prices, seats: 3, units: 2 }))).toBe(700 + 3 * 500 + 2 * 400);
    expect(basePriceOf(subscribed({ ...discounted, prices, seats: null, units: null }))).toBe(700 + 500 + 400);
  });

  it('counts the seats and units of a pending change', () => {
    const subscription = subscribed({ amount: 9900, prices: [wirePriceSeatBased(), wirePriceUnitBased()], seats: 3, units: 2 });
    expect(basePriceOf(subscription, { seats: 5 })).toBe(5 * 500 + 2 * 400);
    expect(basePriceOf(subscription, { units: 7 })).toBe(3 * 500 + 7 * 400);
  });

  it('is 0 under a discount if only usage is charged, and unknown if there is an amount but no price for it', () => {
    expect(basePriceOf(subscribed({ discount_id: 'd', amount: 0, prices: usage }))).toBe(0);
    expect(basePriceOf(subscribed({ discount_id: 'd', amount: 500, prices: usage }))).toBeNull();
  });

  it.each([
    ['of an unknown kind', later],
    ['of seats without tiers', wirePriceSeatBased({ seat_tiers: undefined as never })],
    ['of seats with tiers of an unknown type', wirePriceSeatBased({ seat_tiers: { seat_tier_type: 'stairs' as never, tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }], minimum_seats: 1, maximum_seats: null } })],
    ['of units without tiers', wirePriceUnitBased({ tiers: undefined as never })],
    ['of units with a fraction of a cent', wirePriceUnitBased({ tiers: { type: 'volume', tiers: [{ bound: null, unit_amount: '0.5' }] } })],
    ['of units beyond the last tier', wirePriceUnitBased({ tiers: { type: 'volume', tiers: [{ bound: 1, unit_amount: '5' }] } })],
  ])('is unknown with a price %s', (_, price) => {
    expect(basePriceOf(subscribed({ ...discounted, prices: [wirePriceFixed(), price as never], seats: 3, units: 3 }))).toBeNull();
  });

  it('is unknown under a discount if a price may be missing, even if nothing is left of the amount', () => {
    const unreadable = { amount_type: 'seat_based' } as never;
    for (const amount of [0, 1]) {
      const subscription = subscribed({ discount_id: 'd', amount, prices: [wirePriceFixed(), unreadable] });
      expect([subscription.incomplete, subscription.prices.length, basePriceOf(subscription)]).toEqual([true, 1, null]);
      expect(basePriceOf(subscribed({ discount_id: 'd', amount, prices: [unreadable] }))).toBeNull();
    }
    expect(basePriceOf(subscribed({ amount: 1234, prices: [wirePriceFixed(), unreadable] }))).toBe(1234);
  });

  it('is unknown for a negative number of seats or units', () => {
    expect(basePriceOf(subscribed({ ...discounted, prices: [wirePriceSeatBased()], seats: -7 }))).toBeNull();
    expect(basePriceOf(subscribed({ ...discounted, prices: [wirePriceUnitBased()] }), { units: -7 })).toBeNull();
  });

  it('counts seats by volume and in graduated tiers', () => {
    const seatPrice = (seat_tier_type: 'volume' | 'graduated') =>
      wirePriceSeatBased({ seat_tiers: { seat_tier_type, tiers: [{ min_seats: 1, max_seats: 2, price_per_seat: 500 }, { min_seats: 3, max_seats: null, price_per_seat: 300 }], minimum_seats: 1, maximum_seats: null } });
    expect(basePriceOf(subscribed({ ...discounted, prices: [seatPrice('volume')], seats: 4 }))).toBe(4 * 300);
    expect(basePriceOf(subscribed({ ...discounted, prices: [seatPrice('graduated')], seats: 4 }))).toBe(2 * 500 + 2 * 300);
  });
});

describe('billQuantityOf()', () => {
  it('is the number of seats or units, with their name', () => {
    expect(billQuantityOf(subscribed({ prices: [wirePriceFixed()], seats: 3, units: 2 }))).toBeUndefined();
    expect(billQuantityOf(subscribed({ prices: [wirePriceFixed(), wirePriceSeatBased()], seats: 3 }))).toEqual({ of: 'seats', count: 3, label: null });
    expect(billQuantityOf(subscribed({ prices: [wirePriceFixed(), wirePriceUnitBased()], units: 2 }))).toEqual({ of: 'units', count: 2, label: labeled });
    expect(billQuantityOf(subscribed({ prices: [wirePriceUnitBased({ unit_label: null as never })], units: 2 }))).toEqual({ of: 'units', count: 2, label: null });
    expect(billQuantityOf(subscribed({ prices: [wirePriceUnitBased()], units: null }))).toBeUndefined();
  });

  it('takes the number of a pending change', () => {
    const seats = subscribed({ prices: [wirePriceSeatBased()], seats: 3 });
    const units = subscribed({ prices: [wirePriceUnitBased()], units: 3 });
    expect(billQuantityOf(seats, { seats: 5 })).toEqual({ of: 'seats', count: 5, label: null });
    expect(billQuantityOf(units, { units: 5 })).toEqual({ of: 'units', count: 5, label: labeled });
  });

  it('is unknown for a pending plan, except for what the change itself states', () => {
    const units = subscribed({ prices: [wirePriceUnitBased()], units: 3 });
    expect(billQuantityOf(units, { productId: 'p' })).toBeUndefined();
    expect(billQuantityOf(units, { productId: 'p', units: 5 })).toEqual({ of: 'units', count: 5, label: null });
    expect(billQuantityOf(subscribed({ prices: [wirePriceSeatBased()], seats: 3 }), { productId: 'p' })).toBeUndefined();
  });
});

describe('unitNoun()', () => {
  const label = { de: { '=1': 'Gerät', other: 'Geräte' }, en: { '=1': 'device', other: 'devices' }, 'pt-BR': { other: 'aparelhos' }, fr: { '=0': 'rien' } };

  it.each([
    [1, 'en', 'device'],
    [0, 'en', 'devices'],
    [2, 'en', 'devices'],
    [2, 'de', 'Geräte'],
    [2, 'de-AT', 'Geräte'],
    [2, 'DE_at', 'Geräte'],
    [1, 'pt_br', 'aparelhos'],
    [2, 'pt', 'devices'],
    [2, 'ja', 'devices'],
    [0, 'fr', 'rien'],
    [2, 'fr', undefined],
  ])('returns the noun for %i in %s: %s', (count, locale, noun) => {
    expect(unitNoun(label, count, locale)).toBe(noun);
  });

  it('takes the first language if neither the wanted one nor English has a name', () => {
    expect(unitNoun({ nl: { other: 'toestellen' }, da: { other: 'enheder' } }, 2, 'ja')).toBe('toestellen');
  });

  it('is undefined without names', () => {
    expect([unitNoun(null, 2, 'en'), unitNoun({}, 2, 'en'), unitNoun({ en: {} }, 2, 'en'), unitNoun({ en: { other: '' } }, 2, 'en')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
