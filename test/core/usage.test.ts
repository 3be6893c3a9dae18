import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeUsage, parsePrice, pressureOf, type ProductPrice, type UsageCounts, type UsageTerms } from '../../src/core';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../../src/testing';

const unitPrice = parsePrice(wirePriceMeteredUnit());
const tiersPrice = parsePrice(wirePriceMeteredTiers());
const fixedPrice = parsePrice(wirePriceFixed());
const futurePrice: ProductPrice = { id: 'p', kind: 'other', amountType: 'by_the_moon', meterId: 'm' };

const counts = (consumedUnits: number | null | undefined, creditedUnits: number | null | undefined, balance?: number | null): UsageCounts => ({
  consumedUnits,
  creditedUnits,
  balance,
});

describe('the kind of a meter', () => {
  const known = { price: unitPrice };
  it.each<[string, UsageTerms | undefined, number | null, string]>([
    ['no terms at all', undefined, 100, 'unknown'],
    ['no terms and no credits', undefined, 0, 'unknown'],
    ['terms that know no price', { whenSpent: 'blocked' }, 100, 'unknown'],
    ['known to have no price, with credits', { price: null }, 100, 'prepaid'],
    ['known to have no price, with one credit', { price: null }, 1, 'prepaid'],
    ['known to have no price, without credits', { price: null }, 0, 'counter'],
    ['known to have no price, negative credits', { price: null }, -5, 'counter'],
    ['known to have no price, credits not known', { price: null }, null, 'unknown'],
    ['a unit price, with credits', known, 100, 'included'],
    ['a unit price, with one credit', known, 1, 'included'],
    ['a unit price, without credits', known, 0, 'payAsYouGo'],
    ['a unit price, credits not known', known, null, 'unknown'],
    ['a tiered price, with credits', { price: tiersPrice }, 100, 'included'],
    ['a tiered price, without credits', { price: tiersPrice }, 0, 'payAsYouGo'],
    ['a fixed price says nothing of a meter', { price: fixedPrice }, 100, 'unknown'],
    ['a price that Polar has yet to invent', { price: futurePrice }, 0, 'unknown'],
  ])('%s', (_, terms, credited, kind) => {
    expect(describeUsage(counts(25, credited), terms).kind).toBe(kind);
  });
});

describe('the numbers of a meter', () => {
  const none = { ratio: null, over: null, remaining: null, bar: null, state: 'unknown' };
  const unlimited = { ratio: null, over: 0, remaining: null, bar: null };
  it.each<[string, UsageCounts, object]>([
    ["Polar's own example", counts(25, 100, 75), { state: 'within', ratio: 0.25, over: 0, remaining: 75, balance: 75, bar: { included: 0.25, over: 0 } }],
    ['nothing used', counts(0, 100, 100), { state: 'idle', ratio: 0, over: 0, remaining: 100, bar: { included: 0, over: 0 } }],
    ['just below 80 %', counts(79.9, 100, 20.1), { state: 'within', over: 0, remaining: 20.1 }],
    ['80 %', counts(80, 100, 20), { state: 'near', ratio: 0.8, remaining: 20 }],
    ['the last unit but one', counts(99, 100, 1), { state: 'near', remaining: 1 }],
    ['all of it', counts(100, 100, 0), { state: 'spent', ratio: 1, over: 0, remaining: 0, bar: { included: 1, over: 0 } }],
    ['beyond', counts(120, 100, -20), { state: 'over', ratio: 1.2, over: 20, remaining: 0, balance: -20 }],
    ['twice as much', counts(200, 100, -100), { state: 'over', bar: { included: 0.5, over: 0.5 } }],
    ['a balance that the server left out', counts(25, 100), { state: 'within', balance: 75, remaining: 75 }],
    ['a balance that is not known', counts(25, 100, null), { state: 'within', balance: 75 }],
    ['zero credits and use', counts(5, 0, -5), { ...unlimited, state: 'within', balance: -5 }],
    ['zero credits, no use', counts(0, 0, 0), { ...unlimited, state: 'idle' }],
    ['a single credit', counts(0, 1), { state: 'idle', ratio: 0, remaining: 1, bar: { included: 0, over: 0 } }],
    ['a single unit without credits', counts(1, 0), { ...unlimited, state: 'within' }],
    ['credits not known, nor a balance', counts(5, null), { ...none, balance: null }],
    ['use not known, nor a balance', counts(null, 5), { ...none, balance: null }],
    ['credits below zero', counts(5, -5, -10), { ...unlimited, state: 'within' }],
    ['use below zero', counts(-3, 100, 103), { state: 'idle', ratio: 0, consumed: -3, remaining: 103, bar: { included: 0, over: 0 } }],
    ['use below zero without credits', counts(-3, 0, 3), { ...unlimited, state: 'idle', consumed: -3 }],
    ['float noise is not a unit', counts(0.1 + 0.2, 1, 0.7), { state: 'within', balance: 0.7 }],
    ['float noise at the end is not over', counts(100.00000000000001, 100, -1.4e-14), { state: 'spent', over: 0, remaining: 0, bar: { included: 1, over: 0 } }],
    ['float noise of a large number is no contradiction', counts(0.1, 1e6, 999_999.9000000001), { ratio: 0.1 / 1e6 }],
    ['float noise below zero is nothing', counts(-0.30000000000000004, -0.3), { balance: 0 }],
    ['more than a number can hold', counts(-1.7e308, 1.7e308), { balance: Number.MAX_VALUE, remaining: Number.MAX_VALUE }],
    ['less than a number can hold', counts(1.7e308, -1.7e308), { balance: -Number.MAX_VALUE, remaining: null }],
    ['minus zero', counts(-0, 100, 100), { state: 'idle', consumed: 0 }],
    ['use not known', counts(null, 100, null), { ...none, credited: 100 }],
    ['credits not known', counts(25, null, null), { ...none, consumed: 25 }],
    ['nothing known', counts(null, null, null), none],
    ['nothing given', {}, none],
    ['NaN is not known', counts(NaN, 100, NaN), { ...none, consumed: null }],
    ['Infinity is not known', counts(Infinity, 100, -Infinity), { ...none, consumed: null, balance: null }],
    ['64-bit credits', counts(1, 2 ** 63 - 1, 2 ** 63 - 2), { state: 'within', over: 0 }],
    ['two units over at the end of exact numbers', counts(9007199254740994, 9007199254740992, -2), { state: 'over', over: 2 }],
    ["a contradiction: the server's balance decides", counts(120, 100, 5), { state: 'near', over: 0, remaining: 5, balance: 5, ratio: 0.95 }],
    ["a contradiction the other way: the server's balance decides", counts(50, 100, -10), { state: 'over', over: 10, remaining: 0 }],
  ])('%s', (_, meter, expected) => {
    expect(describeUsage(meter)).toMatchObject(expected);
  });
});

describe('the tone of a meter follows the consequence', () => {
  const near = counts(90, 100, 10);
  const spent = counts(100, 100, 0);
  const over = counts(120, 100, -20);
  it.each<[string, UsageTerms | undefined, [near: string, spent: string, over: string]]>([
    ['no claim without terms', undefined, ['neutral', 'neutral', 'neutral']],
    ['no claim for a price not known', { whenSpent: 'unknown' }, ['neutral', 'neutral', 'neutral']],
    ['billed is neutral', { price: unitPrice }, ['neutral', 'neutral', 'neutral']],
    ['billed is neutral, said in words', { price: unitPrice, whenSpent: 'billed' }, ['neutral', 'neutral', 'neutral']],
    ['a host that bills by itself', { price: null, whenSpent: 'billed' }, ['neutral', 'neutral', 'neutral']],
    ['prepaid runs out', { price: null }, ['warning', 'critical', 'critical']],
    ['prepaid runs out, consequence not known', { price: null, whenSpent: 'unknown' }, ['warning', 'critical', 'critical']],
    ['blocked', { price: null, whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
    ['blocked although priced', { price: unitPrice, whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
    ['blocked, price not known', { whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
  ])('%s', (_, terms, tones) => {
    expect([near, spent, over].map((meter) => describeUsage(meter, terms).tone)).toEqual(tones);
    expect(describeUsage(counts(10, 100, 90), terms).tone).toBe('neutral');
    expect(describeUsage(counts(10, 0, -10), terms).tone).toBe('neutral');
    expect(describeUsage(counts(null, 100), terms).tone).toBe('neutral');
  });
});

describe('any numbers and any terms', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, 100, 2 ** 63, null, undefined, NaN, Infinity));
  const terms = fc.constantFrom<UsageTerms | undefined>(undefined, { price: null }, { price: unitPrice }, { price: tiersPrice }, { price: futurePrice }, { whenSpent: 'blocked' });

  it('give a bar that fits, shares that add up, and never an invented zero', () => {
    fc.assert(
      fc.property(number, number, number, terms, (consumed, credited, balance, given) => {
        const usage = describeUsage(counts(consumed, credited, balance), given);
        const limited = usage.credited !== null && usage.credited > 0;
        const { included, over } = usage.bar ?? { included: 0, over: 0 };
        const numbers = Object.values({ ...usage, ...usage.bar }).filter((value) => typeof value === 'number');
        expect({
          unknownTogether: (usage.state === 'unknown') === (usage.over === null),
          keptUnknown: Number.isFinite(consumed) || usage.consumed === null,
          noLimitNoBar: limited || (usage.bar === null && usage.ratio === null && usage.tone === 'neutral' && usage.state !== 'over'),
          readable: numbers.every((value) => Number.isFinite(value) && !Object.is(value, -0)),
          fits: Math.min(included, over) >= 0 && included + over <= 1,
          striped: usage.bar === null || over > 0 === (usage.state === 'over' && included < 1),
        }).toEqual({ unknownTogether: true, keptUnknown: true, noLimitNoBar: true, readable: true, fits: true, striped: true });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the most pressing meter', () => {
  it('is one that is lost, then one that is about to be, then one that costs, then the most used', () => {
    const order = [
      describeUsage(counts(150, 100), { price: null }),
      describeUsage(counts(100, 100), { price: null }),
      describeUsage(counts(90, 100), { price: null }),
      describeUsage(counts(100_000, 100), { price: unitPrice }),
      describeUsage(counts(150, 100), { price: unitPrice }),
      describeUsage(counts(90, 100), { price: unitPrice }),
      describeUsage(counts(10, 100), { price: null }),
      describeUsage(counts(10, 0), { price: unitPrice }),
      describeUsage(counts(0, 0), { price: null }),
      describeUsage(counts(null, 0)),
    ].map(pressureOf);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
    expect(order.filter((pressure) => !Number.isFinite(pressure))).toEqual([]);
  });
});
