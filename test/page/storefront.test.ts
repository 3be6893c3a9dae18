import { describe, expect, it } from 'vitest';
import { serveFile, visit } from './browser';

const server = serveFile();

describe('the plain HTML shop', () => {
  it('shows usage twice and bills once from one request each', async () => {
    const { page, printed, requests } = await visit(`${server().url}storefront`);
    await page.locator('meterface-billing [role="region"][aria-busy="false"]').waitFor();
    expect(await page.locator('meterface-usage li .mf-usage').count()).toBe(10);
    expect(new Set(requests).size).toBe(requests.length);
    expect(printed).toEqual([]);
  });
});
