import type { Meta, StoryObj } from '@storybook/react-vite';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { expect, within } from 'storybook/test';
import { createPolarSource } from '../src/sources';
import { createDemoPolar } from '../src/testing';
import { defineMeterface } from '../src/embed';
import { now } from './clock';
import { framed } from './frames';

defineMeterface();

interface PageProps {
  customer: string;
  /** Extra attributes for both elements. */
  attributes: Record<string, string>;
  locale: string;
}

/** A host's page with two elements. Its script sets their `source`; other pages set `server`, or a token, instead. */
function Page({ customer, attributes, locale }: PageProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  // A layout effect, so that the elements exist before the play function runs.
  useLayoutEffect(() => {
    const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });
    const source = createPolarSource({ server: 'https://demo.example', getToken: () => demo.createSession(customer), fetch: demo });
    const elements = [document.createElement('meterface-usage'), document.createElement('meterface-billing')];
    for (const element of elements) {
      for (const [name, value] of Object.entries({ scope: customer, locale, 'time-zone': 'UTC', 'refresh-every': '0', ...attributes })) element.setAttribute(name, value);
      element.source = source;
    }
    place.current?.replaceChildren(...elements);
    return () => {
      for (const element of elements) element.remove();
    };
  }, [customer, attributes, locale]);
  return <div ref={place} style={{ display: 'grid', gap: 40 }} />;
}

/** `<meterface-usage>` and `<meterface-billing>`, for pages without React. */
const meta = {
  title: 'Elements/Usage and billing',
  component: Page,
  decorators: [framed],
  parameters: { width: 640 },
  args: { customer: 'ada', attributes: {}, locale: 'en' },
  render: (args, { globals }) => <Page {...args} locale={String(globals['locale'])} />,
} satisfies Meta<typeof Page>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Both elements share one source, so each request is sent once. */
export const UsageAndBilling: Story = {
  name: 'Usage and billing without React',
  play: async ({ canvasElement }) => {
    const { usage, billing } = inside(canvasElement);
    await expect(await usage.findAllByRole('listitem')).toHaveLength(5);
    await expect(await billing.findByText('$43.41', { selector: '.mf-amount-figure' })).toBeVisible();
    const track = usage.getByText(/^Image credits: /).parentElement?.querySelector('.mf-usage-track') as Element;
    await expect(`${track.getBoundingClientRect().height}px`).toBe(getComputedStyle(track).getPropertyValue('--_bar-height'));
  },
};

export const Dark: Story = { ...UsageAndBilling, name: 'On a dark page', globals: { theme: 'dark' } };

/** Theme attributes accept only plain colors and lengths, so a value can't load anything or add a declaration. */
export const Theme: Story = {
  name: 'In your colors',
  args: { attributes: { accent: 'rgb(0, 120, 90)', radius: '0', critical: 'red;background:url(//evil.example)' } },
  play: async ({ canvasElement }) => {
    const { usage, elements } = inside(canvasElement);
    await usage.findAllByRole('listitem');
    await expect(elements[0]?.getAttribute('style')).toBe('--mf-accent: rgb(0, 120, 90); --mf-radius: 0;');
    const fill = elements[0]?.shadowRoot?.querySelector('.mf-usage[data-tone="neutral"] .mf-usage-fill');
    await expect(fill && getComputedStyle(fill).stroke).toBe('rgb(0, 120, 90)');
  },
};

/** Elements have English texts, which keep their own direction on an Arabic page. */
export const OnAnArabicPage: Story = {
  name: 'On an Arabic page',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  play: async ({ canvasElement }) => {
    const { usage } = inside(canvasElement);
    await usage.findByText(/^Image credits: /);
    const track = usage.getByText(/^Image credits: /).parentElement?.querySelector('.mf-usage-track') as Element;
    await expect(getComputedStyle(track).direction).toBe('ltr');
    await expect(getComputedStyle(track).transform).toBe('none');
  },
};

/** A sidebar of 240 px. Container queries work, because the container is inside the shadow root. */
export const Narrow: Story = {
  name: 'In 240 pixels',
  parameters: { width: 240 },
  play: async ({ canvasElement }) => {
    const { usage, elements } = inside(canvasElement);
    await usage.findAllByRole('listitem');
    const frame = elements[0]?.shadowRoot?.querySelector('.mf-frame');
    await expect(frame && getComputedStyle(frame).containerType).toBe('inline-size');
  },
};

/** Without a token the element shows a notice and sends no request. */
export const WithoutToken: Story = {
  name: 'Without a token',
  render: () => <div ref={(place) => place?.replaceChildren(document.createElement('meterface-usage'))} />,
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('meterface-usage');
    await expect(within(element?.shadowRoot as unknown as HTMLElement).getByRole('alert')).toBeVisible();
  },
};

function inside(canvasElement: HTMLElement) {
  const elements = [...canvasElement.querySelectorAll<HTMLElement>('meterface-usage, meterface-billing')];
  const [usage, billing] = elements.map(({ shadowRoot }) => within(shadowRoot as unknown as HTMLElement));
  if (usage === undefined || billing === undefined) throw new Error('The elements are not on the page.');
  return { elements, usage, billing };
}
