import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { serveBrowser } from './browser';
import { openShop, seenBy } from './shift/shop';

serveBrowser();
const customers = ['ada', 'bo', 'cy', 'dee', 'eve', 'fay'];

/** Opens the same page twice in one tab, for each customer at both widths. */
async function visitTwice(widgets: string, prepare?: (page: Page) => Promise<unknown>) {
  const all = customers.flatMap((customer) => [1200, 320].map(async (width) => {
    const page = await openShop(`customer=${customer}&widgets=${widgets}`, { viewport: { width, height: 800 } }, prepare);
    const first = await seenBy(page);
    await page.reload();
    return { who: `${customer} at ${width} px`, first, second: await seenBy(page) };
  }));
  return Promise.all(all);
}

describe('with requests that take 700 ms,', () => {
  it.each(['usage', 'billing', 'credits', 'usage,billing', 'usage,billing,credits'])('a page with %s shifts by at most 0.02 on the first visit, and not at all on the second', async (widgets) => {
    const visits = await visitTwice(widgets);
    expect(visits.filter(({ first }) => first.shift > 0.02).map(({ who, first }) => [who, first.shift, first.moved])).toEqual([]);
    expect(visits.filter(({ second }) => second.shift > 0).map(({ who, second }) => [who, second.shift, second.moved])).toEqual([]);
    expect(visits.map(({ who, second }) => [who, second.reserved])).toEqual(visits.map(({ who, first }) => [who, first.heights]));
  });

  it('a page without session storage loads each time as on the first visit', async () => {
    const visits = await visitTwice('usage,billing', (page) => page.addInitScript(() => {
      Object.defineProperty(globalThis, 'sessionStorage', { get: () => { throw new DOMException('No storage', 'SecurityError'); } });
    }));
    expect(visits.filter(({ first, second }) => Math.max(first.shift, second.shift) > 0.02).map(({ who, first, second }) => [who, first, second])).toEqual([]);
  });
});

it('a page on which something new moves the widgets has a shift, which proves that the other tests can fail', async () => {
  const page = await openShop('customer=ada&widgets=usage');
  await page.locator('.mf-widget').waitFor();
  await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 200px' })));
  const { shift, moved } = await seenBy(page);
  expect(shift).toBeGreaterThan(0.02);
  expect(moved).not.toEqual([]);
});

describe('skeletons', () => {
  it.each([1200, 320])('at %i px have rows as tall as those that replace them', async (width) => {
    const pages = await Promise.all(['ada', 'bo', 'fay'].map((customer) => openShop(`customer=${customer}&widgets=usage,billing,credits`, { viewport: { width, height: 800 } })));
    const seen = await Promise.all(pages.map(seenBy));
    for (const name of Object.keys(seen[0]!.bones)) {
      const drawn = new Set(seen.flatMap(({ parts }) => parts[name] ?? []));
      const missing = (seen[0]?.bones[name] ?? []).filter((height) => !drawn.has(height));
      expect([name, missing, [...drawn]]).toEqual([name, [], [...drawn]]);
      expect(seen[0]?.bones[name]).not.toEqual([]);
    }
  });
});

describe('the sizes of an earlier visit', () => {
  it('are kept for each widget of a kind, without what the customer unfolds, and without the customer’s name', async () => {
    const page = await openShop('customer=ada&widgets=usage,usage,billing');
    const { heights } = await seenBy(page);
    await page.getByText('AI tokens').last().click();
    const stored = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
    expect(stored).toMatch(/^\[\["meterface-sizes","0\.\d+(,[0-9a-z]+ \d+ [\d.]+ [\d.]+){3}"\]\]$/);
    expect(stored).not.toMatch(/ada|scope/);
    await page.reload();
    const { shift, reserved } = await seenBy(page);
    expect([shift, reserved]).toEqual([0, heights]);
  });
});
