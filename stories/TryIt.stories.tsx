import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent } from 'storybook/test';
import { samples } from './start/samples';
import { TryForm } from './start/TryForm';
import { TryIt } from './start/TryIt';

const meta = {
  title: 'Start/Try it with your data',
  component: TryIt,
  tags: ['!autodocs'],
} satisfies Meta<typeof TryIt>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Paste your own. One meter of the example is damaged, and is left out with its path. */
export const FromJson: Story = { name: 'Paste JSON from Polar' };

/** Out of the sidebar, because a visitor would find what the test has typed. */
export const FromJsonTested: Story = {
  name: 'Pasted JSON is understood or left out',
  tags: ['!dev'],
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole('heading', { name: 'Understood: 2' })).toBeVisible();
    await expect(canvas.getByRole('heading', { name: 'Left out: 1' })).toBeVisible();
    await expect(canvas.getByText('$.items[2]')).toBeVisible();
    await expect(await canvas.findByText(/^Image credits: 465 of 500 used/)).toBeVisible();
    const show = async (text: string) => {
      await fireEvent.change(canvas.getByLabelText('Your JSON'), { target: { value: text } });
      await userEvent.click(canvas.getByRole('button', { name: 'Show it' }));
    };
    await show('{');
    await expect(canvas.getByRole('alert')).toHaveTextContent("This isn't JSON");
    await show(samples['A webhook with a customer state'] ?? '');
    await expect(await canvas.findByText(/1,250 of 5,000 used, 3,750 left/)).toBeVisible();
    await show(samples['A subscription'] ?? '');
    await expect(await canvas.findByRole('article')).toBeVisible();
    await show('[{"hello":1},{"aggregation":{}},{"due_amount":1}]');
    await expect(canvas.getByText(/not a meter, subscription, wallet or customer state/)).toBeVisible();
    await expect(canvas.getByText(/a meter of your organization/)).toBeVisible();
    await expect(canvas.getByText(/an order/)).toBeVisible();
    await show('{"items":[]}');
    await expect(canvas.getByRole('status')).toHaveTextContent('This list is empty.');
  },
};

/** Move the sliders, and set a price and dates. */
export const FromNumbers: Story = {
  name: 'Set units, credits, price and dates',
  render: () => <TryForm />,
};

export const FromNumbersTested: Story = {
  ...FromNumbers,
  name: 'An empty price means none',
  tags: ['!dev'],
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Your meter: 1,250 of 1,000 used, 250 over, \$12\.50 so far/)).toBeVisible();
    await fireEvent.change(canvas.getByLabelText(/^Cents per unit/), { target: { value: '' } });
    await expect(canvas.getByText(/^Your meter: 1,250 of 1,000 used, 250 over$/)).toBeVisible();
  },
};
