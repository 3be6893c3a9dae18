import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../../scripts/chromium.js';
import { secretPlaces } from './secrets';
import { serveFile, settled, visit } from './browser';

const server = serveFile();
const secret = 'polar_cst_SENTINEL';

describe('the search after every browser test', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions());
  });
  // Not by visit(): that would find them, too, and the tests would fail.
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  it.each<[string, (secret: string) => void]>([
    ['document', (secret) => document.body.setAttribute('data-x', secret)],
    ['document', (secret) => void (document.body.attachShadow({ mode: 'open' }).textContent = secret)],
    ['storage', (secret) => sessionStorage.setItem('a', secret)],
    ['storage', (secret) => history.replaceState({ secret }, '')],
    ['globals', (secret) => void Object.assign(window, { x: secret })],
    ['timings', (secret) => void performance.mark(secret)],
    ['react', (secret) => void Object.assign(document.body, { __reactContainer$x: { memoizedState: { cache: new Map([['query', { state: { error: new Error(secret) } }]]) } } })],
  ])('finds a token in %s', async (place, hide) => {
    await page.goto(server().url);
    await settled(page);
    expect(await secretPlaces(page, { printed: [], asked: [] })).toEqual([]);
    await page.evaluate(hide, secret);
    expect(await secretPlaces(page, { printed: [], asked: [] })).toContain(place);
  });

  it('finds it in what was printed and asked, and does not mind what is only about tokens', async () => {
    expect(await secretPlaces(page, { printed: [`log: ${secret}`], asked: [] })).toContain('console');
    expect(await secretPlaces(page, { printed: [], asked: [`GET http://x/?t=${secret}`] })).toContain('addresses');
    await page.goto('data:text/html,polar_cst_ polar_oat_…');
    expect(await secretPlaces(page, { printed: [], asked: [] })).toEqual([]);
  });

  it('looks into what React keeps, where the widgets’ answers are', async () => {
    const { page } = await visit(`${server().url}?customer=ada&direct`);
    await settled(page);
    const kept = await page.evaluate(() => Object.keys(document.querySelector('#root')!).some((key) => key.startsWith('__reactContainer$')));
    expect(kept).toBe(true);
  });
});
