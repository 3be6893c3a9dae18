import { createRequire } from 'node:module';
import { contextOptions } from '../../scripts/chromium.js';
import { settled, visit } from './visit.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const names = { ada: 'Ada', bo: 'Bo' };

/**
 * @typedef {object} Examination
 * @property {string} url
 * @property {ReturnType<typeof import('./shops.js').shopOf>} shop
 * @property {import('playwright').Browser} browser
 * @property {(what: string, holds: boolean, found?: unknown) => boolean} check
 */

/**
 * Uses an example as its customers do: signed out, signed in, as another customer, on a phone.
 * @param {Examination} examination
 */
export async function examine({ url, shop, browser, check }) {
  await signedOut({ url, shop, browser, check });
  await switchCustomers({ url, shop, browser, check });
  for (const width of [1200, 320]) await reload({ url, shop, browser, check, width });
  await refresh({ url, shop, browser, check });
  if (shop.rendersOnServer) await renderOnServer({ url, shop, browser, check });
}

/** @param {Examination} examination */
async function signedOut({ url, shop, browser, check }) {
  const { page, quiet, close } = await visit(browser, url);
  check('a signed-out customer sees how to sign in', (await page.getByRole('heading', { name: 'Sign in to see your usage' }).count()) === 1);
  check('a signed-out customer sees no usage', (await page.locator('.mf-widget').count()) === 0);
  const { status } = await fetch(`${url}${shop.api}?page=1&limit=10`);
  check('a signed-out request gets status 401', status === 401, status);
  await quiet(check, 'signed out');
  await close();
}

/** Signs in two customers in one browser, one after the other. @param {Examination} examination */
async function switchCustomers({ url, shop, browser, check }) {
  const { page, quiet, close } = await visit(browser, url);
  for (const who of /** @type {const} */ (['ada', 'bo'])) {
    await signIn(page, who);
    await sees({ page, who, shop, check });
    await quiet(check, who);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to see your usage' }).waitFor();
    check(`nothing of ${who} stays visible after sign-out`, (await page.locator('.mf-widget').count()) === 0);
  }
  await quiet(check, 'signed out again');
  await close();
}

/** @param {import('playwright').Page} page @param {'ada' | 'bo'} who */
async function signIn(page, who) {
  await page.getByRole('button', { name: `Sign in as ${names[who]}` }).click();
  await settled(page);
}

/** @param {{ page: import('playwright').Page, who: 'ada' | 'bo' } & Pick<Examination, 'shop' | 'check'>} view */
async function sees({ page, who, shop, check }) {
  const { names: meters, figures } = shop.sees[who];
  const shown = await page.locator('.mf-usage-name').allTextContents();
  check(`${who} sees every meter, and none of another customer`, JSON.stringify(shown) === JSON.stringify(meters), shown);
  const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  const missing = figures.filter((figure) => !text.includes(figure));
  check(`${who} sees the right figures and bill`, missing.length === 0, { missing, text });
}

/** Loads the page for a customer who is already signed in. @param {Examination & { width: number }} examination */
async function reload({ url, shop, browser, check, width }) {
  const { page, quiet, requested, close } = await visit(browser, url, { viewport: { width, height: 800 } });
  await signIn(page, 'ada');
  await page.addInitScript(() => {
    const shifts = Object.assign(globalThis, { shifts: /** @type {unknown[]} */ ([]) }).shifts;
    new PerformanceObserver((list) => void shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  });
  // The page after the sign-in is rendered in the browser, which loads charts after the meters.
  await page.waitForLoadState('networkidle');
  requested.length = 0;
  await page.reload();
  await settled(page);
  await page.waitForTimeout(450);
  const shifts = await page.evaluate(() => /** @type {{ shifts: unknown[] }} */ (/** @type {unknown} */ (globalThis)).shifts.length);
  check(`nothing moves while the page loads at ${width} px`, shifts === 0, shifts);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`nothing is wider than ${width} px`, wide === width, wide);
  if (shop.rendersOnServer) {
    const again = requested.filter((address) => address.includes(shop.api.replace(/\/meters$/, '')));
    check('the browser repeats no request of the server', again.length === 0, again);
  }
  await page.addScriptTag({ path: axe });
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
    check(`axe finds no violation in ${colorScheme} colors at ${width} px`, violations.length === 0, violations);
  }
  await quiet(check, `at ${width} px`);
  await close();
}

/** Waits for the widgets to refresh through the example's own server. @param {Examination} examination */
async function refresh({ url, shop, browser, check }) {
  const { page, quiet, requested, close } = await visit(browser, url);
  await signIn(page, 'ada');
  await page.clock.install();
  await page.reload();
  await settled(page);
  requested.length = 0;
  const response = page.waitForResponse((candidate) => candidate.url().includes(shop.api), { timeout: 5000 }).catch(() => undefined);
  await page.clock.fastForward(61_000);
  const status = (await response)?.status();
  check('the widgets refresh after a minute', status === 200, status ?? 'no request');
  await sees({ page, who: 'ada', shop, check });
  await quiet(check, 'a minute later');
  await close();
}

/** Checks the server's HTML before any script runs, and after hydration. @param {Examination} examination */
async function renderOnServer({ url, shop, browser, check }) {
  const read = async (/** @type {'ada' | 'bo'} */ who) => {
    const response = await fetch(url, { headers: { Cookie: `user=${who}` } });
    return { who, html: await response.text(), headers: JSON.stringify([...response.headers]) };
  };
  // At the same time, because one process must not mix the pages of several customers.
  const pages = await Promise.all(/** @type {const} */ (['ada', 'bo', 'ada', 'bo', 'ada', 'bo']).map(read));
  const wrong = pages.filter(({ who, html }) => {
    const others = shop.sees[who === 'ada' ? 'bo' : 'ada'].names;
    // Scripts contain the same names, as data for hydration.
    const visible = html.replace(/<script\b.*?<\/script>/gs, '');
    return !shop.sees[who].names.every((name) => visible.includes(name)) || others.some((name) => html.includes(name));
  });
  check('the HTML of each customer has their own bars only', wrong.length === 0, wrong.map(({ who }) => who));
  check('the HTML contains no token', pages.every(({ html, headers }) => !`${html}${headers}`.includes('polar_')));

  const scriptless = await browser.newContext({ ...contextOptions, javaScriptEnabled: false });
  const plain = await scriptless.newPage();
  await plain.goto(url);
  await plain.getByRole('button', { name: 'Sign in as Ada' }).click();
  await plain.locator('.mf-usage').first().waitFor();
  await sees({ page: plain, who: 'ada', shop, check });
  await scriptless.close();

  // A browser that would format dates and numbers differently has to keep what the server wrote.
  const { page, quiet, close } = await visit(browser, url, { locale: 'de-DE', timezoneId: 'Pacific/Kiritimati' });
  await signIn(page, 'ada');
  await page.reload();
  await settled(page);
  await page.waitForTimeout(300);
  await sees({ page, who: 'ada', shop, check });
  await quiet(check, 'in another language and time zone');
  await close();
}
