import { describe, expect, it } from 'vitest';
import { serveBrowser, visit } from '../page/browser';
import { features } from './features';
import { pageOf, styles, widgetsOf } from './markup';
import { faint } from './measure';
import { faintPixels } from './rules';

serveBrowser();
const { unlayered } = await styles();
const people = await Promise.all(['ada', 'bo', 'eve'].map((customer) => widgetsOf(customer)));

/** Browsers without light-dark() have no relative colors of currentColor either. Other relative colors serve only forced colors. */
const optional = features.filter(({ unknown }) => unknown !== undefined).map((feature) => (feature.name === 'light-dark()' ? [feature, ...features.filter(({ name }) => name === 'relative colors')] : [feature]));

const pages = {
  light: 'body { background: #fff; color: #111827 }',
  dark: ':root { color-scheme: dark } body { background: #111827; color: #e5e7eb }',
};

describe.each(optional.map((missing) => [missing.map(({ name }) => name).join(' and '), missing] as const))('in a browser without %s,', (_, missing) => {
  it.each(Object.entries(pages))('texts and marks stay legible on a %s page, and nothing overflows', async (_, css) => {
    const sheet = missing.reduce((text, { pattern, unknown = '' }) => text.replace(pattern, unknown), unlayered);
    expect(sheet).not.toBe(unlayered);
    const host = { name: '', files: [], css, around: ['<main>'] };
    const { page } = await visit('about:blank', { viewport: { width: 1200, height: 1400 } });
    await page.setContent(pageOf(host, sheet, people.join('')));
    expect(await page.evaluate(faint)).toEqual([]);
    await page.setContent(pageOf(host, sheet, people[0]!));
    await page.keyboard.press('Tab');
    expect(await faintPixels(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

it('in a browser without popovers, an inline meter shows its bar while its button has the focus', async () => {
  const { pattern, unknown = '' } = features.find(({ name }) => name === 'popovers')!;
  const sheet = unlayered.replace(pattern, unknown);
  expect(sheet).not.toBe(unlayered);
  const { page } = await visit('about:blank', { viewport: { width: 320, height: 640 } });
  // Without the attribute, because the browser of this test does know popovers.
  const widget = '<span class="mf"><button type="button" class="mf-button">60 left</button><span class="mf-popover" style="top: 40px; left: 8px">Seats</span></span>';
  await page.setContent(pageOf({ name: '', files: [], css: pages.dark, around: ['<main>'] }, sheet, widget));
  const bar = page.getByText('Seats');
  expect(await bar.isVisible()).toBe(false);
  await page.getByRole('button', { name: '60 left' }).focus();
  expect(await bar.isVisible()).toBe(true);
  expect(await page.evaluate(faint)).toEqual([]);
  await page.keyboard.press('Tab');
  expect(await bar.isVisible()).toBe(false);
});
