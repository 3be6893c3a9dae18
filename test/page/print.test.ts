import type { Response } from 'playwright';
import { describe, expect, it } from 'vitest';
import { drawnCharts, serveFile, settled, visit } from './browser';

const server = serveFile();

interface Printed {
  receipts?: number;
  histories?: number;
}

async function openPage(customer = 'ada') {
  let receipts: Promise<Response> | undefined;
  const visited = await visit(`${server().url}?customer=${customer}&refresh=0`, {}, (page) => {
    receipts = page.waitForResponse(/\/LineDetails-[^/]*\.js$/);
    return Promise.resolve();
  });
  await settled(visited.page);
  // The code of receipts arrives after the bills. An import of it ends once it has run.
  await visited.page.evaluate(`import(${JSON.stringify((await receipts!).url())}).then(() => undefined)`);
  return visited;
}

describe('on paper,', () => {
  it('bills unfold without a request, and fold again', async () => {
    const { page, requests } = await openPage();
    // The request of a chart in the list of usage may be late.
    await page.locator('.mf-spark').waitFor();
    const before = requests.length;
    const receipts = page.locator('.mf-receipt');
    expect(await receipts.count()).toBe(0);
    await page.evaluate(() => {
      // Listeners run in the order in which they were added, so this one sees the page as it is printed.
      addEventListener('beforeprint', () => {
        const printed = globalThis as Printed;
        printed.receipts = [...document.querySelectorAll('.mf-receipt')].filter((receipt) => matchMedia('print').matches && receipt.getBoundingClientRect().height > 20).length;
        printed.histories = document.querySelectorAll('.mf-history').length;
      });
    });
    await page.emulateMedia({ media: 'print' });
    await page.pdf();
    expect(await page.evaluate(() => ({ ...(globalThis as Printed) }).receipts)).toBeGreaterThan(2);
    expect(await page.evaluate(() => (globalThis as Printed).histories)).toBe(0);
    await expect.poll(() => receipts.count()).toBe(0);
    expect(requests.slice(before)).toEqual([]);
  });

  it('a history that the customer has opened stays', async () => {
    const { page } = await openPage();
    await page.getByText('AI tokens').last().click();
    await drawnCharts(page).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.pdf();
    expect(await drawnCharts(page).filter({ visible: true }).count()).toBe(1);
  });

  it('a table of many meters has no controls', async () => {
    const { page } = await openPage('dee');
    await page.locator('.mf-chips').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.mf-table').isVisible()).toBe(true);
    expect(await page.locator('.mf-widget :is(button, input, select):visible').count()).toBe(0);
  });

  it('drawings keep their colors, texts do not, and controls are left out', async () => {
    const { page } = await openPage();
    await page.getByText('AI tokens').last().click();
    await drawnCharts(page).waitFor();
    await page.emulateMedia({ media: 'print' });
    const adjusted = await page.locator('.mf-widget svg, .mf-widget svg *').evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).printColorAdjust));
    expect(new Set(adjusted)).toEqual(new Set(['exact']));
    expect(await page.locator('.mf-widget :is(button, input, select):visible').count()).toBe(0);
    // The browser darkens light text on paper, unless a style forbids it.
    const kept = await page.locator('.mf-widget :not(svg, svg *)').evaluateAll((elements) => elements.filter((element) => element.textContent.trim() !== '' && getComputedStyle(element).printColorAdjust === 'exact').map(({ className }) => className));
    expect(kept).toEqual([]);
  });

  it('texts in drawings can be read on white paper, even if the page is dark', async () => {
    const { page } = await openPage();
    await page.addStyleTag({ content: 'html { color-scheme: dark; background: #111 !important; color: #eee !important }' });
    await page.getByText('AI tokens').last().click();
    await drawnCharts(page).waitFor();
    const contrasts = () => page.locator('.mf-widget svg text').evaluateAll((texts) => {
      const context = document.createElement('canvas').getContext('2d')!;
      return texts.map((text) => {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 1, 1);
        context.fillStyle = getComputedStyle(text).fill;
        context.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
      });
    });
    expect(Math.max(...(await contrasts()))).toBeLessThan(2);
    await page.emulateMedia({ media: 'print' });
    const printed = await contrasts();
    expect(printed.length).toBeGreaterThan(5);
    expect(Math.min(...printed)).toBeGreaterThan(4.5);
  });

  it('a history names its meter and its time', async () => {
    const { page } = await visit(`${server().url}?customer=ada&refresh=0&extras`);
    await settled(page);
    await drawnCharts(page.locator('.extras')).waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const name of ['Meter', 'Time']) expect(await page.getByRole('combobox', { name }).isVisible()).toBe(true);
  });
});
