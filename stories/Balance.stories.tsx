import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Balance } from '../src';
import { readsWell } from './checks';
import { meterControls } from './presets';

const meta = {
  title: 'Components/Balance',
  component: Balance,
  args: { consumedUnits: 25, creditedUnits: 100 },
  argTypes: meterControls,
  afterEach: readsWell,
} satisfies Meta<typeof Balance>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A phrase inside the host's own sentence. */
export const InText: Story = {
  name: 'Inside a sentence',
  render: (args) => (
    <p style={{ margin: 0 }}>
      Rendering this takes 3 credits. You have <Balance {...args} unit="credits" />.
    </p>
  ),
  play: async ({ canvas }) => expect(canvas.getByRole('paragraph')).toHaveTextContent('You have 75 credits left.'),
};

export const States: Story = {
  name: 'Every state of a balance',
  render: () => (
    <ul>
      {rows.map(({ text, ...props }) => (
        <li key={text}>
          <Balance {...props} data-testid={text} />
        </li>
      ))}
    </ul>
  ),
  play: async ({ canvas }) => {
    for (const { text } of rows) await expect(canvas.getByTestId(text)).toHaveTextContent(new RegExp(`^${text}$`));
    await expect(canvas.getByTestId('20 units over')).toHaveAttribute('data-tone', 'critical');
  },
};

export const Dark: Story = { ...States, name: 'On a dark page', globals: { theme: 'dark' } };

/** A function as child replaces the text. */
export const CustomText: Story = {
  name: 'In your own words',
  args: { children: ({ state, remaining }) => (state === 'over' ? 'Out of credits' : `${remaining} to go`) },
  play: async ({ canvas }) => expect(canvas.getByText('75 to go')).toBeVisible(),
};

const rows = [
  { text: '100 units left', consumedUnits: 0, creditedUnits: 100 },
  { text: '20 units left', consumedUnits: 80, creditedUnits: 100, terms: { price: null } },
  { text: '0 units left', consumedUnits: 100, creditedUnits: 100, terms: { price: null } },
  { text: '20 units over', consumedUnits: 120, creditedUnits: 100, terms: { price: null } },
  { text: '1 token over', consumedUnits: 11, creditedUnits: 10, unit: { unit: 'token' } },
  { text: '12 units used', consumedUnits: 12, creditedUnits: 0 },
  { text: '1 unit used', consumedUnits: 1, creditedUnits: 0 },
  { text: '—', consumedUnits: null, creditedUnits: 100 },
];
