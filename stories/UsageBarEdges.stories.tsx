import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageBar, UsageName, UsageStatus, UsageTrack, UsageValue } from '../src';
import { parsePrice } from '../src/core';
import { wirePriceMeteredUnit } from '../src/testing';
import { arabic } from './arabic';
import { fits, reads, readsWell } from './checks';
import { Stack } from './frames';

const billed = { price: parsePrice(wirePriceMeteredUnit()) };

/** What `UsageBar` makes of data that no one plans for: missing, contradictory, huge and hostile. */
const meta = {
  title: 'States/UsageBar, unusual data',
  component: UsageBar,
  args: { name: 'AI tokens', consumedUnits: 1250, creditedUnits: 5000 },
  afterEach: readsWell,
} satisfies Meta<typeof UsageBar>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A missing number is "—", never 0. */
export const UnknownNumbers: Story = {
  name: 'Unknown numbers',
  render: () => (
    <Stack>
      <UsageBar name="Unknown" />
      <UsageBar name="Unknown usage" consumedUnits={null} creditedUnits={100} />
      <UsageBar name="Unknown credits" consumedUnits={NaN} creditedUnits={Infinity} />
      <UsageBar consumedUnits={5} creditedUnits={10} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByTestId('frame').querySelectorAll('svg')).toHaveLength(1);
    await expect(canvas.getByText(/^Usage: /)).toBeInTheDocument();
    await expect(canvas.getAllByText('—')).toHaveLength(3);
    await expect(canvas.getAllByText('Usage not known right now')).toHaveLength(3);
  },
};

/** Negative, contradictory and huge numbers. The bar stays in its range, the text keeps the real number. */
export const OddNumbers: Story = {
  name: 'Negative and impossible numbers',
  render: () => (
    <Stack>
      <UsageBar name="Negative" consumedUnits={-3} creditedUnits={10} terms={{ price: null }} />
      <UsageBar name="Float noise" consumedUnits={0.1 + 0.2} creditedUnits={0.3} terms={{ price: null }} />
      <UsageBar name="Balance contradicts" consumedUnits={50} creditedUnits={100} balance={-10} terms={{ price: null }} />
      <UsageBar name="Huge" consumedUnits={9_007_199_254_740_994} creditedUnits={9_007_199_254_740_992} terms={{ price: null }} />
      <UsageBar name="Beyond" consumedUnits={1e21} creditedUnits={1} terms={billed} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    await reads(canvas.getByText('Negative: -3 of 10 used, 13 left'));
    await expect(canvas.getByText('All 0.3 used')).toBeVisible();
    await reads(canvas.getByText('Balance contradicts: 50 of 100 used, 10 over'));
    await expect(canvas.getByText('9007.2T of 9007.2T used')).toBeVisible();
    await expect(canvas.getByText('1E21 of 1 token used · overage is billed')).toBeVisible();
  },
};

/** A tiny quantity is never shown as 0, in the text or in the bar. */
export const TinyNumber: Story = {
  name: 'A very small number',
  args: { name: 'Carbon offset', consumedUnits: 1e-7, creditedUnits: 1 },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('0.0000001 of 1 used')).toBeVisible();
    await expect(canvasElement.querySelector('.mf-usage-fill')?.getBoundingClientRect().width).toBeGreaterThan(1);
  },
};

/** The multiplier of a custom unit: the label "GB" stands for a billion bytes. */
export const BytesShownAsGB: Story = {
  name: 'Bytes shown as GB',
  args: { name: 'Storage', consumedUnits: 70e9, creditedUnits: 60e9, unit: { unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 }, terms: billed },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('70 of 60 GB used · overage is billed')).toBeVisible();
    await reads(canvas.getByText('Storage: 70 of 60 GB used, 10 GB over'));
  },
};

/** Names of units: Polar's tokens, the merchant's label, or the host's word. */
export const Units: Story = {
  name: 'Names of units',
  render: () => (
    <Stack>
      <UsageBar name="AI tokens" consumedUnits={2_412_350} creditedUnits={2_000_000} unit={{ unit: 'token' }} terms={billed} />
      <UsageBar name="From the price" consumedUnits={1} creditedUnits={0} terms={billed} />
      <UsageBar name="Emails" consumedUnits={3120} creditedUnits={10_000} unit={{ unit: 'custom', customLabel: 'emails' }} />
      <UsageBar name="Render time" consumedUnits={7.5} creditedUnits={60} unit="minutes" />
      <UsageBar name="Unknown unit" consumedUnits={7} creditedUnits={60} unit={{ unit: 'parsec' }} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    const values = ['2.41M of 2M tokens used · overage is billed', 'Used so far · pay as you go', '3,120 of 10,000 emails used', '7.5 of 60 minutes used', '7 of 60 used'];
    for (const value of values) await expect(canvas.getByText(value)).toBeVisible();
    await reads(canvas.getByText('AI tokens: 2.41 million of 2 million tokens used, 412,350 over'));
  },
};

/** Names from untrusted sources are shown as plain text, keep their own direction and are cut off if they are long. */
export const UnsafeNames: Story = {
  name: 'Names that look like code',
  render: () => (
    <Stack>
      <UsageBar name="<img src=x onerror=alert(1)>" consumedUnits={1} creditedUnits={10} />
      <UsageBar name={'\u202Eevil\u2066 controls'} consumedUnits={2} creditedUnits={10} />
      <UsageBar name="רכיב" consumedUnits={3} creditedUnits={10} />
      <UsageBar name={'long '.repeat(2000)} consumedUnits={4} creditedUnits={10} />
      <UsageBar name={'M'.repeat(10_000)} consumedUnits={5} creditedUnits={10} unit={'W'.repeat(10_000)} />
    </Stack>
  ),
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    await expect(canvasElement.querySelector('img')).toBeNull();
    await expect(canvas.getByText(/^evil controls: /)).toBeInTheDocument();
    await expect(canvasElement.textContent.length).toBeLessThan(2000);
    await fits(canvas.getByTestId('frame'));
  },
};

/** A function as child arranges the parts itself. */
export const CustomLayout: Story = {
  name: 'Your own layout from the parts',
  args: {
    children: (usage) => (
      <div style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 16, alignItems: 'center', maxWidth: 520 }}>
        <UsageName usage={usage} style={{ padding: 0 }} />
        <UsageTrack usage={usage} style={{ margin: 0 }} />
        <UsageValue usage={usage} style={{ gridColumn: 2, padding: 0 }} />
      </div>
    ),
  },
  play: async ({ canvas }) => {
    const meter = canvas.getByRole('meter', { name: 'AI tokens' });
    const range = ['min', 'max', 'now', 'text'].map((name) => meter.getAttribute(`aria-value${name}`));
    await expect(range).toEqual(['0', '5000', '1250', '1,250 of 5,000 used, 3,750 left']);
    await expect(canvas.queryByText(/used/)).toBeNull();
  },
};

/** A part alone, such as the line below the bar. */
export const StatusAlone: Story = {
  name: 'The status alone',
  args: { children: (usage) => <UsageStatus usage={usage} /> },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1,250 of 5,000 used')).toBeVisible();
  },
};

/** Custom properties set the theme, a rule with a class in front overrides ours, and the fill is as high as the bar. */
export const CustomTheme: Story = {
  name: 'In your colors',
  args: { className: 'brand', consumedUnits: 6000, terms: billed },
  decorators: [
    (Story) => (
      <>
        <style>{'.brand { --mf-accent: light-dark(#0f766e, #2dd4bf); } .brand.mf .mf-usage-track { border-radius: 0; block-size: 12px; }'}</style>
        <Story />
      </>
    ),
  ],
  play: async ({ canvasElement }) => {
    const meter = canvasElement.querySelector('.mf-usage-track') as Element;
    await expect(meter).toHaveStyle({ borderRadius: '0px' });
    await expect(meter.querySelector('.mf-usage-fill')?.getBoundingClientRect().height).toBe(12);
    await expect(getComputedStyle(meter.querySelector('.mf-usage-fill') ?? meter).stroke).toBe('rgb(15, 118, 110)');
  },
};

/** A sidebar of 240 px. */
export const Narrow: Story = {
  name: 'In 240 pixels',
  render: () => (
    <Stack width={240}>
      <UsageBar name="Image credits" consumedUnits={465} creditedUnits={500} terms={{ price: null }} note="Renews Dec 1" />
      <UsageBar name="Function calls eu-central-1" consumedUnits={1_234_567} creditedUnits={9_000_000} terms={billed} note="Renews Dec 3" />
      <UsageBar name="API" consumedUnits={48_230} creditedUnits={0} terms={billed} />
    </Stack>
  ),
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

/** Arabic with its own digits: the bar fills from the right. */
export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  render: () => (
    <Stack>
      <UsageBar name="رصيد الصور" consumedUnits={465} creditedUnits={500} terms={{ price: null }} />
      <UsageBar name="طلبات" consumedUnits={1200} creditedUnits={1000} terms={{ price: null }} />
      <UsageBar name="API requests" consumedUnits={48_230} creditedUnits={0} terms={{ price: null }} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('٤٦٥ من ٥٠٠ وحدة')).toBeVisible();
    const meter = canvas.getByText('رصيد الصور').parentElement?.querySelector('.mf-usage-track') as Element;
    const fill = meter.querySelector('.mf-usage-fill')?.getBoundingClientRect();
    await expect(fill?.right).toBeCloseTo(meter.getBoundingClientRect().right, 0);
  },
};
