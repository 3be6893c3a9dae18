import type { Meta, StoryObj } from '@storybook/react-vite';
import axe from 'axe-core/axe.min.js?raw';
import { expect, waitFor } from 'storybook/test';
import { HostPage } from './HostPage';

/** Pages whose own style sheets would break widgets that don't protect themselves. The same pages are compared with a bare one in test/hosts. */
const meta = {
  title: 'Host pages/On other style sheets',
  component: HostPage,
  args: { name: '' },
  // The two frames are two pages, and their first headings are the hosts'.
  parameters: { a11y: { options: { rules: { 'landmark-unique': { enabled: false }, 'page-has-heading-one': { enabled: false } } } } },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('iframe')).toHaveLength(2));
    for (const frame of canvasElement.querySelectorAll('iframe')) {
      await waitFor(() => expect(frame.contentDocument?.querySelectorAll('#here li .mf-usage')).toHaveLength(5));
      // Storybook's own check then includes the frame.
      (frame.contentWindow as (Window & { eval: (code: string) => void }) | null)?.eval(axe);
    }
  },
} satisfies Meta<typeof HostPage>;

export default meta;
type Story = StoryObj<typeof meta>;

export const StarReset: Story = { args: { name: 'a reset with a star' } };
export const StarResetAfterOurs: Story = { args: { name: 'a reset with a star after ours' } };
export const Normalize: Story = { args: { name: 'normalize.css' } };
export const Tailwind3: Story = { args: { name: 'Tailwind 3 preflight' } };
export const Tailwind3AfterOurs: Story = { args: { name: 'Tailwind 3 preflight after ours' } };
export const Tailwind4: Story = { args: { name: 'Tailwind 4 preflight' } };
export const Tailwind4AfterOurs: Story = { args: { name: 'Tailwind 4 preflight after ours' } };
export const Bootstrap: Story = { args: { name: 'Bootstrap 5' } };
export const BootstrapAfterOurs: Story = { args: { name: 'Bootstrap 5 after ours' } };
export const Bulma: Story = { args: { name: 'Bulma' } };
export const Pico: Story = { args: { name: 'Pico' } };
export const Water: Story = { args: { name: 'Water.css' } };
export const Milligram: Story = { args: { name: 'Milligram' } };
export const GitHubMarkdown: Story = { args: { name: 'GitHub Markdown' } };
export const Article: Story = { args: { name: 'article styles' } };
export const ElementsUnderMain: Story = { args: { name: 'elements under main' } };
export const LoudBody: Story = { args: { name: 'a body that sets every kind of text' } };
export const EveryElement: Story = { args: { name: 'a style for every element' } };
export const FormsAndTables: Story = { args: { name: 'a framework for forms and tables' } };
export const BlockTheme: Story = { args: { name: 'a block theme' } };
export const Shop: Story = { args: { name: 'a shop’s theme' } };
export const VerticalText: Story = { args: { name: 'vertical text' } };

/** In Arabic, because widgets follow the direction of their words: English text on a page in Arabic runs from left to right. */
export const RightToLeft: Story = {
  args: { name: 'a right-to-left page' },
  play: async (context) => {
    await meta.play(context);
    const [frame] = context.canvasElement.querySelectorAll('iframe');
    const [name, value] = ['.mf-usage-name', '.mf-usage-value'].map((part) => frame?.contentDocument?.querySelector(part)?.getBoundingClientRect().left ?? NaN);
    await expect(name).toBeGreaterThan(value ?? NaN);
  },
};
