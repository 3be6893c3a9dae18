import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Billing, BillSkeleton } from '../src';
import { fits, readsWell } from './checks';
import { Frame } from './frames';
import { portal } from './portal';

const meta = {
  title: 'Components/BillSkeleton',
  component: BillSkeleton,
  args: { rows: 4 },
  afterEach: readsWell,
} satisfies Meta<typeof BillSkeleton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  render: (args) => (
    <Frame width={420}>
      <BillSkeleton {...args} />
    </Frame>
  ),
  play: async ({ canvas }) => expect(canvas.getByRole('status')).toHaveTextContent('Loading…'),
};

/** Line by line as high as the bill that comes in its place. */
export const BesideTheRealThing: Story = {
  decorators: [portal('ada', { width: 1000 })],
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 48, alignItems: 'start' }}>
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
  render: (args) => (
    <Frame width={240}>
      <BillSkeleton {...args} />
    </Frame>
  ),
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { ...Default, globals: { theme: 'dark' } };
