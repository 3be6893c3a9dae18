import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeOracle } from './charge-oracle';
import { scenarios } from './charge-oracle.arbitrary';
import { tableCases } from './charge-oracle.cases';
import type { Block } from './charge-oracle.claims';
import { edgeCases } from './charge-oracle.edge-cases';
import { appliedBalance, decimalOf, decimalOfDouble, discountAmount, meteredAmount, minimumOf, pythonText, taxAmount, tieredAmount, times } from './charge-oracle.money';
import type { Order } from './charge-oracle.server';
import { idOf } from './charge-oracle.wire';

const cases = 300;

describe('charge oracle: money', () => {
  it.each([
    ['0.000000045000', '4.5000E-8'],
    ['0.000000000001', '1E-12'],
    ['0.000000900000', '9.00000E-7'],
    ['0.000001000000', '0.000001000000'],
    ['0.050000000000', '0.050000000000'],
    ['12345.000000000000', '12345.000000000000'],
    ['1E+3', '1E+3'],
    ['500', '500'],
  ])('writes %s as Python does: %s', (plain, text) => {
    expect(pythonText(decimalOf(plain))).toBe(text);
    expect(decimalOf(text)).toEqual(decimalOf(plain));
  });

  it('writes a zero of the price column as 0E-12', () => {
    expect(pythonText(decimalOf('0.000000000000'))).toBe('0E-12');
  });

  it('bills metered usage rounded half away from zero, capped, and never below zero', () => {
    expect(meteredAmount('0.5', null, 1, 0)).toBe(1n);
    expect(meteredAmount('0.5', null, 3, 0)).toBe(2n);
    expect(meteredAmount('0.5', 1n, 300, 0)).toBe(1n);
    expect(meteredAmount('0.5', null, 3, 5)).toBe(0n);
    expect(meteredAmount('1.0000E-8', null, 70e9, 60_000_000_000)).toBe(100n);
    expect(meteredAmount('4.5000E-8', null, 2e9, 0)).toBe(90n);
  });

  it.each([
    ['99999.999999999999', 0.1, '10000.00000000000045511151231'],
    ['0.000000000003', 1 + 2 ** -52, '3.000000000000000666133814775E-12'],
    ['12345.678901234567', 70_000_000_000.3, '864197523090123.4313463924076'],
  ])('multiplies %s and %s in 28 digits as Python does', (rate, units, product) => {
    expect(pythonText(times(decimalOf(rate), decimalOfDouble(units)))).toBe(product);
  });

  it('computes a percentage with doubles, as the server does', () => {
    expect(discountAmount({ kind: 'percentage', basisPoints: 1450 }, 100n)).toBe(14n);
    expect(discountAmount({ kind: 'percentage', basisPoints: 2850 }, 300n)).toBe(85n);
    expect(discountAmount({ kind: 'percentage', basisPoints: 5000 }, 15n)).toBe(8n);
    expect(discountAmount({ kind: 'fixed', amount: 500n }, 300n)).toBe(300n);
  });

  it('computes tax inside or on top of the amount, negative for a credit', () => {
    expect(taxAmount({ behavior: 'exclusive', rate: 250_000n }, 15_430n)).toBe(3858n);
    expect(taxAmount({ behavior: 'inclusive', rate: 250_000n }, 900n)).toBe(180n);
    expect(taxAmount({ behavior: 'exclusive', rate: 250_000n }, -1000n)).toBe(-250n);
    expect(taxAmount(null, 900n)).toBe(0n);
  });

  it.each([
    [2000n, 500n, -500n],
    [2000n, 5000n, -2000n],
    [2000n, -30n, 30n],
    [0n, -30n, 30n],
    [-1800n, 500n, 0n],
    [-1800n, -500n, 500n],
    [-300n, -500n, 300n],
  ])('for a total of %s and a balance of %s, applies %s', (total, balance, applied) => {
    expect(appliedBalance(total, balance)).toBe(applied);
  });

  it('prices seats by volume and by tier', () => {
    const tiers = [
      { bound: 5, rate: 1000n },
      { bound: null, rate: 800n },
    ];
    expect(tieredAmount({ mode: 'volume', tiers }, 6)).toBe(4800n);
    expect(tieredAmount({ mode: 'graduated', tiers }, 6)).toBe(5800n);
    expect(tieredAmount({ mode: 'graduated', tiers }, 5)).toBe(5000n);
  });

  it('knows the smallest charge of a currency, which is 50 where Polar sets no other', () => {
    expect([minimumOf('usd'), minimumOf('eur'), minimumOf('gbp'), minimumOf('jpy'), minimumOf('huf'), minimumOf('xxx')]).toEqual([50n, 50n, 40n, 80n, 17_500n, 50n]);
  });
});

describe('charge oracle: cases worked out by hand', () => {
  const unknown = { subtotal: null, discount: null, tax: null, inclusive: null, total: null, applied: null, due: null, outcome: null, certainty: 'exact' };

  it.each([...tableCases, ...edgeCases].map((one) => [one.name, one] as const))('derives the claims for %s', (_, { scenario, title, at, change = null, outstanding = null, blocks }) => {
    const { claims } = chargeOracle(scenario);
    const named = change && { ...change, product: change.product && idOf(change.product) };
    expect({ ...claims, blocks: claims.blocks.map((block) => ({ ...block, lines: block.lines.map(written) })) }).toEqual({
      title,
      at,
      change: named,
      outstanding,
      blocks: blocks.map((block) => ({ ...unknown, ...block })),
    });
  });
});

describe('charge oracle: random subscriptions', () => {
  it('adds up each order, each preview and each balance', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { wire, orders } = chargeOracle(scenario);
        let balance = scenario.balance;
        for (const order of orders) {
          expect(order.total).toBe(order.subtotal - order.discount + (scenario.tax?.behavior === 'inclusive' ? 0n : order.tax));
          // The balance pays or receives whatever part of the total is not charged.
          expect(order.balanceAfter).toBe(balance - order.total + (order.outcome === 'charged' ? order.due : 0n));
          balance = order.balanceAfter;
        }
        const { preview } = wire;
        expect(preview?.subtotal_amount).toBe(preview ? preview.base_amount + preview.metered_amount + preview.proration_amount : undefined);
      }),
      { numRuns: cases },
    );
  });

  it('makes no exact claim that the order on its date contradicts', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { orders, claims } = chargeOracle(scenario);
        const dated = claims.blocks.filter(({ at, certainty }) => at !== null && certainty === 'exact');
        expect(dated.flatMap((block) => contradictions(block, orders.find(({ at }) => at === block.at)))).toEqual([]);
      }),
      { numRuns: cases },
    );
  });

  it('has a block for each future order, except one of meters without usage and without a known debt', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { wire, orders, claims } = chargeOracle(scenario);
        const dates = claims.blocks.map(({ at }) => at);
        const isDebtKnown = wire.preview !== null && wire.preview.total_amount >= 0;
        const filled = orders.filter(({ reason, lines, due }) => reason !== 'meter cycle' || lines.some(({ amount }) => amount !== 0n) || (due > 0n && isDebtKnown));
        for (const { at } of filled) expect(dates).toContain(at);
      }),
      { numRuns: cases },
    );
  });
});

/** The figures of a block that differ from the order on its date. Without an order, the block must be empty and due nothing. */
function contradictions(block: Block, order: Order | undefined): string[] {
  if (!order) return block.lines.length === 0 && !block.due ? [] : ['no order'];
  const figures = (['subtotal', 'discount', 'tax', 'total', 'applied', 'due', 'outcome'] as const).filter((name) => block[name] !== null && block[name] !== order[name]);
  const kinds = (['base', 'metered', 'proration'] as const).filter((kind) => {
    const claimed = amountsOf(block, kind);
    return claimed.length > 0 && sum(claimed) !== sum(amountsOf(order, kind));
  });
  return [...figures, ...kinds].map((name) => `${name} at ${order.at}`);
}

function amountsOf({ lines }: Pick<Block | Order, 'lines'>, kind: Order['lines'][number]['kind']): bigint[] {
  return lines.flatMap((line) => (line.kind === kind ? [line.amount] : []));
}

function written({ kind, name, amount }: Block['lines'][number]): string {
  return [kind, name, amount].filter((part) => part !== null).join(' ');
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
