import type { Meta, StoryObj } from '@storybook/react-vite';
import axe from 'axe-core/axe.min.js?raw';
import { expect, waitFor } from 'storybook/test';
import { HostPage } from './HostPage';

/** `Usage` and `Billing` on pages whose own style sheets would break widgets that don't protect themselves, in light and dark. "After ours" means that the page loads its style sheet last. */
const meta = {
  title: 'Host pages/On other style sheets',
  // test/hosts measures the same pages.
  tags: ['long'],
  component: HostPage,
  args: { name: '' },
  // Each frame is a page of its own: both have the same landmarks, and the h1 would be the host's.
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

export const StarReset: Story = { name: 'A universal reset (*)', args: { name: 'a `*` reset' } };
export const StarResetAfterOurs: Story = { name: 'A universal reset (*), after ours', args: { name: 'a `*` reset after our style sheet' } };
export const Normalize: Story = { name: 'normalize.css', args: { name: 'normalize.css' } };
export const Tailwind3: Story = { name: 'Tailwind 3', args: { name: 'Tailwind 3 preflight' } };
export const Tailwind3AfterOurs: Story = { name: 'Tailwind 3, after ours', args: { name: 'Tailwind 3 preflight after our style sheet' } };
export const Tailwind4: Story = { name: 'Tailwind 4', args: { name: 'Tailwind 4 preflight' } };
export const Tailwind4AfterOurs: Story = { name: 'Tailwind 4, after ours', args: { name: 'Tailwind 4 preflight after our style sheet' } };
export const Bootstrap: Story = { args: { name: 'Bootstrap 5' } };
export const BootstrapAfterOurs: Story = { name: 'Bootstrap, after ours', args: { name: 'Bootstrap 5 after our style sheet' } };
export const Bulma: Story = { args: { name: 'Bulma' } };
export const Pico: Story = { args: { name: 'Pico' } };
export const Water: Story = { name: 'Water.css', args: { name: 'Water.css' } };
export const Milligram: Story = { args: { name: 'Milligram' } };
export const GitHubMarkdown: Story = { name: 'GitHub Markdown', args: { name: 'GitHub Markdown' } };
export const Article: Story = { name: 'Article styles', args: { name: 'article styles' } };
export const ElementsUnderMain: Story = { name: 'Styles for elements in main', args: { name: 'styles for elements in main' } };
export const LoudBody: Story = { name: 'A body that sets every text property', args: { name: 'a body that sets every text property' } };
export const EveryElement: Story = { name: 'A style for every element', args: { name: 'a style for every element' } };
export const FormsAndTables: Story = { name: 'A framework for forms and tables', args: { name: 'a framework for forms and tables' } };
export const Card: Story = { name: 'A card of a framework', args: { name: 'a framework’s card' } };
export const DarkForm: Story = { name: 'A form of a framework, on a dark background', args: { name: 'a framework’s form on a dark background' } };
export const BlockTheme: Story = { name: 'A block theme', args: { name: 'a block theme' } };
export const Shop: Story = { name: 'A shop’s theme', args: { name: 'a shop’s theme' } };
export const VerticalText: Story = { name: 'Vertical text', args: { name: 'vertical text' } };

/** In Arabic, because widgets follow the direction of their words: English text on a page in Arabic runs from left to right. */
export const RightToLeft: Story = {
  name: 'A right-to-left page',
  args: { name: 'a right-to-left page' },
  play: async (context) => {
    await meta.play(context);
    const [frame] = context.canvasElement.querySelectorAll('iframe');
    const [name, value] = ['.mf-usage-name', '.mf-usage-value'].map((part) => frame?.contentDocument?.querySelector(part)?.getBoundingClientRect().left ?? NaN);
    await expect(name).toBeGreaterThan(value ?? NaN);
  },
};
