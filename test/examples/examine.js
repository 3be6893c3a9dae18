import { createRequire } from 'node:module';
import { contextOptions } from '../../scripts/chromium.js';
import { settled, visit } from './visit.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const names = { ada: 'Ada', bo: 'Bo' };

/** Goes through an example as its customers do: signed out, signed in, as somebody else, on a phone. */
export async function examine({ url, shop, browser, check }) {
  await signedOut({ url, shop, browser, check });
  await oneAfterTheOther({ url, shop, browser, check });
  for (const width of [1200, 320]) await comingBack({ url, shop, browser, check, width });
  await aMinuteLater({ url, shop, browser, check });
  if (shop.rendersOnServer) await fromTheServer({ url, shop, browser, check });
}

async function signedOut({ url, shop, browser, check }) {
  const { page, quiet, close } = await visit(browser, url);
  check('without a sign-in it says how to sign in', (await page.getByRole('heading', { name: 'Sign in to see your usage' }).count()) === 1);
  check('without a sign-in it shows no usage', (await page.locator('.mf-widget').count()) === 0);
  const { status } = await fetch(`${url}${shop.api}?page=1&limit=10`);
  check('without a sign-in its server answers 401', status === 401, status);
  await quiet(check, 'signed out');
  await close();
}

/** Two customers in one browser. */
async function oneAfterTheOther({ url, shop, browser, check }) {
  const { page, quiet, close } = await visit(browser, url);
  for (const who of ['ada', 'bo']) {
    await signIn(page, who);
    await sees({ page, who, shop, check });
    await quiet(check, who);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to see your usage' }).waitFor();
    check(`once ${who} has signed out nothing is left of what was shown`, (await page.locator('.mf-widget').count()) === 0);
  }
  await quiet(check, 'signed out again');
  await close();
}

async function signIn(page, who) {
  await page.getByRole('button', { name: `Sign in as ${names[who]}` }).click();
  await settled(page);
}

async function sees({ page, who, shop, check }) {
  const { names: meters, figures } = shop.sees[who];
  const shown = await page.locator('.mf-usage-name').allTextContents();
  check(`${who} sees every meter, and none of another customer`, JSON.stringify(shown) === JSON.stringify(meters), shown);
  const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  const missing = figures.filter((figure) => !text.includes(figure));
  check(`${who} sees the right figures and bill`, missing.length === 0, { missing, text });
}

/** The page loads for somebody who is signed in already. */
async function comingBack({ url, shop, browser, check, width }) {
  const { page, quiet, asked, close } = await visit(browser, url, { viewport: { width, height: 800 } });
  await signIn(page, 'ada');
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  });
  asked.length = 0;
  await page.reload();
  await settled(page);
  await page.waitForTimeout(450);
  const shifts = await page.evaluate(() => globalThis.shifts);
  check(`nothing moves while it loads at ${width} px`, shifts.length === 0, shifts);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`nothing is wider than ${width} px`, wide === width, wide);
  if (shop.rendersOnServer) {
    const again = asked.filter((address) => address.includes(shop.api.replace(/\/meters$/, '')));
    check('the browser asks nothing that the server has asked', again.length === 0, again);
  }
  await page.addScriptTag({ path: axe });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
    check(`axe has no word against it by ${colorScheme} at ${width} px`, violations.length === 0, violations);
  }
  await quiet(check, `at ${width} px`);
  await close();
}

/** Widgets ask again by themselves, through the example's own server. */
async function aMinuteLater({ url, shop, browser, check }) {
  const { page, quiet, asked, close } = await visit(browser, url);
  await signIn(page, 'ada');
  await page.clock.install();
  await page.reload();
  await settled(page);
  asked.length = 0;
  const answer = page.waitForResponse((response) => response.url().includes(shop.api), { timeout: 5000 }).catch(() => undefined);
  await page.clock.fastForward(61_000);
  const status = (await answer)?.status();
  check('a minute later it asks again', status === 200, status ?? 'no request');
  await sees({ page, who: 'ada', shop, check });
  await quiet(check, 'a minute later');
  await close();
}

/** What the server's HTML says before any script, and what scripts make of it. */
async function fromTheServer({ url, shop, browser, check }) {
  const read = async (who) => {
    const response = await fetch(url, { headers: { Cookie: `user=${who}` } });
    return { who, html: await response.text(), headers: JSON.stringify([...response.headers]) };
  };
  // In one moment: what one process answers to several customers does not mix.
  const answers = await Promise.all(['ada', 'bo', 'ada', 'bo', 'ada', 'bo'].map(read));
  const wrong = answers.filter(({ who, html }) => {
    const others = shop.sees[who === 'ada' ? 'bo' : 'ada'].names;
    // The same names are in its scripts, for the widgets to go on with.
    const drawn = html.replace(/<script\b.*?<\/script>/gs, '');
    return !shop.sees[who].names.every((name) => drawn.includes(name)) || others.some((name) => html.includes(name));
  });
  check('the HTML of each customer has her or his bars, and nobody else’s', wrong.length === 0, wrong.map(({ who }) => who));
  check('the HTML has no token', answers.every(({ html, headers }) => !`${html}${headers}`.includes('polar_')));

  const scriptless = await browser.newContext({ ...contextOptions, javaScriptEnabled: false });
  const plain = await scriptless.newPage();
  await plain.goto(url);
  await plain.getByRole('button', { name: 'Sign in as Ada' }).click();
  await plain.locator('.mf-usage').first().waitFor();
  await sees({ page: plain, who: 'ada', shop, check });
  await scriptless.close();

  // Where a browser would write dates and numbers otherwise, it has to take what the server wrote.
  const { page, quiet, close } = await visit(browser, url, { locale: 'de-DE', timezoneId: 'Pacific/Kiritimati' });
  await signIn(page, 'ada');
  await page.reload();
  await settled(page);
  await page.waitForTimeout(300);
  await sees({ page, who: 'ada', shop, check });
  await quiet(check, 'in another language and time zone');
  await close();
}
