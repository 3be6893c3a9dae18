import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floatingAmounts } from './floats';

const root = join(import.meta.dirname, '../../src');
const scanned = ['components', 'core', 'embed', 'http', 'i18n', 'react', 'server', 'sources', 'widgets'];

it('src contains nothing that floatingAmounts() reports, except in src/testing', () => {
  const files = scanned.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
  const sources = files.filter((file) => /\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(40);
  expect(sources.flatMap((file) => floatingAmounts(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe('floatingAmounts()', () => {
  it.each([
    'amount + 1',
    'amount / 100',
    '100 * line.amount',
    'a - subscription.meters[0].amount',
    'line?.amount * 2',
    'line.amount! % 2',
    '(amount as number) ** 2',
    '(amount ?? 0) + base',
    'sum += amount',
    'amount -= 5',
    'amount++',
    '-amount',
    '+unitAmount',
    'units * price.unitAmount',
    'capAmount - 1',
    'preview.total_amount + tax',
    'subtotal * 1.2',
    'Number(unitAmount)',
    'parseFloat(price.unitAmount)',
    'amount.toFixed(2)',
    'lines.reduce((sum, { amount }) => sum + amount, 0)',
  ])('reports %s', (code) => {
    expect(floatingAmounts('core/a.ts', `${code};`)).toHaveLength(1);
  });

  it.each([
    'amount === 0',
    'a.amount < b.amount',
    'amount ?? 0',
    'sum += BigInt(amount)',
    'BigInt(capAmount) * 2n',
    'times(fromDouble(units), fromDecimal(unitAmount))',
    'formatAmount(amount, currency, locale)',
    'consumedUnits - creditedUnits',
    'amounts.length + 1',
    'totals[0 + 1]',
    '`${amount} ${currency}`',
    '!amount',
    'const { amount } = line',
    'type Sum = { amount: number }',
    '"amount" + 1',
  ])('accepts %s', (code) => {
    expect(floatingAmounts('core/a.ts', `${code};`)).toEqual([]);
  });

  it('names the file and the expression', () => {
    expect(floatingAmounts('core/a.ts', 'const price = amount / 100;')).toEqual(['core/a.ts: amount / 100']);
  });
});
