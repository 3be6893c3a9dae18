import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Receipt, type ReceiptProps } from '../src';
import { arabic } from './arabic';
import { fits, linesIn, readsWell } from './checks';
import { framed, Stack } from './frames';
import { byTiers, pending, perUnit } from './prices';
import { amountControls } from './presets';

const meta = {
  title: 'Components/Receipt',
  component: Receipt,
  args: { meter: pending(1250, 1000, 1250), price: perUnit('5.000000000000'), currency: 'usd' },
  argTypes: amountControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof Receipt>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Screen readers get a short text instead of the lines. */
export const UnitPrice: Story = {
  name: 'Price per unit',
  play: async ({ canvas, canvasElement }) => {
    await expect(linesIn(canvasElement)).toEqual(['Used: 1,250 units', '− Included: 1,000', '= Over: 250', '× $0.05\u00a0/\u00a0unit: $12.50', 'Cost so far: $12.50']);
    await expect(canvas.getByText('1,250 units used, 1,000 included. 250 billable at $0.05 / unit: $12.50.')).toBeInTheDocument();
    for (const line of canvasElement.querySelectorAll('.mf-line')) await expect(line.closest('[aria-hidden="true"]')).not.toBeNull();
  },
};

/** Tokens are priced by the million. */
export const TokenPrice: Story = {
  name: 'Price per million tokens',
  ...shows({ meter: pending(2_412_350, 2_000_000, 412), price: perUnit('0.001000000000', { unit: 'token' }) }, [
    'Used: 2,412,350 tokens',
    '− Included: 2,000,000',
    '= Over: 412,350',
    '× $10\u00a0/\u00a01M tokens: $4.1235',
    'Cost so far, rounded: $4.12',
  ]),
};

/** No credits to subtract, and the merchant's own label and multiplier for the unit. */
export const CustomMultiplier: Story = {
  name: 'Price per thousand requests',
  ...shows(
    { meter: pending(48_230, 0, 1929), price: perUnit('0.040000000000', { unit: { label: 'thousand requests', multiplier: 1000 } }) },
    ['Used: 48.23 thousand requests', '× $0.40\u00a0/\u00a0thousand requests: $19.292', 'Cost so far, rounded: $19.29'],
  ),
};

/** A rate far below a cent and a quantity beyond the precision of a double: both keep every digit. */
export const SubCentRate: Story = {
  name: 'A rate far below a cent',
  ...shows({ meter: pending(1e16, 0, 10_000), price: perUnit('0.000000000001') }, [
    'Used: 10,000,000,000,000,000 units',
    '× $0.00000000000001\u00a0/\u00a0unit: $100.00',
    'Cost so far: $100.00',
  ]),
};

/** Each tier's units at that tier's rate. */
export const Graduated: Story = {
  name: 'Graduated tiers',
  ...shows(
    {
      meter: pending(148_320, 10_000, 5016),
      price: byTiers('graduated', [[50_000, '0.05'], [100_000, '0.035'], [null, '0.02']], { unit: { label: 'searches' } }),
    },
    [
      'Used: 148,320 searches',
      '− Included: 10,000',
      '= Over: 138,320',
      '50,000 × $0.50\u00a0/\u00a01,000 searches: $25.00',
      '+ 50,000 × $0.35\u00a0/\u00a01,000 searches: $17.50',
      '+ 38,320 × $0.20\u00a0/\u00a01,000 searches: $7.664',
      '= Subtotal: $50.164',
      'Cost so far, rounded: $50.16',
    ],
  ),
};

/** All units at the rate of the tier that they reach. */
export const Volume: Story = {
  name: 'Volume tiers',
  ...shows(
    { meter: pending(87_450, 20_000, 5396), price: byTiers('volume', [[50_000, '0.10'], [250_000, '0.08'], [null, '0.06']], { unit: { label: 'emails' } }) },
    ['Used: 87,450 emails', '− Included: 20,000', '= Over: 67,450', '× $0.80\u00a0/\u00a01,000 emails: $53.96', 'Cost so far: $53.96'],
  ),
};

export const Capped: Story = {
  name: 'Capped amount',
  ...shows({ meter: pending(9_480_000, 1_000_000, 5000), price: perUnit('0.0008', { unit: 'token', cap: 5000 }) }, [
    'Used: 9,480,000 tokens',
    '− Included: 1,000,000',
    '= Over: 8,480,000',
    '× $8\u00a0/\u00a01M tokens: $67.84',
    'Capped at: $50.00',
    'Cost so far: $50.00',
  ]),
};

/** Half a cent rounds up to a cent. */
export const RoundedHalfAwayFromZero: Story = {
  name: 'Rounded to the next cent',
  ...shows({ meter: pending(5, 0, 3), price: perUnit('0.5') }, [
    'Used: 5 units',
    '× $0.005\u00a0/\u00a0unit: $0.025',
    'Cost so far, rounded: $0.03',
  ]),
};

/** The server has not counted everything yet: its amount is shown, with the expected one below. */
export const StillSettling: Story = {
  name: 'Still settling',
  args: { meter: pending(87_450, 20_000, 5296), price: perUnit('0.08', { unit: { label: 'emails' } }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(linesIn(canvasElement).slice(-2)).toEqual(['× $0.80\u00a0/\u00a01,000 emails: $53.96', 'Cost so far: $52.96']);
    await expect(canvas.getByText('By our count this usage costs $53.96. The cost so far may still change to match.')).toBeVisible();
    await expect(canvas.getByText(/Cost so far: \$52\.96\.$/)).toBeInTheDocument();
    await expect(canvasElement.querySelector('.mf-receipt')).toHaveAttribute('data-settled', 'false');
  },
};

/** The example in Polar's documentation: 25 of 100 units, nothing to pay. */
export const WithinCredits: Story = {
  name: 'Within the credits',
  ...shows({ meter: pending(25, 100, 0), price: perUnit('5') }, [
    'Used: 25 units',
    '− Included: 100',
    '= Over: 0',
    '× $0.05\u00a0/\u00a0unit: $0.00',
    'Cost so far: $0.00',
  ]),
};

/** A fractional quantity is multiplied exactly. */
export const FractionalUnits: Story = {
  name: 'Fractions of a unit',
  ...shows({ meter: pending(742.5, 600, 1781), price: perUnit('12.5', { unit: { label: 'minutes' }, currency: 'jpy' }), currency: 'jpy' }, [
    'Used: 742.5 minutes',
    '− Included: 600',
    '= Over: 142.5',
    '× ¥12.5 each: ¥1,781.25',
    'Cost so far, rounded: ¥1,781',
  ]),
};

/** The yen has no minor unit. */
export const Yen: Story = {
  name: 'In yen',
  ...shows({ meter: pending(1300, 1000, 3600), price: perUnit('12', { currency: 'jpy' }), currency: 'jpy' }, [
    'Used: 1,300 units',
    '− Included: 1,000',
    '= Over: 300',
    '× ¥12\u00a0/\u00a0unit: ¥3,600',
    'Cost so far: ¥3,600',
  ]),
};

export const UnknownCurrency: Story = {
  name: 'Unknown currency',
  ...shows({ price: perUnit('5', { currency: 'credits' }), currency: 'credits' }, [
    'Used: 1,250 units',
    '− Included: 1,000',
    '= Over: 250',
    '× 0.05 credits\u00a0/\u00a0unit: 12.50 credits',
    'Cost so far: 12.50 credits',
  ]),
};

const unexplained: [reason: string, props: ReceiptProps][] = [
  ['no price', { meter: pending(120, 100, 100), price: null, currency: 'usd' }],
  ['two prices for the meter', { meter: pending(120, 100, 200), price: [perUnit('5'), perUnit('6')], currency: 'usd' }],
  ['an unknown kind of price', { meter: pending(120, 100, 300), price: { kind: 'other', id: 'p', amountType: 'metered_future' }, currency: 'usd' }],
  ['a price in another currency', { meter: pending(120, 100, 400), price: perUnit('5', { currency: 'eur' }), currency: 'usd' }],
  ['a negative cap', { meter: pending(120, 100, 500), price: perUnit('5', { cap: -1 }), currency: 'usd' }],
  ['tiers out of order', { meter: pending(120, 100, 600), price: byTiers('volume', [[100, '2'], [10, '1']]), currency: 'usd' }],
  ['unknown usage', { meter: pending(null, 100, 700), price: perUnit('5'), currency: 'usd' }],
  ['a fractional unit on tiers', { meter: pending(120.5, 100, 800), price: byTiers('volume', [[null, '2']]), currency: 'usd' }],
  ['an unknown amount', { meter: pending(120, 100, null), price: null, currency: 'usd' }],
];

/** Amounts that cannot be explained are shown as the server reports them. */
export const Unexplained: Story = {
  name: 'An amount without an explanation',
  render: () => (
    <Stack width={420}>
      {unexplained.map(([reason, props]) => (
        <Receipt key={reason} {...props} data-testid={reason} />
      ))}
    </Stack>
  ),
  play: async ({ canvas }) => {
    for (const [index, [reason]] of unexplained.entries()) {
      const receipt = canvas.getByTestId(reason);
      await expect(receipt).toHaveAttribute('data-claim', 'none');
      await expect(receipt).toHaveTextContent("We can't break this amount down.");
      await expect(linesIn(receipt)).toEqual([index < 8 ? `Cost so far: $${index + 1}.00` : 'Cost so far: —']);
    }
  },
};

export const Narrow: Story = { ...Graduated, name: 'In 240 pixels', parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { ...Graduated, name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  ...Graduated,
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: async ({ canvas, canvasElement }) => {
    await expect(linesIn(canvasElement).at(-1)).toMatch(/٥٠٫١٦/);
    await fits(canvas.getByTestId('frame'));
  },
};

/** A story of one receipt that has exactly these lines. */
function shows(args: Partial<ReceiptProps>, lines: string[]): Story {
  return {
    args,
    play: async ({ canvasElement }) => {
      await expect(linesIn(canvasElement)).toEqual(lines);
      await expect(canvasElement.querySelector('.mf-receipt')).toHaveAttribute('data-settled', 'true');
    },
  };
}
