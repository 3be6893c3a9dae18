import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Billing, BillSkeleton } from '../src';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { portal } from './portal';
import { skeletonControls } from './presets';

const meta = {
  title: 'Components/BillSkeleton',
  component: BillSkeleton,
  args: { rows: 4 },
  argTypes: skeletonControls,
  afterEach: readsWell,
} satisfies Meta<typeof BillSkeleton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  name: 'A bill is loading',
  decorators: [framed],
  play: async ({ canvas }) => expect(canvas.getByRole('status')).toHaveTextContent('Loading…'),
};

/** Each line is as high as the bill's, so that the layout does not shift. */
export const SameSizeAsBill: Story = {
  name: 'As tall as the bill',
  parameters: { wide: true },
  decorators: [portal('ada', { width: 1000 })],
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))', gap: 48, alignItems: 'start' }}>
      <BillSkeleton {...args} />
      <Billing title={null} />
    </div>
  ),
  play: async ({ canvas }) => {
    const bill = await canvas.findByRole('article', { name: 'Lumen Pro' });
    const skeleton = canvas.getByText('Loading…').parentElement;
    const heights = (part: Element | null) => [...(part?.querySelectorAll('.mf-bill-group > .mf-lines > *, .mf-amount') ?? [])].map((line) => line.getBoundingClientRect().height);
    await expect(heights(skeleton)).toEqual(heights(bill));
  },
};

export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [framed],
  parameters: { width: 240 },
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { ...Default, name: 'On a dark page', globals: { theme: 'dark' } };
