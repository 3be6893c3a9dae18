import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { renewalsFirst, serveFile, visit } from './browser';

const server = serveFile();

/** Waits until both lists of usage and the bills have loaded, because either may arrive last. */
async function loaded(page: Page): Promise<void> {
  await expect.poll(() => page.locator(':is(meterface-usage, meterface-billing) [role="region"][aria-busy="false"]').count()).toBe(3);
}

describe('the plain HTML shop', () => {
  it('shows usage twice and bills once from one request each', async () => {
    const { page, printed, requests } = await visit(`${server().url}storefront`);
    await loaded(page);
    expect(await page.locator('meterface-usage li .mf-usage').count()).toBe(10);
    expect(new Set(requests).size).toBe(requests.length);
    expect(printed).toEqual([]);
  });

  it('shows the same with a session token in the browser', async () => {
    const { page, printed, requests } = await visit(`${server().url}storefront?direct`);
    await loaded(page);
    expect(await page.locator('meterface-usage li .mf-usage').count()).toBe(10);
    expect(requests.filter((request) => request.includes('/api/session/'))).toHaveLength(1);
    expect(printed).toEqual([]);
  });

  it.each([1200, 390])('does not shift while its elements load, on the first visit and the second, at %i px', async (width) => {
    const { page } = await visit('about:blank', { viewport: { width, height: 900 } });
    await page.addInitScript(renewalsFirst);
    await page.addInitScript(() => {
      const watched = Object.assign(globalThis, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) watched.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const _ of ['first', 'second']) {
      await page.goto(`${server().url}storefront`);
      await loaded(page);
      await page.waitForTimeout(600);
      expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
    }
  });
});
