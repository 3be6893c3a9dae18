import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect } from 'storybook/test';
import { UsageBudget } from '../src';
import { wireMeter } from '../src/testing';
import { fits, readsWell } from './checks';
import { portal } from './portal';

const [images, tokens, emails] = ['Image credits', 'AI tokens', 'Emails sent'].map((name) => wireMeter({ name }).meter_id) as [string, string, string];

const meta = {
  title: 'Widgets/UsageBudget',
  component: UsageBudget,
  decorators: [portal('ada')],
  args: { budget: { [images]: 1000, [tokens]: 2_500_000, [emails]: 2000 } },
  afterEach: readsWell,
} satisfies Meta<typeof UsageBudget>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Within, near and beyond a budget. The mark shows the budget; the tint shows the usage expected by the end of the period. */
export const ThreeBudgets: Story = {
  name: 'Within, close to and beyond a budget',
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText("Budget used up. It doesn't limit your usage.")).toBeVisible();
    const terms = canvas.getByText(/^A budget \(the mark/);
    const distance = terms.getBoundingClientRect().top - canvas.getByRole('list').getBoundingClientRect().bottom;
    await expect(distance).toBeGreaterThanOrEqual(8);
    await fits(canvasElement);
  },
};

/** For a shop whose server stops usage at the budget. */
export const Enforced: Story = { name: 'With a budget that stops usage', args: { enforced: true } };

/** The customer changes the numbers. An empty field removes the budget. */
export const Changeable: Story = {
  name: 'With fields to change it',
  render: function Changing(args) {
    const [budget, setBudget] = useState(args.budget);
    return <UsageBudget {...args} budget={budget} onBudgetChange={setBudget} />;
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('spinbutton', { name: 'Budget in requests: API requests' })).toBeVisible();
    const field = canvas.getByRole('spinbutton', { name: 'Budget in units: Image credits' });
    const label = field.closest('label') as HTMLElement;
    await expect(getComputedStyle(field).fontSize).toBe(getComputedStyle(label).fontSize);
    // A label below the status is not the end of its sentence.
    const [status, action] = [canvas.getByText('535 left'), label.parentElement as HTMLElement].map((element) => element.getBoundingClientRect()) as [DOMRect, DOMRect];
    await expect(action.left > status.left || action.top - status.bottom >= 8).toBe(true);
    await fits(canvasElement);
  },
};

export const Dark: Story = { ...ThreeBudgets, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...Changeable, name: 'In 240 pixels', decorators: [portal('ada', { width: 240 })] };
