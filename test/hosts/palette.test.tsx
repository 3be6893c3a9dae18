import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Billing, Credits, Usage } from '../../src';
import { serveBrowser, visit } from '../page/browser';
import { pageOf, styles, widgetsOf } from './markup';
import { faint } from './measure';
import { faintPixels } from './rules';
import { themedHost, themes } from './themes';

serveBrowser();
const { unlayered } = await styles();
const sheet = unlayered + (await readFile(join(import.meta.dirname, '../../src/styles/themes.css'), 'utf8'));
// With a button, because its border is measured.
const people = await Promise.all(['ada', 'bo', 'cy', 'eve', 'gil'].map((customer) => widgetsOf(customer, <><Usage pageSize={4} /><Billing /><Credits /></>)));

describe.each(themes)('on %s with text of %s, data-mf-theme %s,', (...theme) => {
  const host = themedHost(...theme);

  it('the colors of texts have a contrast of at least 4.5:1, and those of marks of at least 3:1', async () => {
    const { page } = await visit('about:blank', { colorScheme: 'light' });
    await page.setContent(pageOf(host, sheet, people.join('')));
    expect(await page.evaluate(faint)).toEqual([]);
  });

  it('the pixels of texts have a contrast of at least 4.5:1, and those of bars, borders and focus of at least 3:1', async () => {
    const { page } = await visit('about:blank', { colorScheme: 'light', viewport: { width: 1200, height: 1400 } });
    await page.setContent(pageOf(host, sheet, people[0]!));
    await page.keyboard.press('Tab');
    expect(await faintPixels(page)).toEqual([]);
  });
});
