import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { bars, barsOf, drawnCharts, type modes, resourcesOf, type Running, settled, visit } from './browser';

/** Tests what the page shows of usage and bills when it loads its data through the proxy or across origins. */
export function describeUsage(server: () => Running, { mode, direct }: (typeof modes)[number]): void {
  describe(`the page, loading ${mode},`, () => {
    const pageOf = (customer: string, more = '') => `${server().url}?customer=${customer}${direct}${more}`;

    it('requests each resource once, although StrictMode renders twice', async () => {
      const { page, requests } = await visit(pageOf('ada'));
      await settled(page);
      // Through the proxy, the pay-as-you-go meter has a chart.
      const charts = mode === 'across origins' ? 0 : 1;
      await expect.poll(() => page.locator('.mf-spark > rect').count()).toBe(30 * charts);
      await page.waitForTimeout(200);
      const isHistory = (address: string) => address.includes('/history?');
      expect(requests.filter(isHistory)).toHaveLength(charts);
      // The second `subscriptions` is a charge preview.
      expect(resourcesOf(requests.filter((address) => !isHistory(address))).toSorted((a, b) => a.localeCompare(b))).toEqual(['benefit-grants', 'meters', 'subscriptions', 'subscriptions', 'wallets']);
      expect(requests.filter((address) => address.startsWith('POST '))).toEqual(mode === 'across origins' ? [`POST ${server().url}api/session/ada`] : []);
    });

    it('shows usage over the credits in the bar and in words', async () => {
      const { page } = await visit(pageOf('ada'));
      const over = bars(page).filter({ hasText: 'AI tokens' });
      await over.waitFor();
      expect(await over.getAttribute('data-state')).toBe('over');
      const [track, fill, limit] = await over.evaluate((bar) => ['.mf-usage-track', '.mf-usage-fill', '.mf-usage-limit'].map((part) => bar.querySelector(part)!.getBoundingClientRect()));
      expect(limit!.x + limit!.width / 2).toBeCloseTo(fill!.right, 0);
      expect(track!.right - fill!.right).toBeGreaterThan(10);
      expect([track!.y - limit!.y, limit!.bottom - track!.bottom]).toEqual([4, 4]);
      expect(await over.locator('.mf-usage-track').evaluate((bar) => getComputedStyle(bar).backgroundImage)).toMatch(/^repeating-linear-gradient/);
      expect(await page.getByText(/^AI tokens: /).textContent()).toMatch(/^AI tokens: 2\.4\d million of 2 million tokens used, 41\d,\d{3} over, \$4\.\d\d so far/);
      expect(await over.textContent()).toContain('over at $10\u00a0/\u00a01M');
    });

    it('hides the texts that are only for screen readers, with every line unfolded', async () => {
      const { page } = await visit(pageOf('ada'));
      await settled(page);
      await unfold(page);
      // A skeleton that leaves the page while it is measured has no size.
      await expect.poll(() => page.locator('[data-state="loading"]').count()).toBe(0);
      const sizes = await page.locator('.mf-hidden').evaluateAll((hidden) => hidden.map((element) => [element.clientWidth, element.clientHeight]));
      expect(sizes.length).toBeGreaterThan(0);
      expect(new Set(sizes.map(String))).toEqual(new Set(['1,1']));
    });

    it('hides what a line has unfolded once it folds again', async () => {
      const { page } = await visit(pageOf('ada'));
      await settled(page);
      const heights = () => page.locator('details').evaluateAll((folds) => folds.map((fold) => fold.getBoundingClientRect().height));
      const folded = await heights();
      await unfold(page);
      expect(Math.max(...(await heights()))).toBeGreaterThan(100);
      await page.locator('details').evaluateAll((folds) => folds.forEach((fold) => ((fold as HTMLDetailsElement).open = false)));
      expect(await heights()).toEqual(folded);
    });

    it('on a phone, what an unfolded line shows does not overflow its box, and a chart fills its frame', async () => {
      const { page } = await visit(pageOf('ada'));
      await page.setViewportSize({ width: 320, height: 640 });
      await settled(page);
      await unfold(page);
      if (direct === '') await drawnCharts(page.locator('.mf-details')).first().waitFor();
      const wide = await page.locator('.mf-details').evaluateAll((boxes) =>
        boxes.flatMap((box) => [...box.querySelectorAll('*:not(svg *)')].filter((part) => part.getBoundingClientRect().right > box.getBoundingClientRect().right + 1).map(({ outerHTML }) => outerHTML.slice(0, 80))),
      );
      expect(wide).toEqual([]);
      const charts = await drawnCharts(page.locator('.mf-details')).evaluateAll((found) => found.map((chart) => [chart, chart.querySelector('svg')].map((part) => part?.getBoundingClientRect().width)));
      expect(charts.filter(([box, drawn]) => box !== drawn)).toEqual([]);
    });

    it('says that a new customer has no usage and no subscription', async () => {
      const { page, printed } = await visit(pageOf('cy'));
      await settled(page);
      await page.getByText('No usage to show').waitFor();
      await page.getByText('No subscription').waitFor();
      expect(await bars(page).count()).toBe(0);
      expect(printed).toEqual([]);
    });

    it('shows unusual numbers, yen beside euros, and a yearly plan beside a monthly one', async () => {
      const { page, printed } = await visit(pageOf('bo'));
      await settled(page);
      const text = await page.locator('main').innerText();
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|Invalid Date|\[object Object\]/);
      expect(text).toContain('¥120,000');
      expect(text).toContain('€29.00');
      expect(text).toContain('0.0000001');
      expect(printed).toEqual([]);
    });

    it('shows an ended plan and the credits that are left', async () => {
      const { page } = await visit(pageOf('eve'));
      await settled(page);
      await page.getByText('180 of 500 used', { exact: true }).waitFor();
      await page.getByText('Nothing due').waitFor();
    });

    it('refreshes usage automatically', async () => {
      const { page } = await visit(pageOf('ada', '&refresh=1'));
      const meter = page.getByText(/^AI tokens: /);
      const first = await meter.textContent();
      await expect.poll(() => meter.textContent(), { timeout: 30_000 }).not.toBe(first);
    });
  });

  describe(`the page of a customer with 250 meters, loading ${mode},`, () => {
    const pageOf = (customer: string) => `${server().url}?customer=${customer}${direct}`;

    it('shows 100 meters first and all 250 on request', async () => {
      const { page, printed } = await visit(pageOf('dee'));
      await settled(page);
      expect(await bars(page).count()).toBe(100);
      await page.getByText('100 of 250').waitFor();
      await page.getByRole('button', { name: 'Show 100 more' }).click();
      await page.getByRole('button', { name: 'Show 50 more' }).click();
      expect(await bars(page).count()).toBe(250);
      await bars(page).last().scrollIntoViewIfNeeded();
      expect((await bars(page).last().boundingBox())!.height).toBeGreaterThan(30);
      expect(printed).toEqual([]);
    });

    it('searches and sorts them', async () => {
      const { page } = await visit(pageOf('dee'));
      await settled(page);
      await page.getByRole('searchbox', { name: 'Search usage' }).fill('storage');
      await expect.poll(() => bars(page).count()).toBe(10);
      await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Name');
      await expect.poll(async () => (await barsOf(page))[0]?.[0]).toBe('Storage af-south-1');
      await page.getByRole('searchbox').fill('nothing like it');
      await page.getByText('No results for “nothing like it”').waitFor();
    });

    it('searches and sorts them with the keyboard', async () => {
      const { page } = await visit(pageOf('dee'));
      await settled(page);
      await page.getByRole('searchbox').focus();
      await page.keyboard.type('backups');
      await expect.poll(() => bars(page).count()).toBe(10);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
      await page.keyboard.press('N');
      await expect.poll(async () => (await barsOf(page))[0]?.[0]).toBe('Backups af-south-1');
    });
  });
}

/** Unfolds all lines again and again until the first receipt is there, because some lines are drawn late. */
async function unfold(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      return page.locator('.mf-receipt').count();
    })
    .toBeGreaterThan(0);
}
