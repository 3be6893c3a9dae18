import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageAlert } from '../src';
import { endsWithSeveralWords, readsWell } from './checks';
import { portal } from './portal';

const meta = {
  title: 'Widgets/UsageAlert',
  component: UsageAlert,
  decorators: [portal('ada')],
  // Otherwise an alert that an earlier visit dismissed would stay hidden.
  beforeEach: () => localStorage.clear(),
  afterEach: readsWell,
} satisfies Meta<typeof UsageAlert>;

export default meta;
type Story = StoryObj<typeof meta>;

const text = 'Image credits will run out around Nov 15 at this pace, 16 days before renewal.';

/** The strip that `Usage` has at its top, for any other place. */
export const RunningLow: Story = {
  name: 'Credits nearly spent',
  args: { action: () => <a className="mf-button" href="#top-up">Top up</a> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Dismiss: Image credits' })).toBeVisible();
    await expect(canvas.getByRole('status')).toHaveTextContent(text);
    // A link that looks like a button stands as high as the button beside it.
    const [link, button] = [canvas.getByRole('link'), canvas.getByRole('button')].map((element) => element.getBoundingClientRect()) as [DOMRect, DOMRect];
    await expect(link.top).toBe(button.top);
    await expect(link.bottom).toBe(button.bottom);
    await endsWithSeveralWords(canvas.getByRole('status').querySelector('.mf-alert-text') as HTMLElement);
  },
};

export const Dark: Story = { ...RunningLow, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...RunningLow, name: 'In 240 pixels', decorators: [portal('ada', { width: 240 })] };

/** Dismissed with the keyboard: the next alert follows, or the focus stays where the strip was. */
export const Dismissed: Story = {
  name: 'Dismissed',
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('button', { name: 'Dismiss: Image credits' });
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('status')).toBeEmptyDOMElement();
    await expect(canvas.getByRole('status')).toHaveFocus();
    await expect(getComputedStyle(canvas.getByRole('status')).outlineStyle).toBe('none');
  },
};
