import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from './features';

const folder = join(import.meta.dirname, '../../src/styles');
/** With nested rules, as our custom elements get them. */
const styles = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')
  .replace(/@import[^;]*;/g, '');

/** Names in a style sheet that every browser in README knows. */
const old = new Set(
  [
    '@layer @media @supports @keyframes @page',
    ':where :root :host :hover :disabled :empty :first-child :last-child :only-child :nth-child :focus-visible :focus-within :focus :active :checked :link',
    '::before ::after ::marker ::placeholder ::first-letter ::first-line ::-webkit-details-marker ::-webkit-slider-runnable-track ::-webkit-slider-thumb ::-moz-range-track ::-moz-range-progress ::-moz-range-thumb',
    'and calc clamp inset linear-gradient max min minmax oklch path polygon repeat repeating-linear-gradient rotate scaleX selector translateX translateY var',
  ].flatMap((names) => names.split(' ')),
);

describe('the browsers in README', () => {
  it('are the first with every feature that widgets need', () => {
    const first = (browser: 'chrome' | 'firefox' | 'safari') => Math.max(...features.filter(({ unknown }) => unknown === undefined).map(({ versions }) => versions[browser]));
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    expect(readme).toContain(`Chrome and Edge ${first('chrome')}, Firefox ${first('firefox')} and Safari ${first('safari')} or later`);
  });

  it('know each at-rule, selector and function of the style sheet, or have a tested fallback', () => {
    const text = styles.replace(/\/\*.*?\*\//gs, '').replace(/'[^']*'|"[^"]*"/g, '""');
    const rest = features.reduce((text, { pattern }) => text.replace(pattern, ' '), text);
    const names = rest.match(/@[\w-]+|::?[a-z-]+(?=[\s,({:.[>+)])(?=[^;}]*\{)|[\w-]+(?=\()/g) ?? [];
    expect([...new Set(names)].filter((name) => !old.has(name))).toEqual([]);
  });
});

it.each(features)('the style sheet uses $name', ({ pattern }) => {
  expect(styles.match(pattern)).not.toBeNull();
});
