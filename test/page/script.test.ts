import { describe, expect, it } from 'vitest';
import { type ScriptPage, serveScriptPage } from '../embed/scriptPage';
import { bars, serveBrowser, settled, visit } from './browser';

serveBrowser();

const usage = '<meterface-usage server="API" scope="ada" time-zone="UTC" token="TOKEN"></meterface-usage>';
const billing = '<meterface-billing server="API" scope="ada" time-zone="UTC" token="TOKEN"></meterface-billing>';
const tag = '<script defer src="CDN/meterface.js"></script>';

async function open(html: string, change: Partial<ScriptPage> = {}) {
  const site = Object.assign(await serveScriptPage(), change, { html: `<!doctype html><html lang="en"><title>Shop</title>${html}` });
  const visited = await visit(site.url);
  return { ...visited, site, downloads: () => visited.requests.filter((request) => request.includes(site.cdn)).map((request) => request.slice(request.lastIndexOf('/') + 1)) };
}

describe('the script on a page without a bundler', () => {
  it('shows usage and bills, and sends each request once', async () => {
    const { page, printed, requests, downloads } = await open(`${tag}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
    expect(new Set(requests).size).toBe(requests.length);
    expect(downloads()).toEqual(['meterface.js', 'meterface-billing.js', 'meterface-linedetails.js']);
    expect(await page.locator('[suppresshydrationwarning]').count()).toBe(0);
    expect(printed).toEqual([]);
  });

  it('downloads one file when the page shows no bills', async () => {
    const { page, downloads } = await open(`${tag}${usage}`);
    await bars(page).first().waitFor();
    expect(downloads()).toEqual(['meterface.js']);
  });

  it.each([
    ['async', '<script async src="CDN/meterface.js"></script>'],
    ['before the elements', '<script src="CDN/meterface.js"></script>'],
    ['as a module', '<script type="module" src="CDN/meterface.mjs"></script>'],
    ['twice, as a script and as a module', `${tag}<script type="module" src="CDN/meterface.mjs"></script>`],
  ])('works when it is loaded %s', async (_, script) => {
    const { page, printed } = await open(`${script}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('works when a consent tool adds it later', async () => {
    const { page, site } = await open(`${usage}${billing}`);
    expect(await bars(page).count()).toBe(0);
    await page.evaluate((src) => document.head.append(Object.assign(document.createElement('script'), { src })), `${site.cdn}/meterface.js`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
  });

  it('works under the strictest policy with a nonce and Trusted Types', async () => {
    const { page, printed } = await open(`<script defer nonce="NONCE" src="CDN/meterface.js"></script>${usage}${billing}`, { isStrict: true });
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('loads its second file from a host without CORS headers', async () => {
    const { page } = await open(`${tag}${usage}${billing}`, { headers: {} });
    await settled(page);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
  });

  it('shows a notice if its second file is missing, and loads it on “Try again”', async () => {
    const { page, site } = await open(`${tag}${billing}`, { missing: new Set(['meterface-billing.js']) });
    const retry = page.getByRole('button', { name: /Try again/ });
    await retry.waitFor();
    site.missing.clear();
    await retry.click();
    await page.getByText('$43.41').first().waitFor();
  });
});
