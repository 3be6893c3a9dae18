import type { Meta, StoryObj } from '@storybook/react-vite';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { expect } from 'storybook/test';
import { Billing, Usage } from '../src';
import '../src/styles/themes.css';
import { readsWell } from './checks';
import { portal } from './portal';

interface ThemeProps {
  theme: 'none' | 'neutral' | 'soft' | 'contrast' | 'onColor';
  accent?: string;
  second?: string;
  third?: string;
  warning?: string;
  critical?: string;
  radius?: number;
  gap?: number;
  barHeight?: number;
  chartHeight?: number;
}

const colors = ['accent', 'second', 'third', 'warning', 'critical'] as const;
const lengths = { radius: '--mf-radius', gap: '--mf-gap', barHeight: '--mf-bar-height', chartHeight: '--mf-chart-height' } as const;

/** The custom properties that the controls have set. */
function propertiesOf(props: ThemeProps): Array<[name: string, value: string]> {
  const painted = colors.flatMap((name): Array<[string, string]> => (props[name] ? [[`--mf-${name}`, props[name]]] : []));
  const measured = Object.entries(lengths).flatMap(([name, property]): Array<[string, string]> => {
    const value = props[name as keyof typeof lengths];
    return value === undefined ? [] : [[property, `${value}px`]];
  });
  return [...painted, ...measured];
}

/** Widgets with the theme of the controls, and the CSS that a host copies. */
function Themed(props: ThemeProps): ReactNode {
  const { theme } = props;
  const properties = propertiesOf(props);
  const css = `.account {\n${properties.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}`;
  const onColor = theme === 'onColor' ? { background: '#0f766e', color: '#ffffff', padding: 24, borderRadius: 12 } : {};
  return (
    <div style={{ display: 'grid', gap: 28 }}>
      <div data-mf-theme={theme === 'none' ? undefined : theme} style={{ ...onColor, ...(Object.fromEntries(properties) as CSSProperties), display: 'grid', gap: 40 }}>
        <Usage />
        <Billing />
      </div>
      {properties.length > 0 && <Copyable css={css} />}
    </div>
  );
}

function Copyable({ css }: { css: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div>
      <pre style={{ margin: '0 0 12px', padding: 12, border: '1px solid', borderRadius: 8, whiteSpace: 'pre-wrap' }}>
        {css}
      </pre>
      <button type="button" onClick={() => void navigator.clipboard.writeText(css).then(() => setIsCopied(true))}>
        {isCopied ? 'Copied' : 'Copy the CSS'}
      </button>
    </div>
  );
}

const color = { control: 'color' } as const;

/** Choose a theme or your own colors and lengths, and copy the CSS. */
const meta = {
  title: 'Guides/Themes',
  component: Themed,
  decorators: [portal('ada')],
  args: { theme: 'none' },
  argTypes: {
    theme: { control: 'select', options: ['none', 'neutral', 'soft', 'contrast', 'onColor'] },
    ...Object.fromEntries(colors.map((name) => [name, color])),
    radius: { control: { type: 'range', min: 0, max: 24 } },
    gap: { control: { type: 'range', min: 4, max: 40 } },
    barHeight: { control: { type: 'range', min: 4, max: 20 } },
    chartHeight: { control: { type: 'range', min: 60, max: 240 } },
  },
  play: async ({ canvas, canvasElement, args: { theme } }) => {
    await canvas.findByText('AI tokens: 2.41 million of 2 million tokens used, 412,350 over, $4.12 so far, renews December 1');
    await canvas.findByText('Lumen Pro');
    // A translucent fill would let the hatch of usage beyond the credits show through.
    const fill = canvasElement.querySelector('.mf-usage[data-state="over"] .mf-usage-fill');
    await expect(fill && getComputedStyle(fill).stroke).not.toMatch(/\/|rgba/);
    // The dot of an active plan is green, unless the theme has no color for what is well.
    const pill = canvasElement.querySelector('.mf-pill[data-tone="good"]') as Element;
    await expect(getComputedStyle(pill, '::before').borderTopColor === getComputedStyle(pill).color).toBe(theme === 'neutral' || theme === 'onColor');
  },
  afterEach: readsWell,
} satisfies Meta<typeof Themed>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Only what needs attention has a strong color. */
export const Neutral: Story = { args: { theme: 'neutral' } };

/** Rounder, wider and calmer. */
export const Soft: Story = { args: { theme: 'soft' } };

/** No gray text, strong lines, thick bars. */
export const Contrast: Story = { name: 'High contrast', args: { theme: 'contrast' } };

/** Everything in the color of the text, for a card in a strong color. */
export const OnColor: Story = { name: 'On a strong color', args: { theme: 'onColor' } };

/** Change the custom properties in the controls, and copy the CSS. */
export const Own: Story = {
  name: 'Your own colors and lengths',
  args: { accent: '#7c3aed', radius: 4, barHeight: 6, gap: 16 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/--mf-accent: #7c3aed; --mf-radius: 4px;/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Copy the CSS' })).toBeVisible();
  },
};
