import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BillSummary, CopyBilling, CopyUsage, Usage, UsageAlert, UsageBudget, UsageInline } from '../../src';
import { CreditSkeleton } from '../../src/components/CreditSkeleton';
import { DrawnHistory } from '../../src/components/DrawnHistory';
import { billOf, parseSubscription } from '../../src/core';
import { wireMeter, wireSubscription } from '../../src/testing';
import { serveBrowser, visit } from '../page/browser';
import { darkOf, hosts } from './hosts';
import { drawnIn } from './drawn';
import { pageOf, styles, widgetsOf } from './markup';
import { lookOfTheirs } from './measure';
import { besideBare, faintPixels, overSlider } from './rules';

serveBrowser();
const sheets = await styles();
const markup = await widgetsOf('ada');
// With a button, which gets the focus.
const usage = await widgetsOf('ada', <Usage pageSize={4} />);
const drawn: Partial<Record<'english' | 'arabic', string>> = {};

describe.each(hosts)('on a page with $name,', (host) => {
  it.each([[1200, 280], [360, 240]])('widgets look as they do on a bare page with the same text, on a screen of %i px', async (width, least) => {
    const { words = 'english' } = host;
    const { page } = await visit('about:blank', { viewport: { width, height: 800 } });
    const all = (drawn[words] ??= await drawnIn(page, words));
    const { widths, differences } = await besideBare(page, host, sheets.unlayered, all);
    expect(differences).toEqual([]);
    expect(Math.min(...widths)).toBeGreaterThan(least);
  });

  it('the slider shows its own track', async () => {
    const { words = 'english' } = host;
    const { page } = await visit('about:blank');
    const all = (drawn[words] ??= await drawnIn(page, words));
    // The first part of an Arabic slider is on its other side.
    expect(await overSlider(page, { ...host, root: host.root?.replace('rtl', 'ltr') }, sheets.unlayered, all.replaceAll('dir="rtl"', 'dir="ltr"'))).toEqual([]);
  });

  it('the pixels of texts have a contrast of at least 4.5:1 in its dark theme, and those of bars, borders and focus of at least 3:1', async () => {
    const { page } = await visit('about:blank', { viewport: { width: 1200, height: 1400 } });
    await page.setContent(pageOf(darkOf(host), sheets.unlayered, usage));
    await page.keyboard.press('Tab');
    expect(await faintPixels(page)).toEqual([]);
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
  it.each(Object.entries(parents))('%s, widgets are 320 px wide, or narrower if the page is', async (_, style) => {
    const { page } = await visit('about:blank', { viewport: { width: 900, height: 700 } });
    const widths = async (): Promise<number[]> => page.evaluate(() => [...document.querySelectorAll('.mf-widget')].map((widget) => widget.getBoundingClientRect().width));
    await page.setContent(pageOf({ name: '', files: [], css: `.around { ${style} }`, around: ['<div class="around"><div>'] }, sheets.unlayered, markup));
    expect(await widths()).toEqual([320, 320, 320]);
    // Pages on which 1rem is 10px.
    await page.addStyleTag({ content: 'html { font-size: 62.5% }' });
    expect(await widths()).toEqual([320, 320, 320]);
    await page.setViewportSize({ width: 300, height: 700 });
    for (const width of await widths()) expect(width).toBeLessThanOrEqual(300 - 8);
  });
});

describe('on a page of the other direction,', () => {
  it.each([['rtl', 'english', 'ltr'], ['ltr', 'arabic', 'rtl']] as const)('%s, widgets in %s run %s', async (direction, words, expected) => {
    const { page } = await visit('about:blank');
    const all = (drawn[words] ??= await drawnIn(page, words));
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'], root: `dir="${direction}"` }, sheets.unlayered, all));
    const [name, value] = await Promise.all(['.mf-usage-name', '.mf-usage-value'].map((part) => page.locator(part).first().evaluate((element) => element.getBoundingClientRect().left)));
    expect(name! < value! ? 'ltr' : 'rtl').toBe(expected);
  });
});

describe('in widgets that run from right to left,', () => {
  it('English names are aligned with the right edge of their values, and stand next to the colors of the legend', async () => {
    const { page } = await visit('about:blank');
    const all = (drawn.arabic ??= await drawnIn(page, 'arabic'));
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'], root: 'dir="rtl"' }, sheets.unlayered, all));
    const apart = await page.evaluate(() => {
      const end = (element: Element | null | undefined) => element?.getBoundingClientRect().right ?? NaN;
      const values = [...document.querySelectorAll('.mf-ring, .mf-number')].map((meter) => end(meter.querySelector('.mf-usage-value')) - end(meter.querySelector('.mf-usage-name')));
      const legend = [...document.querySelectorAll('.mf-stack-meter')].map((meter) => end(meter) - 16 - end(meter.querySelector('.mf-stack-name')));
      return { count: values.length + legend.length, apart: [...values, ...legend].filter((distance) => !(Math.abs(distance) < 1)) };
    });
    expect(apart).toEqual({ count: 13, apart: [] });
  });
});

describe('rows of credits', () => {
  it('are as high as those of their skeleton', async () => {
    const { page } = await visit('about:blank');
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'] }, sheets.unlayered, `${markup}${renderToString(<CreditSkeleton />)}`));
    const heights = await page.locator('.mf-credits > .mf-item').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(new Set(heights.slice(0, -3))).toEqual(new Set(heights.slice(-3)));
  });
});

describe('a bill without a widget around it', () => {
  it('has a line above its second amount, which is smaller', async () => {
    const { page } = await visit('about:blank');
    const bill = billOf(parseSubscription(wireSubscription({ status: 'past_due' })), undefined, { orders: [] });
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'] }, sheets.unlayered, renderToString(<BillSummary bill={bill} />)));
    const line = await page.locator('.mf-amount + .mf-bill-group').evaluate((charge) => getComputedStyle(charge).borderBlockStartWidth);
    const sizes = await page.locator('.mf-amount-figure').evaluateAll((figures) => figures.map((figure) => parseFloat(getComputedStyle(figure).fontSize)));
    expect({ line, sizes }).toEqual({ line: '1px', sizes: [32, 20] });
  });
});

describe('a table', () => {
  it.each([260, 320, 500])('that is %i px wide breaks no word and no figure, and does not overflow', async (width) => {
    const { page } = await visit('about:blank');
    const all = (drawn.english ??= await drawnIn(page));
    await page.setContent(pageOf({ name: '', files: [], css: `.place { width: ${width}px; font-family: 'DejaVu Sans' }`, around: ['<main>'] }, sheets.unlayered, all));
    const broken = await page.locator('.mf-table').evaluateAll((tables) => {
      const parts = tables.flatMap((table) => [...table.querySelectorAll('.mf-usage-name, .mf-usage-figure')]).flatMap((part) => {
        const text = part.firstChild as Text;
        return [...text.data.matchAll(/[\w,]+/g)].filter(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          return range.getClientRects().length !== 1;
        });
      });
      const wider = tables.filter((table) => table.getBoundingClientRect().width > table.closest('.place')!.getBoundingClientRect().width);
      return { tables: tables.length, parts: parts.map(([word]) => word), wider: wider.length };
    });
    expect(broken).toEqual({ tables: 2, parts: [], wider: 0 });
  });
});

describe('the action of a meter in a table', () => {
  it('stands in one line, in a cell as tall as its row', async () => {
    const { page } = await visit('about:blank', { viewport: { width: 600, height: 800 } });
    const row = '<tr class="mf mf-usage mf-table-row"><th class="mf-table-cell mf-table-name">Images resized in Europe</th><td class="mf-table-cell mf-usage-action"><button>Top up credits</button></td></tr>';
    const table = `<section class="mf mf-widget"><div class="mf-frame"><table class="mf-table"><tbody class="mf-table-body">${row}</tbody></table></div></section>`;
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'] }, sheets.unlayered, table));
    const heights = await page.locator('tr, .mf-usage-action, button').evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    expect(heights[1]).toBe(heights[0]);
    expect(heights[2]).toBeLessThan(30);
  });
});

describe('a receipt', () => {
  it('that is 184 px wide breaks no figure', async () => {
    const { page } = await visit('about:blank');
    const line = '<div class="mf mf-receipt mf-slip"><div class="mf-line"><span class="mf-line-operator">×</span><span class="mf-line-label">$0.0004\u00a0/\u00a0Bildverarbeitungsanfragen</span><span class="mf-line-value">$19,292.3996</span></div></div>';
    await page.setContent(pageOf({ name: '', files: [], css: '#here { width: 184px; font: 13px DejaVu Sans }', around: ['<main>'] }, sheets.unlayered, line));
    expect(await page.locator('.mf-line-value').evaluate((value) => value.getBoundingClientRect().height)).toBeLessThan(30);
  });
});

describe('styles.layered.css', () => {
  it('loses to a rule of the host outside of layers', async () => {
    const { page } = await visit('about:blank');
    await page.setContent(pageOf({ name: '', files: [], css: 'h2 { color: rgb(1, 2, 3); font-size: 50px }', around: ['<main>'] }, sheets.layered, markup));
    expect(await page.locator('.mf-title').first().evaluate((title) => [getComputedStyle(title).color, getComputedStyle(title).fontSize])).toEqual(['rgb(1, 2, 3)', '50px']);
  });
});

describe('drawings', () => {
  // Firefox 153 computes garbage for a relative color that a shape inherits if the shape has an opacity of its own.
  it('set the colors of shapes on the shapes themselves', async () => {
    const { page } = await visit('about:blank');
    const all = (drawn.english ??= await drawnIn(page));
    await page.setContent(pageOf({ name: '', files: [], around: ['<main>'] }, sheets.unlayered, all));
    const colors = await page.locator('svg, svg :has(*)').evaluateAll((parents) => parents.map((parent) => `${getComputedStyle(parent).fill} ${getComputedStyle(parent).stroke}`));
    expect(new Set(colors)).toEqual(new Set(['rgb(0, 0, 0) none']));
  });
});

describe('the elements of widgets', () => {
  it('each have the class "mf", or one that begins with "mf-" and that the reset selects', async () => {
    const { page } = await visit('about:blank');
    const meter = wireMeter({ name: 'Image credits' }).meter_id;
    const small = await widgetsOf('ada', <><UsageAlert /><UsageBudget budget={{ [meter]: 1000 }} onBudgetChange={() => {}} /><UsageInline meterId={meter} /><CopyUsage /><CopyBilling /></>);
    await page.setContent(`<div id="here">${markup}${small}</div>`);
    const others = await page.evaluate(() =>
      [...document.querySelectorAll('#here *')]
        .filter((element) => !element.matches('[class="mf"], [class^="mf "], [class^="mf-"], option, .mf-hidden *, svg *'))
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(others).toEqual([]);
  });
});

describe('an inline meter', () => {
  it('keeps its ring beside its number on a page whose drawings are blocks', async () => {
    const { page } = await visit('about:blank');
    const inline = await widgetsOf('ada', <UsageInline meterId={wireMeter({ name: 'Image credits' }).meter_id} />);
    const boxes = async (css: string): Promise<number[][]> => {
      await page.setContent(pageOf({ name: '', files: [], css, around: ['<main>'] }, sheets.unlayered, inline));
      return page.locator('.mf-inline > svg, .mf-inline > .mf-text').evaluateAll((all) => all.map((element) => element.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height]));
    };
    const bare = await boxes('');
    expect(bare).toHaveLength(2);
    expect(await boxes('svg { display: block; max-width: 100%; height: auto; margin: 9px }')).toEqual(bare);
  });
});

describe('a history', () => {
  it('keeps the swatch of “Previously” beside its text on a page whose drawings are blocks', async () => {
    const { page } = await visit('about:blank');
    const quantities = [1, 2].map((quantity) => ({ timestamp: new Date(Date.UTC(2026, 10, quantity)), quantity }));
    const history = renderToString(<DrawnHistory history={{ quantities, total: 3 }} more={{ before: quantities }} />);
    const heightWith = async (css: string): Promise<number> => {
      await page.setContent(pageOf({ name: '', files: [], css, around: ['<main>'] }, sheets.unlayered, history));
      return page.locator('.mf-history-keys svg').evaluate((sample) => sample.parentElement?.getBoundingClientRect().height ?? NaN);
    };
    expect(await heightWith('svg { display: block }')).toBe(await heightWith(''));
  });
});
