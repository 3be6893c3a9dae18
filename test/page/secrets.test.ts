import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../../scripts/chromium.js';
import { secretPlaces } from './secrets';
import { serveFile, settled, visit } from './browser';

const server = serveFile();
const secret = 'polar_cst_SENTINEL';

describe('secretPlaces()', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions());
  });
  // A page of its own, because visit() searches for tokens after each test and would fail these.
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  it.each<[string, string, (secret: string) => void]>([
    ['an attribute', 'document', (secret) => document.body.setAttribute('data-x', secret)],
    ['a shadow tree', 'document', (secret) => void (document.body.attachShadow({ mode: 'open' }).textContent = secret)],
    ['session storage', 'storage', (secret) => sessionStorage.setItem('a', secret)],
    ['the history’s state', 'storage', (secret) => history.replaceState({ secret }, '')],
    ['a global variable', 'globals', (secret) => void Object.assign(window, { x: secret })],
    ['a performance mark', 'timings', (secret) => void performance.mark(secret)],
    ['a query cache in React’s internals', 'react', (secret) => void Object.assign(document.body, { __reactContainer$x: { memoizedState: { cache: new Map([['query', { state: { error: new Error(secret) } }]]) } } })],
  ])('finds a token in %s', async (_, place, hide) => {
    await page.goto(server().url);
    await settled(page);
    expect(await secretPlaces(page, { printed: [], requests: [] })).toEqual([]);
    await page.evaluate(hide, secret);
    expect(await secretPlaces(page, { printed: [], requests: [] })).toContain(place);
  });

  it('finds a token in console output and requests, and ignores bare prefixes', async () => {
    expect(await secretPlaces(page, { printed: [`log: ${secret}`], requests: [] })).toContain('console');
    expect(await secretPlaces(page, { printed: [], requests: [`GET http://x/?t=${secret}`] })).toContain('requests');
    await page.goto('data:text/html,polar_cst_ polar_oat_…');
    expect(await secretPlaces(page, { printed: [], requests: [] })).toEqual([]);
  });

  it('React keeps its root under a key that begins with `__reactContainer$`, where secretPlaces() looks for it', async () => {
    const { page } = await visit(`${server().url}?customer=ada&direct`);
    await settled(page);
    const kept = await page.evaluate(() => Object.keys(document.querySelector('#root')!).some((key) => key.startsWith('__reactContainer$')));
    expect(kept).toBe(true);
  });
});
