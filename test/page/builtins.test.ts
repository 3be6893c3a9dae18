import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveStrictPage, type StrictPage } from '../embed/strict';
import { additions, fetchWithoutStream, oldPages } from '../faults/builtins';
import { barsOf, serveBrowser, settled, visit } from './browser';

serveBrowser();

/** React's development warnings that it reads additions to `Object.prototype` as props. */
const reactOnly = /Invalid value for prop/;
const scripts = { ...oldPages, ...additions, 'fetch without a stream': fetchWithoutStream };

describe.each(['19', '18'] as const)('a page whose scripts have replaced built-ins, with React %s', (react) => {
  let site: StrictPage;
  beforeAll(async () => {
    site = await serveStrictPage(react);
    const access = 'server="API" scope="ada" time-zone="UTC" token="TOKEN"';
    site.body = `<meterface-usage ${access}></meterface-usage><meterface-billing ${access}></meterface-billing>`;
  });
  afterAll(() => site.close());

  async function open(script: string) {
    const { page, printed } = await visit(site.url, {}, (opened) => opened.addInitScript(script));
    await settled(page);
    return { bars: await barsOf(page), bills: await page.locator('article').allTextContents(), printed: printed.filter((line) => !reactOnly.test(line)) };
  }

  it.each(Object.entries(scripts))('shows the same as any other page: %s', async (_, script) => {
    const usual = await open('');
    expect(usual.bars).toHaveLength(5);
    expect(await open(script)).toEqual(usual);
  });
});
