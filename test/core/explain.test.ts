import { describe, expect, it } from 'vitest';
import { explainAmount, type NoClaimReason } from '../../src/core/explain';
import type { MeteredTiersPrice, MeteredUnitPrice, ProductPrice } from '../../src/core/schemas/price';
import { parsePrice } from '../../src/core/schemas/price';
import { whatIf } from '../../src/core/whatif';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../../src/testing';
import { cases } from '../support/cases';
import { type OraclePrice, pythonDecimal, seeded, serverAmount } from './oracle';

function unitPrice(unitAmount: string, capAmount: number | null = null, priceCurrency = 'usd'): MeteredUnitPrice {
  return { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount, capAmount, priceCurrency, meterId: 'm' };
}

function tiersPrice(type: 'volume' | 'graduated', tiers: [bound: number | null, unitAmount: string][], capAmount: number | null = null): MeteredTiersPrice {
  return { id: 'p', kind: 'tiers', amountType: 'metered_tiers', tiers: { type, tiers: tiers.map(([bound, unitAmount]) => ({ bound, unitAmount })) }, capAmount, meterId: 'm' };
}

const pending = (consumedUnits: number | null, creditedUnits: number | null, amount: number | null = 0) => ({ consumedUnits, creditedUnits, amount });

describe('explainAmount()', () => {
  it("explains Polar's own example: 25 of 100 units cost 0", () => {
    expect(explainAmount(pending(25, 100, 0), unitPrice('0.050000000000'))).toEqual({
      claim: 'exact',
      billableUnits: 0,
      lines: [{ units: 0, unitAmount: '0.050000000000', amount: '0' }],
      subtotal: '0',
      rounded: 0,
      cap: null,
      capped: false,
      computed: 0,
      reported: 0,
      settled: true,
    });
  });

  it('multiplies units by the rate, rounds once and applies the cap', () => {
    expect(explainAmount(pending(2_412_350, 2_000_000, 412), unitPrice('0.001000000000'))).toMatchObject({
      billableUnits: 412_350,
      lines: [{ units: 412_350, unitAmount: '0.001000000000', amount: '412.35' }],
      subtotal: '412.35',
      rounded: 412,
      computed: 412,
      settled: true,
    });
    expect(explainAmount(pending(500, 0, 100), unitPrice('1', 100))).toMatchObject({ rounded: 500, cap: 100, capped: true, computed: 100, settled: true });
    expect(explainAmount(pending(100, 0, 100), unitPrice('1', 100))).toMatchObject({ capped: false, computed: 100 });
  });

  it.each<[string, number, number]>([
    ['0.5', 1, 1],
    ['0.5', 3, 2],
    ['0.499999999999', 1, 0],
    ['0.000000000001', 1e12, 1],
    ['0.000000000001', 4.9e11, 0],
    ['1E-12', 1e12, 1],
    ['1E-12', 4.9e11, 0],
    ['0E-12', 1e12, 0],
    ['4.500E-8', 1e9, 45],
    ['4.500E-8', 1e8, 5],
    ['4.500E-8', 99_999_999, 4],
    ['0.1', 0.1 + 0.2, 0],
    ['1', 0.30000000000000004, 0],
    ['1', 2.5, 3],
    ['100', 0.005, 1], // The double is slightly above 0.005.
    ['100', 0.015, 1], // The double is slightly below 0.015, so not 2.
    ['1', 1e15, 1e15],
  ])('computes %s per unit × %s units = %s, halves away from zero', (unitAmount, units, amount) => {
    expect(explainAmount(pending(units, 0, amount), unitPrice(unitAmount))).toMatchObject({ computed: amount, settled: true });
  });

  it('bills the whole quantity at the rate of its volume tier, bound included', () => {
    const price = tiersPrice('volume', [[100, '2'], [1000, '1'], [null, '0.5']]);
    expect(explainAmount(pending(100, 0, 200), price)).toMatchObject({ lines: [{ units: 100, unitAmount: '2', amount: '200' }], computed: 200 });
    expect(explainAmount(pending(101, 0), price)).toMatchObject({ lines: [{ units: 101, unitAmount: '1' }], computed: 101, settled: false });
    expect(explainAmount(pending(2001, 0), price)).toMatchObject({ computed: 1001 });
  });

  it('bills each graduated tier’s part at its own rate and rounds once at the end', () => {
    const price = tiersPrice('graduated', [[100, '0.25'], [1000, '0.1'], [null, '0.05']], 5000);
    expect(explainAmount(pending(1101, 0, 120), price)).toMatchObject({
      lines: [
        { units: 100, unitAmount: '0.25', amount: '25' },
        { units: 900, unitAmount: '0.1', amount: '90' },
        { units: 101, unitAmount: '0.05', amount: '5.05' },
      ],
      subtotal: '120.05',
      computed: 120,
    });
    expect(explainAmount(pending(5, 10), price)).toMatchObject({ lines: [], subtotal: '0', computed: 0 });
  });

  it('compares currencies, ignoring case', () => {
    expect(explainAmount(pending(5, 0, 5), unitPrice('1', null, 'USD'), 'usd')).toMatchObject({ claim: 'exact', computed: 5 });
  });

  it('accepts a single unbounded tier', () => {
    for (const type of ['volume', 'graduated'] as const) expect(explainAmount(pending(5, 0, 10), tiersPrice(type, [[null, '2']]))).toMatchObject({ computed: 10, settled: true });
  });

  it('keeps the reported amount and is not settled if the server reports another or none', () => {
    expect(explainAmount(pending(200, 100, 0), unitPrice('1'))).toMatchObject({ computed: 100, reported: 0, settled: false });
    expect(explainAmount(pending(200, 100, null), unitPrice('1'))).toMatchObject({ computed: 100, reported: null, settled: false });
  });
});

describe('explainAmount() keeps the reported amount without an explanation', () => {
  const tiers = tiersPrice('volume', [[10, '1'], [null, '2']]);
  const future: ProductPrice = { id: 'p', kind: 'other', amountType: 'by_the_moon', meterId: 'm' };
  it.each<[string, [consumed: number | null, credited: number | null], ProductPrice | ProductPrice[] | null | undefined, NoClaimReason]>([
    ['the price is undefined', [200, 100], undefined, 'no_price'],
    ['the price is null', [200, 100], null, 'no_price'],
    ['there are two prices', [200, 100], [unitPrice('1'), unitPrice('2')], 'several_prices'],
    ['the price is fixed', [200, 100], parsePrice(wirePriceFixed()), 'unknown_price'],
    ['the price has an unknown type', [200, 100], future, 'unknown_price'],
    ['the price is in another currency', [200, 100], unitPrice('1', null, 'eur'), 'other_currency'],
    ['the cap is negative', [200, 100], unitPrice('1', -1), 'bad_cap'],
    ['the cap is a fraction', [200, 100], unitPrice('1', 0.5), 'bad_cap'],
    ['the rate is negative', [200, 100], unitPrice('-1'), 'unknown_price'],
    ['the rate is a number', [200, 100], unitPrice(0.05 as never), 'unknown_price'],
    ['the rate is not decimal text', [200, 100], unitPrice('1e5'), 'unknown_price'],
    ['the rate’s exponent is too long', [200, 100], unitPrice('1E+1000'), 'unknown_price'],
    ['a rate with an exponent is negative', [200, 100], unitPrice('-4.500E-8'), 'unknown_price'],
    ['a tier’s rate is negative', [200, 100], tiersPrice('graduated', [[10, '1'], [null, '-1']]), 'unknown_price'],
    ['the tiers are out of order', [200, 100], tiersPrice('volume', [[10, '1'], [5, '2']]), 'bad_tiers'],
    ['tiers before an unbounded one are out of order', [200, 100], tiersPrice('volume', [[10, '1'], [5, '2'], [null, '3']]), 'bad_tiers'],
    ['a tier is empty', [200, 100], tiersPrice('volume', [[10, '1'], [10, '2'], [null, '3']]), 'bad_tiers'],
    ['a bound is a fraction', [200, 100], tiersPrice('volume', [[10.5, '1'], [null, '2']]), 'bad_tiers'],
    ['the last bound is a fraction', [105, 100], tiersPrice('volume', [[10.5, '1']]), 'bad_tiers'],
    ['an unbounded tier is not the last', [200, 100], tiersPrice('volume', [[null, '1'], [5, '2']]), 'bad_tiers'],
    ['the tiers end below the quantity', [200, 100], tiersPrice('graduated', [[10, '1']]), 'bad_tiers'],
    ['there are no tiers', [200, 100], tiersPrice('volume', []), 'bad_tiers'],
    ['there are no tiers and no billable units', [50, 100], tiersPrice('volume', []), 'bad_tiers'],
    ['the tiers have an unknown type', [200, 100], { ...tiers, tiers: { type: 'fractal', tiers: tiers.tiers.tiers } }, 'unknown_price'],
    ['a fraction of a unit is on tiers', [200.5, 100], tiers, 'fractional_tiers'],
    ['the consumed units are null', [null, 100], unitPrice('1'), 'unknown_units'],
    ['the consumed units are infinite', [Infinity, 100], unitPrice('1'), 'unknown_units'],
    ['the credits are NaN', [200, NaN], unitPrice('1'), 'unknown_units'],
    ['a number cannot hold the amount exactly', [1e16, 0], unitPrice('1'), 'too_large'],
    ['the billable units overflow', [1.7e308, -1.7e308], unitPrice('1', 100), 'too_large'],
  ])('if %s', (_, [consumed, credited], price, reason) => {
    expect(explainAmount(pending(consumed, credited, 77), price, 'usd')).toEqual({ claim: 'none', reason, reported: 77 });
  });

  it('as null if it is missing, NaN or infinite', () => {
    for (const amount of [undefined, NaN, Infinity]) expect(explainAmount({ ...pending(200, 100), amount }, null)).toMatchObject({ reported: null });
  });

});

it('explainAmount() explains a huge amount by its cap', () => {
  expect(explainAmount(pending(1e16, 0, 10_000), unitPrice('1', 10_000))).toMatchObject({ claim: 'exact', computed: 10_000, capped: true });
  expect(explainAmount(pending(1e308, 0, 10_000), unitPrice('99999', 10_000))).toMatchObject({ claim: 'exact', rounded: Number.MAX_VALUE, computed: 10_000, capped: true });
});

describe('the independent oracle', () => {
  const random = seeded(20261121);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  /** Half of the rates are spelled the way the API spells them, which includes exponents. */
  const rate = () => (random() < 0.5 ? plainDecimal() : pythonDecimal(BigInt(Math.floor(random() * 10 ** pick([0, 2, 6, 12]))), 12));
  const plainDecimal = () => `${Math.floor(random() * 10 ** pick([0, 1, 3]))}.${String(Math.floor(random() * 1e12)).padStart(12, '0').slice(0, pick([1, 2, 6, 12]))}`;
  const units = () => pick([() => Math.floor(random() * 1e4), () => random() * 100, () => Math.floor(random() * 1e9), () => random() * 1e-3, () => Math.floor(random() * 200) / 2, () => 0])();

  function randomPrice(): OraclePrice {
    const type = pick(['unit', 'unit', 'volume', 'graduated'] as const);
    const cap = random() < 0.4 ? Math.floor(random() * 10 ** pick([1, 4, 9])) : null;
    if (type === 'unit') return { type, cap, rates: [{ bound: null, unitAmount: rate() }] };
    let bound = 0;
    const rates: OraclePrice['rates'] = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({ bound: (bound += 1 + Math.floor(random() * 5000)), unitAmount: rate() }));
    return { type, cap, rates: [...rates, { bound: null, unitAmount: rate() }] };
  }

  const prices = cases(50_000, 1_000_000);
  it(`agrees with explainAmount() in ${prices} random cases of price × usage × cap × tiers`, { timeout: 600_000 }, () => {
    let compared = 0;
    let wrong = 0;
    for (let round = 0; round < prices; round++) {
      const price = randomPrice();
      const whole = price.type !== 'unit';
      const [consumed, credited] = whole ? [Math.floor(units()), Math.floor(units())] : [units(), Math.floor(units())];
      const expected = serverAmount(consumed, credited, price);
      const ours =
        price.type === 'unit'
          ? unitPrice(price.rates[0]?.unitAmount ?? '', price.cap)
          : tiersPrice(price.type, price.rates.map(({ bound, unitAmount }) => [bound, unitAmount]), price.cap);
      const explained = explainAmount({ consumedUnits: consumed, creditedUnits: credited, amount: Number(expected) }, ours);
      if (explained.claim === 'exact') compared++;
      if (explained.claim === 'none' ? expected <= Number.MAX_SAFE_INTEGER : BigInt(explained.computed) !== expected || !explained.settled) wrong++;
    }
    expect({ wrong, compared }).toEqual({ wrong: 0, compared: prices });
  });

  it('agrees with whatIf() about the amount, the difference and the cap', { timeout: 600_000 }, () => {
    const differences: unknown[] = [];
    for (let round = 0; round < Math.min(cases(6000, 30_000), 30_000); round++) {
      const price = randomPrice();
      const [consumed, credited, extra] = [Math.floor(units()), Math.floor(units()), Math.floor(random() * 5000)];
      const ours = price.type === 'unit' ? unitPrice(price.rates[0]?.unitAmount ?? '', price.cap) : tiersPrice(price.type, price.rates.map(({ bound, unitAmount }) => [bound, unitAmount]), price.cap);
      const result = whatIf(ours, pending(consumed, credited), extra);
      const at = (more: number) => serverAmount(consumed + extra + more, credited, price);
      if (result.claim === 'none') differences.push({ price, result });
      else {
        const { unitsUntilCap: toCap, amount, difference } = result;
        if (BigInt(amount) !== at(0) || BigInt(difference) !== at(0) - serverAmount(consumed, credited, price)) differences.push({ price, consumed, credited, extra, result });
        const cap = BigInt(price.cap ?? -1);
        if (toCap !== null && (at(toCap) !== cap || (toCap > 0 && at(toCap - 1) === cap))) differences.push({ price, consumed, credited, extra, result });
        if (toCap === null && price.cap !== null && [1, 1e3, 1e6, 1e9].some((more) => at(more) === cap)) differences.push({ price, consumed, credited, extra, result });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  });
});

describe('whatIf()', () => {
  it('counts the units until the next tier, remaining credits included', () => {
    const price = parsePrice(wirePriceMeteredTiers({ tiers: { type: 'graduated', tiers: [{ bound: 100, unit_amount: '1' }, { bound: null, unit_amount: '0.5' }] } }));
    expect(whatIf(price, pending(0, 50), 0)).toMatchObject({ unitsUntilNextTier: 150, amount: 0, difference: 0 });
    expect(whatIf(price, pending(0, 50), 100)).toMatchObject({ unitsUntilNextTier: 50, amount: 50, difference: 50 });
    expect(whatIf(price, pending(0, 50), 200)).toMatchObject({ unitsUntilNextTier: null, amount: 125 });
  });

  it('has a negative difference if the units reach a lower volume rate', () => {
    expect(whatIf(tiersPrice('volume', [[100, '2'], [null, '1']]), pending(100, 0), 1)).toMatchObject({ amount: 101, difference: -99 });
  });

  it('makes no claim for a price in another currency', () => {
    expect(whatIf(unitPrice('1', null, 'eur'), pending(1, 0, 5), 10, 'usd')).toEqual({ claim: 'none', reason: 'other_currency', reported: 5 });
  });

  it('makes no claim for numbers that overflow', () => {
    const price = unitPrice('0', 100);
    expect(whatIf(price, pending(-1.7e308, 1.7e308), 0)).toMatchObject({ claim: 'none', reason: 'too_large' });
    expect(whatIf(price, pending(1e308, 0), 1e308)).toMatchObject({ claim: 'none' });
    expect(whatIf(price, pending(1, 0), Infinity)).toMatchObject({ claim: 'none' });
  });

  it('makes no claim if explainAmount() makes none', () => {
    expect(whatIf(parsePrice(wirePriceMeteredUnit()), pending(null, 0, 5), 10)).toEqual({ claim: 'none', reason: 'unknown_units', reported: 5 });
    expect(whatIf(undefined, pending(1, 0, 5), 10)).toMatchObject({ claim: 'none', reason: 'no_price' });
    expect(whatIf(unitPrice('1'), pending(1, 0), NaN)).toMatchObject({ claim: 'none' });
  });
});
