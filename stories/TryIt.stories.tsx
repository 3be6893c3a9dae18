import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent } from 'storybook/test';
import { wireMeter, wireStateMeter } from '../src/testing';
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

/** Paste your own. One meter of the example is damaged: it is left out, and the page names its path. */
export const FromJson: Story = { name: 'Paste JSON from Polar' };

/** Left out of the sidebar, because a visitor would find what the test has typed. */
export const FromJsonTested: Story = {
  name: 'Pasted JSON is understood or left out',
  tags: ['!dev'],
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole('heading', { name: 'Understood: 2' })).toBeVisible();
    await expect(canvas.getByRole('heading', { name: 'Left out or changed: 1' })).toBeVisible();
    await expect(canvas.getByText('$.items[2].consumed_units')).toBeVisible();
    await expect(await canvas.findByText(/^Image credits: 465 of 500 used/)).toBeVisible();
    const show = async (text: string) => {
      await fireEvent.change(canvas.getByLabelText('Your JSON'), { target: { value: text } });
      await userEvent.click(canvas.getByRole('button', { name: 'Show it' }));
    };
    await show('hello');
    await expect(canvas.getByRole('alert')).toHaveTextContent('This isn’t JSON, which begins with { or [.');
    await show('{"items": [}');
    await expect(canvas.getByRole('alert')).toHaveTextContent('This isn’t JSON: line 1, column 12: a value was expected.');
    await show('{');
    await expect(canvas.getByText('cut off at the end of the text')).toBeVisible();
    await show(samples['A webhook with a customer state'] ?? '');
    await expect(await canvas.findByText(/1,250 of 5,000 used, 3,750 left/)).toBeVisible();
    await show(samples['A subscription'] ?? '');
    await expect(await canvas.findByRole('article')).toBeVisible();
    await show('[{"hello":1},{"aggregation":{}},{"detail":"Not Found"}]');
    await expect(canvas.getByText(/no meter, subscription, wallet, order or customer state/)).toBeVisible();
    await expect(canvas.getByText(/a meter of your organization/)).toBeVisible();
    await expect(canvas.getByText(/an error response/)).toBeVisible();
    await show('<!doctype html><title>Bad Gateway</title>');
    await expect(canvas.getByRole('alert')).toHaveTextContent('This is HTML, not JSON');
    await show(samples['Webhooks, one per line'] ?? '');
    await expect(canvas.getByText('line 1.data')).toBeVisible();
    await expect(await canvas.findByText(/: 4,700 of 5,000 used/)).toBeVisible();
    await show(JSON.stringify(['ada', 'bo'].map((id, index) => ({ id, external_id: id, active_subscriptions: [], active_meters: [wireStateMeter({ consumed_units: index })] }))));
    await userEvent.selectOptions(canvas.getByLabelText(/^Your data has 2 customers/), 'bo');
    await expect(await canvas.findByText(/: 1 of 5,000 used/)).toBeVisible();
    const many = Array.from({ length: 1100 }, (_, index) => wireMeter({ name: `M${index}`, id: `${index}`, meter_id: `m${index}` }));
    await fireEvent.change(canvas.getByLabelText('Your JSON'), { target: { value: JSON.stringify(many) } });
    await expect(canvas.getByText(/too long to edit here/)).toBeVisible();
    await expect(canvas.getByText('Widgets load 1,000 meters at most.')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Clear' }));
    await expect(canvas.getByLabelText('Your JSON')).toHaveValue('');
    await show('{"items":[]}');
    await expect(canvas.getByRole('status')).toHaveTextContent('This list is empty.');
  },
};

/** Name your meter, move the sliders, and set a price and dates. */
export const FromNumbers: Story = {
  name: 'Set units, credits, price and dates',
  render: () => <TryForm />,
};

export const FromNumbersTested: Story = {
  ...FromNumbers,
  name: 'An empty price field means no price',
  tags: ['!dev'],
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Your meter: 1,250 of 1,000 used, 250 over, \$12\.50 so far/)).toBeVisible();
    await fireEvent.change(canvas.getByLabelText(/^Cents per unit/), { target: { value: '' } });
    await expect(canvas.getByText(/^Your meter: 1,250 of 1,000 used, 250 over$/)).toBeVisible();
    await fireEvent.change(canvas.getByLabelText('Name of the meter'), { target: { value: 'Pictures' } });
    await fireEvent.change(canvas.getByLabelText(/^What it counts/), { target: { value: 'images' } });
    await fireEvent.change(canvas.getByLabelText('Units used'), { target: { value: '2000000' } });
    await expect(canvas.getByText(/^Pictures: 2 million of 1,000 images used/)).toBeVisible();
    await expect(canvas.getByLabelText('Units used, as a slider')).toHaveValue('2000000');
    await fireEvent.change(canvas.getByLabelText(/^Cents per unit/), { target: { value: '5' } });
    await expect(canvas.getByText('2M images used · 1,000 included · 2M over at $0.05 each')).toBeVisible();
    await expect(canvas.getByText(/^2,000,000 images used, 1,000 included\. 1,999,000 billable at \$0\.05 each: /)).toBeInTheDocument();
  },
};
