import { describe, expect, it } from 'vitest';
import { serveBrowser, visit } from '../page/browser';
import { hosts } from './hosts';
import { pageOf, styles, widgetsOf } from './markup';
import { lookOfTheirs } from './measure';
import { besideBare } from './rules';

serveBrowser();
const sheets = await styles();
const markup = await widgetsOf('ada');

describe.each(hosts)('on a page with $name,', (host) => {
  it('widgets look as on a bare page with the same text', async () => {
    const { page } = await visit('about:blank');
    const { width, differences } = await besideBare(page, host, sheets.unlayered, markup);
    expect(differences).toEqual([]);
    expect(width).toBeGreaterThan(280);
  });

  it('an element that the host puts into a widget keeps the host’s look', async () => {
    const paragraph = '<p id="theirs">Yours</p>';
    const { page } = await visit('about:blank');
    await page.setContent(pageOf(host, sheets.unlayered, `<div class="mf">${paragraph}</div>`));
    const inside = await page.evaluate(lookOfTheirs);
    await page.setContent(pageOf(host, '', `<div class="mf">${paragraph}</div>`));
    expect(inside).toEqual(await page.evaluate(lookOfTheirs));
  });
});

describe('in a parent that shrinks to fit,', () => {
  const parents = {
    'a centered column': 'display: flex; flex-direction: column; align-items: center',
    'a float': 'float: left',
    'an inline grid': 'display: inline-grid',
    'an inline block': 'display: inline-block',
    'a popover': 'position: absolute',
    'a row': 'display: flex',
  };
  it.each(Object.entries(parents))('%s, widgets are 20rem wide, or as wide as the page', async (_, style) => {
    const { page } = await visit('about:blank', { viewport: { width: 900, height: 700 } });
    const widths = async (): Promise<number[]> => page.evaluate(() => [...document.querySelectorAll('.mf-widget')].map((widget) => widget.getBoundingClientRect().width));
    await page.setContent(pageOf({ name: '', files: [], css: `.around { ${style} }`, around: ['<div class="around"><div>'] }, sheets.unlayered, markup));
    expect(await widths()).toEqual([320, 320, 320]);
    await page.setViewportSize({ width: 300, height: 700 });
    for (const width of await widths()) expect(width).toBeLessThanOrEqual(300 - 8);
  });
});

describe('styles.layered.css', () => {
  it('loses to every rule of the host outside of layers', async () => {
    const { page } = await visit('about:blank');
    await page.setContent(pageOf({ name: '', files: [], css: 'h2 { color: rgb(1, 2, 3); font-size: 50px }', around: ['<main>'] }, sheets.layered, markup));
    expect(await page.locator('.mf-title').first().evaluate((title) => [getComputedStyle(title).color, getComputedStyle(title).fontSize])).toEqual(['rgb(1, 2, 3)', '50px']);
  });
});

describe('our elements', () => {
  it('each have a class that begins with "mf-", which the reset selects', async () => {
    const { page } = await visit('about:blank');
    await page.setContent(`<div id="here">${markup}</div>`);
    const others = await page.evaluate(() =>
      [...document.querySelectorAll('#here *')]
        .filter((element) => !element.matches('[class^="mf-"], [class^="mf "], option, .mf-hidden *, svg *'))
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(others).toEqual([]);
  });
});
