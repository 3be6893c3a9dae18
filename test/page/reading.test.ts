import type { BrowserContextOptions, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { serveFile, settled, visit } from './browser';
import { illegibleTexts, unfoldAll } from './legible';

const server = serveFile();
const customers = ['ada', 'bo', 'cy', 'eve', 'fay', 'gil', 'jin', 'lou'];

async function open(customer: string, options: BrowserContextOptions = {}, css = ''): Promise<Page> {
  const { page } = await visit(`${server().url}?customer=${customer}&refresh=0`, options);
  await settled(page);
  await unfoldAll(page);
  if (css !== '') await page.addStyleTag({ content: css });
  return page;
}

/** https://www.w3.org/WAI/WCAG22/Understanding/text-spacing */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

describe.each(customers)('on the page of %s, no text is clipped, covered or out of sight', (customer) => {
  it.each([
    ['with the text spacing of WCAG 1.4.12', { width: 1200, height: 900 }, spacing],
    ['with the text spacing of WCAG 1.4.12 on a phone', { width: 320, height: 640 }, spacing],
    ['with text at 200%', { width: 1200, height: 900 }, 'html { font-size: 200% }'],
    ['with text at 200% on a phone', { width: 360, height: 640 }, 'html { font-size: 200% }'],
    ['at a zoom of 400%', { width: 320, height: 256 }, ''],
  ])('%s', async (_, viewport, css) => {
    const page = await open(customer, { viewport }, css);
    expect(await illegibleTexts(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  });
});
