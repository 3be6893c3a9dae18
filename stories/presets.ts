import type { InputType } from 'storybook/internal/types';
import { parseWallet } from '../src/core';
import { wireWallet } from '../src/testing';
import { byTiers, pending, perUnit } from './prices';

/** A select whose choices are names for values that no control could edit. */
function choice(values: Record<string, unknown>): InputType {
  return { options: Object.keys(values), mapping: values, control: 'select' };
}

function slider(max: number, step = 1, min = 0): InputType {
  return { control: { type: 'range', min, max, step } };
}

const price = {
  '$0.05 per unit': perUnit('5'),
  '$10 per million tokens': perUnit('0.001', { unit: 'token' }),
  '$0.05 per unit, at most $10': perUnit('5', { cap: 1000 }),
  'Graduated tiers': byTiers('graduated', [[100, '5'], [1000, '3'], [null, '1']]),
  'Volume tiers': byTiers('volume', [[100, '5'], [1000, '3'], [null, '1']]),
  '¥12 per unit': perUnit('12', { currency: 'jpy' }),
  'No metered price': null,
};

const currency: InputType = { options: ['usd', 'eur', 'jpy', 'kwd', 'credits'], control: 'select' };
const unit = { options: ['units', 'images', 'tokens', 'GB'], control: 'select' } satisfies InputType;

/** Controls of one meter: sliders for its units, and what happens when its credits run out. */
export const meterControls = {
  name: { control: 'text' },
  consumedUnits: slider(12_000),
  creditedUnits: slider(12_000),
  unit,
  terms: choice({
    'Price unknown': undefined,
    Prepaid: { price: null },
    'Prepaid, then blocked': { price: null, whenSpent: 'blocked' },
    'Included, then billed': { price: perUnit('5') },
    'Billed, but blocked when spent': { price: perUnit('5'), whenSpent: 'blocked' },
  }),
} satisfies Record<string, InputType>;

/** Controls of a bar: those of every meter, and more. */
export const barControls = { ...meterControls, consumedUnits: slider(200), creditedUnits: slider(200), cost: { control: 'text' }, rate: { control: 'text' }, elapsed: slider(1, 0.01), expectedUnits: slider(300), note: { control: 'text' } } satisfies Record<string, InputType>;

/** Controls of a meter's amount. */
export const amountControls = {
  meter: choice({
    'Within its credits': pending(250, 1000, 0),
    'Over by 250': pending(1250, 1000, 1250),
    'Far over': pending(9480, 1000, 42_400),
    'Without credits': pending(1250, 0, 6250),
    'Unknown usage': pending(null, 1000, null),
  }),
  price: choice(price),
  currency,
} satisfies Record<string, InputType>;

export const amountDueControls = {
  amount: slider(10_000),
  currency,
  dueAt: choice({ 'In 17 days': new Date('2026-12-01T00:00:00Z'), Tomorrow: new Date('2026-11-15T00:00:00Z'), 'Next year': new Date('2027-03-01T00:00:00Z'), Unknown: null }),
  before: { options: ['discount', 'tax'], control: 'check' },
} satisfies Record<string, InputType>;

export const historyControls = { creditedUnits: slider(50_000, 100), interval: { options: ['hour', 'day', 'week', 'month'], control: 'select' }, unit } satisfies Record<string, InputType>;

export const walletControls = {
  wallet: choice({ '$15.00': parseWallet(wireWallet()), 'Below zero': { balance: -450, currency: 'eur' }, '¥12,300': { balance: 12_300, currency: 'jpy' }, 'Unknown balance': { balance: null, currency: 'usd' } }),
} satisfies Record<string, InputType>;

export const skeletonControls = { rows: slider(12, 1, 1) } satisfies Record<string, InputType>;

/** Controls of every widget. The toolbar chooses the customer and the fault. */
export const widgetControls = {
  title: { control: 'text' },
  headingLevel: { options: [1, 2, 3, 4, 5, 6], control: 'select' },
  showAsOf: { control: 'boolean' },
} satisfies Record<string, InputType>;

export const usageControls = {
  layout: { options: ['rows', 'compact', 'cards', 'table', 'auto'], control: 'select' },
  variant: { options: ['bar', 'ring', 'number'], control: 'select' },
  whenSpent: { options: ['billed', 'blocked'], control: 'select' },
  pageSize: slider(100, 1, 1),
  ...widgetControls,
} satisfies Record<string, InputType>;
