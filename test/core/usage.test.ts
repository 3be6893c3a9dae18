import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductPrice } from '../../src/core/schemas/price';
import { parsePrice } from '../../src/core/schemas/price';
import { describeUsage, type UsageCounts, type UsageKind, type UsageTerms } from '../../src/core/usage';
import { pressureOf } from '../../src/core/pressureOf';
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
  it.each<[kind: UsageKind, label: string, UsageTerms | undefined, number | null]>([
    ['unknown', 'no terms', undefined, 100],
    ['unknown', 'no terms and no credits', undefined, 0],
    ['unknown', 'an unknown price', { whenSpent: 'blocked' }, 100],
    ['prepaid', 'no price and with credits', { price: null }, 100],
    ['prepaid', 'no price and one credit', { price: null }, 1],
    ['counter', 'no price and no credits', { price: null }, 0],
    ['counter', 'no price and negative credits', { price: null }, -5],
    ['prepaid', 'no price and no credits, if the host blocks use', { price: null, whenSpent: 'blocked' }, 0],
    ['unknown', 'an unknown price and no credits, even if the host blocks use', { whenSpent: 'blocked' }, 0],
    ['payAsYouGo', 'a unit price and no credits, even if the host blocks use', { price: unitPrice, whenSpent: 'blocked' }, 0],
    ['unknown', 'no price and unknown credits', { price: null }, null],
    ['included', 'a unit price and credits', known, 100],
    ['included', 'a unit price and one credit', known, 1],
    ['payAsYouGo', 'a unit price and no credits', known, 0],
    ['unknown', 'a unit price and unknown credits', known, null],
    ['included', 'a tiered price and credits', { price: tiersPrice }, 100],
    ['payAsYouGo', 'a tiered price and no credits', { price: tiersPrice }, 0],
    ['unknown', 'a fixed price', { price: fixedPrice }, 100],
    ['unknown', 'a price of an unknown type', { price: futurePrice }, 0],
  ])('is %s with %s', (kind, _, terms, credited) => {
    expect(describeUsage(counts(25, credited), terms).kind).toBe(kind);
  });
});

describe('describeUsage() reads', () => {
  const none = { ratio: null, over: null, remaining: null, bar: null, state: 'unknown' };
  const unlimited = { ratio: null, over: 0, remaining: null, bar: null };
  it.each<[string, UsageCounts, object]>([
    ["Polar's own example", counts(25, 100, 75), { state: 'within', ratio: 0.25, over: 0, remaining: 75, balance: 75, bar: { included: 0.25, over: 0 } }],
    ['nothing used', counts(0, 100, 100), { state: 'idle', ratio: 0, over: 0, remaining: 100, bar: { included: 0, over: 0 } }],
    ['just below 80%', counts(79.9, 100, 20.1), { state: 'within', over: 0, remaining: 20.1 }],
    ['80%', counts(80, 100, 20), { state: 'near', ratio: 0.8, remaining: 20 }],
    ['one credit left', counts(99, 100, 1), { state: 'near', remaining: 1 }],
    ['all credits used', counts(100, 100, 0), { state: 'spent', ratio: 1, over: 0, remaining: 0, bar: { included: 1, over: 0 } }],
    ['usage beyond the credits', counts(120, 100, -20), { state: 'over', ratio: 1.2, over: 20, remaining: 0, balance: -20 }],
    ['usage of twice the credits', counts(200, 100, -100), { state: 'over', bar: { included: 0.5, over: 0.5 } }],
    ['a missing balance as the difference', counts(25, 100), { state: 'within', balance: 75, remaining: 75 }],
    ['a null balance as the difference', counts(25, 100, null), { state: 'within', balance: 75 }],
    ['usage with zero credits', counts(5, 0, -5), { ...unlimited, state: 'within', balance: -5 }],
    ['no usage with zero credits', counts(0, 0, 0), { ...unlimited, state: 'idle' }],
    ['a single credit', counts(0, 1), { state: 'idle', ratio: 0, remaining: 1, bar: { included: 0, over: 0 } }],
    ['a single unit without credits', counts(1, 0), { ...unlimited, state: 'within' }],
    ['null credits and a missing balance as unknown', counts(5, null), { ...none, balance: null }],
    ['null usage and a missing balance as unknown', counts(null, 5), { ...none, balance: null }],
    ['negative credits as no limit', counts(5, -5, -10), { ...unlimited, state: 'within' }],
    ['negative usage as idle', counts(-3, 100, 103), { state: 'idle', ratio: 0, consumed: -3, remaining: 103, bar: { included: 0, over: 0 } }],
    ['negative usage without credits as idle', counts(-3, 0, 3), { ...unlimited, state: 'idle', consumed: -3 }],
    ['rounding noise as no contradiction', counts(0.1 + 0.2, 1, 0.7), { state: 'within', balance: 0.7 }],
    ['rounding noise beyond the credits as spent, not over', counts(100.00000000000001, 100, -1.4e-14), { state: 'spent', over: 0, remaining: 0, bar: { included: 1, over: 0 } }],
    ['rounding noise of a large number as no contradiction', counts(0.1, 1e6, 999_999.9000000001), { ratio: 0.1 / 1e6 }],
    ['rounding noise below zero as 0', counts(-0.30000000000000004, -0.3), { balance: 0 }],
    ['a balance above the highest double as the highest double', counts(-1.7e308, 1.7e308), { balance: Number.MAX_VALUE, remaining: Number.MAX_VALUE }],
    ['a balance below the lowest double as the lowest double', counts(1.7e308, -1.7e308), { balance: -Number.MAX_VALUE, remaining: null }],
    ['-0 as 0', counts(-0, 100, 100), { state: 'idle', consumed: 0 }],
    ['null usage as unknown', counts(null, 100, null), { ...none, credited: 100 }],
    ['null credits as unknown', counts(25, null, null), { ...none, consumed: 25 }],
    ['three nulls as unknown', counts(null, null, null), none],
    ['missing numbers as unknown', {}, none],
    ['NaN as unknown', counts(NaN, 100, NaN), { ...none, consumed: null }],
    ['Infinity as unknown', counts(Infinity, 100, -Infinity), { ...none, consumed: null, balance: null }],
    ['credits of 64 bits', counts(1, 2 ** 63 - 1, 2 ** 63 - 2), { state: 'within', over: 0 }],
    ['two units over at 2^53', counts(9007199254740994, 9007199254740992, -2), { state: 'over', over: 2 }],
    ['the balance as the units left, if above the difference', counts(120, 100, 5), { state: 'near', over: 0, remaining: 5, balance: 5, ratio: 0.95 }],
    ['the balance as the units left, if below the difference', counts(50, 100, -10), { state: 'over', over: 10, remaining: 0 }],
  ])('%s', (_, meter, expected) => {
    expect(describeUsage(meter)).toMatchObject(expected);
  });
});

describe('describeUsage() colors a limited meter by consequence:', () => {
  const near = counts(90, 100, 10);
  const spent = counts(100, 100, 0);
  const over = counts(120, 100, -20);
  it.each<[string, UsageTerms | undefined, [near: string, spent: string, over: string]]>([
    ['neutral without terms', undefined, ['neutral', 'neutral', 'neutral']],
    ['neutral for an unknown price', { whenSpent: 'unknown' }, ['neutral', 'neutral', 'neutral']],
    ['neutral if billed by a price', { price: unitPrice }, ['neutral', 'neutral', 'neutral']],
    ['neutral if the host and the price say billed', { price: unitPrice, whenSpent: 'billed' }, ['neutral', 'neutral', 'neutral']],
    ['neutral if the host bills without a price', { price: null, whenSpent: 'billed' }, ['neutral', 'neutral', 'neutral']],
    ['warning, then critical without a price', { price: null }, ['warning', 'critical', 'critical']],
    ['warning, then critical without a price and with an unknown consequence', { price: null, whenSpent: 'unknown' }, ['warning', 'critical', 'critical']],
    ['warning, then critical if blocked without a price', { price: null, whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
    ['warning, then critical if blocked despite a price', { price: unitPrice, whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
    ['warning, then critical if blocked with an unknown price', { whenSpent: 'blocked' }, ['warning', 'critical', 'critical']],
  ])('%s', (_, terms, tones) => {
    expect([near, spent, over].map((meter) => describeUsage(meter, terms).tone)).toEqual(tones);
    expect(describeUsage(counts(10, 100, 90), terms).tone).toBe('neutral');
    const isLost = terms?.price === null && terms.whenSpent === 'blocked';
    expect(describeUsage(counts(10, 0, -10), terms).tone).toBe(isLost ? 'critical' : 'neutral');
    expect(describeUsage(counts(null, 100), terms).tone).toBe('neutral');
  });
});

describe('describeUsage() of a meter with 12 used and no credits', () => {
  it.each<[string, UsageTerms | undefined, object]>([
    ['has nothing left where the host blocks use', { price: null, whenSpent: 'blocked' }, { kind: 'prepaid', state: 'spent', tone: 'critical', remaining: 0 }],
    ['makes no claim about a limit where the host doesn’t block use', { price: null }, { kind: 'counter', state: 'within', tone: 'neutral', remaining: null }],
    ['makes no claim about a limit while the price is unknown', { whenSpent: 'blocked' }, { kind: 'unknown', state: 'within', tone: 'neutral', remaining: null }],
  ])('%s', (_, terms, expected) => {
    expect(describeUsage(counts(12, 0), terms)).toMatchObject({ ...expected, consumed: 12, over: 0, ratio: null, bar: null });
  });
});

it('pressureOf() puts a blocked meter without credits between credits that ran out and credits that run low', () => {
  const [lost, spent, near] = [counts(12, 0), counts(100, 100), counts(90, 100)].map((meter) => pressureOf(describeUsage(meter, { price: null, whenSpent: 'blocked' })));
  expect(lost).toBeGreaterThan(near ?? NaN);
  expect(lost).toBeLessThan(spent ?? NaN);
});

describe('describeUsage() with random numbers and terms', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, 100, 2 ** 63, null, undefined, NaN, Infinity));
  const terms = fc.constantFrom<UsageTerms | undefined>(undefined, { price: null }, { price: unitPrice }, { price: tiersPrice }, { price: futurePrice }, { whenSpent: 'blocked' }, { price: null, whenSpent: 'blocked' });

  it('draws a bar that fits, keeps unknown numbers unknown and returns finite numbers only', () => {
    fc.assert(
      fc.property(number, number, number, terms, (consumed, credited, balance, given) => {
        const usage = describeUsage(counts(consumed, credited, balance), given);
        const limited = usage.credited !== null && usage.credited > 0;
        const { included, over } = usage.bar ?? { included: 0, over: 0 };
        const numbers = Object.values({ ...usage, ...usage.bar }).filter((value) => typeof value === 'number');
        expect({
          unknownTogether: (usage.state === 'unknown') === (usage.over === null),
          keptUnknown: Number.isFinite(consumed) || usage.consumed === null,
          noLimitNoBar: limited || (usage.bar === null && usage.ratio === null && (usage.tone === 'neutral' || usage.state === 'spent') && usage.state !== 'over'),
          readable: numbers.every((value) => Number.isFinite(value) && !Object.is(value, -0)),
          fits: Math.min(included, over) >= 0 && included + over <= 1,
          striped: usage.bar === null || over > 0 === (usage.state === 'over' && included < 1),
        }).toEqual({ unknownTogether: true, keptUnknown: true, noLimitNoBar: true, readable: true, fits: true, striped: true });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('pressureOf()', () => {
  it('puts meters that ran out first, then those about to, then billed overage, then the most used', () => {
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
