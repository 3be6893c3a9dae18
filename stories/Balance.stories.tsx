import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Balance } from '../src';
import { readsWell } from './checks';

const meta = {
  title: 'Components/Balance',
  component: Balance,
  args: { consumedUnits: 25, creditedUnits: 100 },
  afterEach: readsWell,
} satisfies Meta<typeof Balance>;

export default meta;
type Story = StoryObj<typeof meta>;

/** One phrase, anywhere in a text of the host. */
export const InAText: Story = {
  render: (args) => (
    <p style={{ margin: 0 }}>
      Rendering this takes 3 credits. You have <Balance {...args} unit="credits" />.
    </p>
  ),
  play: async ({ canvas }) => expect(canvas.getByRole('paragraph')).toHaveTextContent('You have 75 credits left.'),
};

export const States: Story = {
  render: () => (
    <ul>
      {rows.map(({ says, ...props }) => (
        <li key={says}>
          <Balance {...props} data-testid={says} />
        </li>
      ))}
    </ul>
  ),
  play: async ({ canvas }) => {
    for (const { says } of rows) await expect(canvas.getByTestId(says)).toHaveTextContent(new RegExp(`^${says}$`));
    await expect(canvas.getByTestId('20 units over')).toHaveAttribute('data-tone', 'critical');
  },
};

export const Dark: Story = { ...States, globals: { theme: 'dark' } };

/** A child that is a function says it in other words. */
export const InOtherWords: Story = {
  args: { children: ({ state, remaining }) => (state === 'over' ? 'Out of credits' : `${remaining} to go`) },
  play: async ({ canvas }) => expect(canvas.getByText('75 to go')).toBeVisible(),
};

const rows = [
  { says: '100 units left', consumedUnits: 0, creditedUnits: 100 },
  { says: '20 units left', consumedUnits: 80, creditedUnits: 100, terms: { price: null } },
  { says: '0 units left', consumedUnits: 100, creditedUnits: 100, terms: { price: null } },
  { says: '20 units over', consumedUnits: 120, creditedUnits: 100, terms: { price: null } },
  { says: '1 token over', consumedUnits: 11, creditedUnits: 10, unit: { unit: 'token' } },
  { says: '12 units used', consumedUnits: 12, creditedUnits: 0 },
  { says: '1 unit used', consumedUnits: 1, creditedUnits: 0 },
  { says: '—', consumedUnits: null, creditedUnits: 100 },
];
