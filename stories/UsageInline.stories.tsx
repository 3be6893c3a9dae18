import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, waitFor } from 'storybook/test';
import { UsageInline, type UsageInlineProps, usePending } from '../src';
import { wireMeter } from '../src/testing';
import { arabicWords } from './arabic';
import { readsWell } from './checks';
import { portal } from './portal';

const idOf = (name: string) => wireMeter({ name }).meter_id;

const meta = {
  title: 'Widgets/UsageInline',
  component: UsageInline,
  decorators: [portal('ada')],
  args: { meterId: idOf('Image credits') },
  afterEach: readsWell,
} satisfies Meta<typeof UsageInline>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A click opens the bar, as do the Enter and Space keys; Escape closes it. */
export const Ring: Story = {
  name: 'A ring that opens its bar',
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole('button', { name: /^Image credits: 465 of 500 used, 35 left/ });
    const bar = canvas.getAllByText(/^Image credits$/)[0];
    await expect(bar).not.toBeVisible();
    button.focus();
    await userEvent.click(button);
    await expect(bar).toBeVisible();
  },
};

export const Dark: Story = { ...Ring, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...Ring, name: 'In 240 pixels', decorators: [portal('ada', { width: 240 })] };

/** The ring and the number keep their gap. The words are Arabic, because a widget follows their direction. */
export const RightToLeft: Story = {
  ...Ring,
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [portal('ada', { messages: arabicWords })],
  play: async ({ canvas }) => {
    const button = await canvas.findByRole('button', { name: /٣٥$/ });
    const edge = (selector: string) => button.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect(NaN);
    await expect(edge('circle').left - edge('.mf-text').right).toBeGreaterThan(2);
  },
};

/** Without credits there is nothing to compare with, and so no ring. */
export const PayAsYouGo: Story = {
  name: 'Pay as you go',
  args: { meterId: idOf('API requests') },
  play: async ({ canvas }) => {
    const button = await canvas.findByRole('button', { name: /^API requests: / });
    await expect(button).toHaveTextContent('$19.29 so far');
    await expect(button.querySelector('svg')).toBeNull();
  },
};

/** Usage that Polar hasn't counted yet. */
export const Pending: Story = {
  name: 'Including usage not counted yet',
  render: (args) => <Chat {...args} />,
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole('button', { name: /35 left$/ });
    await userEvent.click(canvas.getByRole('button', { name: 'Draw three images' }));
    await waitFor(() => expect(button).toHaveTextContent('≈ 32 left'));
  },
};

function Chat(props: UsageInlineProps): ReactNode {
  const { add } = usePending(props.meterId);
  return (
    <>
      <UsageInline {...props} />
      <button type="button" onClick={() => add(3)}>
        Draw three images
      </button>
    </>
  );
}
