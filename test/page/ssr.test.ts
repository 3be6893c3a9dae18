import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { serveBrowser, visit } from './browser';
import { bundle } from './strict/bundle';
import { type Observed, observe, picture, watchChanges } from './strict/observe';
import { type Settings, serveStrict, type Strict } from './strict/serve';

const read = createRequire(import.meta.url) as (path: string) => { version: string };

serveBrowser();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterface-strict-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A browser whose language and time zone differ from those of the server and the page. */
const elsewhere: BrowserContextOptions = { locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1000, height: 900 } };

/** Opens the page of a customer and serves its script only after `meanwhile`. */
async function open(strict: Strict, customer: string, meanwhile: (page: Page) => Promise<unknown>, context: BrowserContextOptions = elsewhere) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const { page, printed, requests } = await visit('about:blank', context, async (page) => {
    await page.addInitScript(observe);
    await page.route('**/script.js', (route) => released.then(() => route.continue()));
    await page.context().addCookies([{ name: 'user', value: customer, url: strict.url }]);
  });
  await page.goto(strict.url, { waitUntil: 'commit' });
  await page.locator('#root [role=region]').nth(1).waitFor();
  // A busy machine may show the first HTML before its style sheet.
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll('link')].every(({ sheet }) => sheet !== null))).toBe(true);
  await meanwhile(page);
  release();
  return { page, printed, requests };
}

const hydrated = (page: Page) => page.locator('html[data-hydrated]').waitFor({ state: 'attached', timeout: 30_000 });
const seen = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Observed }).seen);

describe.each(['19', '18'] as const)('a page rendered on a server with React %s, under the strictest policy', (react) => {
  let strict: Strict;
  let usual: Settings;
  beforeAll(async () => {
    strict = await serveStrict(await bundle(react, folder));
    usual = { ...strict.settings };
  });
  afterAll(() => strict.close());
  afterEach(() => void Object.assign(strict.settings, usual));

  it.each([
    { customer: 'ada', locale: 'en', timeZone: 'America/New_York', streamed: false },
    { customer: 'ada', locale: 'de-CH', timeZone: 'Europe/Zurich', streamed: true },
    { customer: 'bo', locale: 'ar-EG', timeZone: 'Africa/Cairo', streamed: true },
    { customer: 'dee', locale: 'fr', timeZone: 'Pacific/Auckland', streamed: false },
    { customer: 'fay', locale: 'en-IN', timeZone: 'Asia/Kolkata', streamed: true },
  ])('hydrates without changes, requests or output ($customer, $locale, streamed: $streamed)', async ({ customer, streamed, ...language }) => {
    Object.assign(strict.settings, { language, streamed });
    // The server renders in this process.
    const warned = vi.spyOn(console, 'error').mockImplementation(() => {});
    let before: string[] = [];
    const { page, printed, requests } = await open(strict, customer, async (page) => {
      before = await page.evaluate(picture);
      await page.evaluate(watchChanges);
    });
    await hydrated(page);
    await page.waitForTimeout(500);
    expect(before.length).toBeGreaterThan(50);
    expect(await page.evaluate(picture)).toEqual(before);
    const { changes, ...rest } = await seen(page);
    expect(rest).toEqual({ violations: [], shifts: [] });
    expect(changes).toEqual([]);
    expect([printed, warned.mock.calls]).toEqual([[], []]);
    expect(requests.filter((address) => address.includes('/api/'))).toEqual([]);
    // After hydration, opening a meter shows its receipt.
    await page.locator('summary').first().click();
    await page.locator('.mf-receipt').first().waitFor();
  });

  it('keeps what was opened, searched and sorted before hydration', async () => {
    const { page, printed } = await open(strict, 'dee', async (page) => {
      await page.locator('summary').first().click();
      await page.getByRole('searchbox').fill('Storage');
      await page.getByRole('combobox').selectOption('name');
    });
    await hydrated(page);
    await page.locator('.mf-receipt').first().waitFor();
    await expect.poll(() => page.locator('li .mf-usage-name').allInnerTexts()).toHaveLength(10);
    const names = await page.locator('li .mf-usage-name').allInnerTexts();
    expect(names.every((name) => name.includes('Storage'))).toBe(true);
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true }).compare));
    expect(printed).toEqual([]);
  });

  it('recovers with “Try again” from dates in plain JSON', async () => {
    Object.assign(strict.settings, { plain: true });
    const { page } = await open(strict, 'ada', async () => {});
    await hydrated(page);
    await page.getByRole('button', { name: /^Try again/ }).click();
    await page.getByText('Lumen Pro').waitFor({ timeout: 30_000 });
  });

  it('contains no token and no style attribute in its HTML or state', async () => {
    const { page } = await open(strict, 'ada', async () => {});
    await hydrated(page);
    const { html, state } = strict.sent();
    expect(strict.minted.length).toBeGreaterThan(0);
    expect(html).toContain('Image credits');
    expect(state).toContain('Image credits');
    for (const text of [html, state, await page.content()]) {
      expect(text).not.toMatch(/\sstyle=/);
      expect(text).not.toMatch(/polar_(oat|cst|mst)_/);
      for (const token of strict.minted) expect(text).not.toContain(token.replace('polar_cst_', ''));
    }
  });

  it('bundles that version of React and no other', async () => {
    const script = await (await fetch(`${strict.url}/script.js`)).text();
    const versions = { 18: `"${read('../react18/node_modules/react/package.json').version}"`, 19: `"${read('react/package.json').version}"` };
    expect(Object.entries(versions).filter(([, version]) => script.includes(version)).map(([major]) => major)).toEqual([react]);
  });

  it('shows its bars without JavaScript', async () => {
    const { page } = await visit('about:blank', { ...elsewhere, javaScriptEnabled: false }, (page) => page.context().addCookies([{ name: 'user', value: 'ada', url: strict.url }]));
    await page.goto(strict.url);
    const over = page.locator('.mf-usage').filter({ hasText: 'AI tokens' });
    const [track, fill, limit] = await over.evaluate((bar) => ['.mf-usage-track', '.mf-usage-fill', '.mf-usage-limit'].map((part) => bar.querySelector(part)!.getBoundingClientRect()));
    expect(track!.width).toBeGreaterThan(300);
    expect(limit!.x + limit!.width / 2).toBeCloseTo(fill!.right, 0);
    expect(track!.right - fill!.right).toBeGreaterThan(10);
    expect(await page.locator('html[data-hydrated]').count()).toBe(0);
    expect(await page.getByText('Next charge').isVisible()).toBe(true);
  });

  it('reports a hydration mismatch and a violation of the policy, which proves that the other tests can fail', async () => {
    Object.assign(strict.settings, { override: { scope: 'bo' } });
    const { page, printed } = await open(strict, 'ada', async () => {});
    await hydrated(page);
    expect(printed.join('\n')).toMatch(/hydrat/i);
    expect((await seen(page)).violations).toEqual([]);
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await expect.poll(async () => (await seen(page)).violations).toHaveLength(1);
  });

  it('shows an error if its dates went through plain JSON', async () => {
    Object.assign(strict.settings, { plain: true });
    const { page, printed } = await open(strict, 'ada', async () => {});
    await hydrated(page);
    await page.getByText("We couldn't load this").waitFor({ timeout: 30_000 });
    expect(printed.join('\n')).toContain('getTime is not a function');
    expect(await page.locator('#root').innerText()).toContain('Renews —');
  });
});
