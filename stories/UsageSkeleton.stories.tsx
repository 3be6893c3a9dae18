import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Usage, UsageSkeleton } from '../src';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { portal } from './portal';
import { skeletonControls } from './presets';

const meta = {
  title: 'Components/UsageSkeleton',
  component: UsageSkeleton,
  args: { rows: 5 },
  argTypes: skeletonControls,
  afterEach: readsWell,
} satisfies Meta<typeof UsageSkeleton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  name: 'Usage is loading',
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…');
    await expect(canvas.queryByRole('listitem')).toBeNull();
    for (const bone of canvasElement.querySelectorAll('.mf-bone')) {
      await expect(bone.getBoundingClientRect().width).toBeGreaterThan(20);
      await expect(getComputedStyle(bone).backgroundImage).toMatch(/gradient/);
    }
  },
};

/** Each row is as high as a loaded one with a bar, so that the layout does not shift. */
export const SameSizeAsUsage: Story = {
  name: 'As tall as the usage',
  parameters: { wide: true },
  decorators: [portal('ada', { width: 1100 })],
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))', gap: 48 }}>
      <UsageSkeleton {...args} />
      <Usage title={null} />
    </div>
  ),
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    const heights = (rows: string) => [...canvasElement.querySelectorAll(rows)].map((row) => row.getBoundingClientRect().height);
    await expect(heights('div.mf-item').slice(0, 3)).toEqual(heights('li.mf-item').slice(0, 3));
  },
};

export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [framed],
  parameters: { width: 240 },
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { name: 'On a dark page', globals: { theme: 'dark' } };
