import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageStack } from '../src';
import { readsWell } from './checks';
import { Stack } from './frames';

const meters = [
  { meterId: 'pictures', consumedUnits: 182, meter: { name: 'Pictures' } },
  { meterId: 'videos', consumedUnits: 121, meter: { name: 'Videos' } },
  { meterId: 'documents', consumedUnits: 81, meter: { name: 'Documents' } },
];

const meta = {
  title: 'Components/UsageStack',
  component: UsageStack,
  args: { name: 'Storage', meters, creditedUnits: 512, unit: 'GB', terms: { price: null } },
  render: (args) => (
    <Stack width={420}>
      <UsageStack {...args} />
    </Stack>
  ),
  afterEach: readsWell,
} satisfies Meta<typeof UsageStack>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Three meters share one allowance. */
export const Default: Story = {
  name: 'Meters of one allowance',
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Storage: 384 of 512 GB used, 128 left')).toBeInTheDocument();
    await expect(canvas.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Pictures 182', 'Videos 121', 'Documents 81']);
  },
};

export const NearlyFull: Story = { name: 'Nearly full', args: { creditedUnits: 400 } };

export const BeyondTheAllowance: Story = { name: 'Beyond the allowance', args: { creditedUnits: 300 } };

/** The usage of one meter is unknown, so what is left is unknown, too. */
export const OneMeterUnknown: Story = { name: 'One meter unknown', args: { meters: [...meters, { meterId: 'mail', consumedUnits: null, meter: { name: 'Mail' } }] } };

export const ManyMeters: Story = {
  name: 'Many meters',
  args: { meters: ['Pictures', 'Videos', 'Documents', 'Mail', 'A backup of everything from 2019 with a very long name'].map((name, index) => ({ meterId: name, consumedUnits: 90 - index * 12, meter: { name } })) },
};
