import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bars, barsOf, serveFile, settled, thingsOf, visit } from './browser';

const server = serveFile();
const pageOf = (customer: string, more = '') => `${server().url}?customer=${customer}${more}`;

describe('the login of the page', () => {
  it('shows two customers in two tabs of one browser, each by a login of its own', async () => {
    const { page: first } = await visit(pageOf('ada', '&refresh=0.3'));
    await settled(first);
    const second = await first.context().newPage();
    await second.goto(pageOf('eve', '&refresh=0.3'));
    await settled(second);
    await first.waitForTimeout(700);
    expect((await barsOf(first)).map(([name]) => name)).toContain('AI tokens');
    expect((await barsOf(second)).map(([name]) => name)).not.toContain('AI tokens');
    expect(await second.getByText('Nothing due').count()).toBe(1);
    const cookies = await first.context().cookies([`${server().url}api/portal/ada`, `${server().url}api/portal/eve`]);
    expect(cookies.map(({ path, httpOnly, sameSite }) => ({ path, httpOnly, sameSite }))).toEqual([
      { path: '/api/portal/ada', httpOnly: true, sameSite: 'Lax' },
      { path: '/api/portal/eve', httpOnly: true, sameSite: 'Lax' },
    ]);
    expect(new Set(cookies.map(({ value }) => value)).size).toBe(2);
  });

  it('opens the data of nobody else, and none without it', async () => {
    const { page } = await visit(pageOf('ada'));
    await settled(page);
    const status = (path: string) => page.evaluate(async (path) => (await fetch(path)).status, path);
    expect([await status('/api/portal/ada/meters'), await status('/api/portal/bo/meters'), await status('/api/portal/meters')]).toEqual([200, 401, 401]);
    // The cookie says who asks; the path only says which cookie.
    const [{ name, value } = { name: '', value: '' }] = await page.context().cookies(`${server().url}api/portal/ada`);
    const ask = async (path: string, cookie: string) => (await fetch(`${server().url}api/portal/${path}/meters?query=tokens`, { headers: { Cookie: cookie } })).text();
    const [own, borrowed, guessed] = await Promise.all([ask('ada', `${name}=${value}`), ask('bo', `${name}=${value}`), ask('bo', `${name}=bo`)]);
    const idOf = (text: string) => (JSON.parse(text) as { items: { id: string }[] }).items[0]?.id;
    expect(idOf(borrowed)).toBe(idOf(own));
    expect(guessed).toContain('Unauthorized');
  });

  it('is of no use to another site', async () => {
    const { page } = await visit(pageOf('ada'));
    await settled(page);
    // Another port of this machine: the browser takes it for the same site, and sends the cookie.
    await page.goto(`${server().api}/elsewhere`);
    const tries = await page.evaluate(async (url) => {
      const attempt = (init: RequestInit) => fetch(url, { credentials: 'include', ...init }).then(({ status, type }) => `${type} ${status}`, () => 'refused');
      return [await attempt({}), await attempt({ mode: 'no-cors' })];
    }, `${server().url}api/portal/ada/meters`);
    expect(tries).toEqual(['refused', 'refused']);
    // Led there by a link of that site, a reader finds the door closed.
    const [response] = await Promise.all([
      page.waitForResponse(/api\/portal/),
      page.evaluate((url) => location.assign(url), `${server().url}api/portal/ada/meters`),
    ]);
    expect([response.status(), (await response.request().allHeaders())['cookie'] === undefined]).toEqual([403, false]);
  });
});

describe('the session behind the proxy', () => {
  it('is renewed there when it expires: the page gets no other answer than before', async () => {
    const statuses: number[] = [];
    const { page } = await visit(pageOf('ada', '&refresh=0.3'), {}, async (page) => {
      page.on('response', (response) => response.url().includes('/api/portal/') && statuses.push(response.status()));
    });
    await settled(page);
    const before = server().demo.calls.length;
    server().demo.expireSessions();
    await page.waitForTimeout(1200);
    const after = server().demo.calls.slice(before);
    expect(after.some(({ status }) => status === 401)).toBe(true);
    expect(after.filter(({ path }) => path === '/v1/customer-sessions/')).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await bars(page).count()).toBe(5);
  });
});

describe('the switch between proxy and direct', () => {
  it('is worked with the keyboard, says which way is on, and keeps the customer', async () => {
    const { page, asked } = await visit(pageOf('eve'));
    await settled(page);
    const ways = page.getByRole('navigation', { name: 'How this page loads data' }).getByRole('link');
    const current = async () => [await ways.evaluateAll((all) => all.map((way) => [way.textContent, way.ariaCurrent])), await page.getByText('This browser holds').textContent()];
    expect(await current()).toEqual([[['Through the proxy', 'page'], ['Directly from Polar', null]], 'This browser holds no token']);
    await page.getByRole('link', { name: 'Gil' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Directly from Polar');
    expect(await ways.nth(1).evaluate((way) => getComputedStyle(way).outlineStyle)).toBe('solid');
    const before = thingsOf(asked).length;
    await page.keyboard.press('Enter');
    await page.waitForURL(pageOf('eve', '&direct'));
    await settled(page);
    await ways.first().waitFor();
    expect(await current()).toEqual([[['Through the proxy', null], ['Directly from Polar', 'page']], 'This browser holds a session token']);
    expect(thingsOf(asked).length).toBeGreaterThan(before);
    expect(asked.slice(-3).every((address) => address.startsWith(`GET ${server().api}`))).toBe(true);
    await page.getByRole('link', { name: 'Bo' }).click();
    await page.waitForURL(pageOf('bo', '&direct'));
    await settled(page);
    await ways.first().click();
    await page.waitForURL(pageOf('bo'));
  });

  it('shows which way is on without colours of ours', async () => {
    const { page } = await visit(server().url, { forcedColors: 'active' });
    await settled(page);
    const borders = await page.locator('.modes a').evaluateAll((all) => all.map((way) => getComputedStyle(way).borderTopColor));
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(borders.map((border) => border === paper)).toEqual([false, true]);
  });
});

describe('npm start', () => {
  it('says what answers where, and it does', async () => {
    const port = await freePort();
    const lines = await startLines(port);
    expect(lines).toEqual([
      `Usage and billing  http://localhost:${port}/`,
      `  by the proxy     http://localhost:${port}/api/portal, read-only; tokens stay on this server`,
      `  or directly      http://localhost:${port}/?direct, with a session token in the browser`,
      `Polar API          http://localhost:${port + 1}`,
    ]);
    const status = async (address: string) => (await fetch(`http://localhost:${address}`)).status;
    expect([await status(`${port}/`), await status(`${port}/?direct`), await status(`${port}/api/portal/ada/meters`), await status(`${port + 1}/v1/customer-portal/meters/`)]).toEqual([200, 200, 401, 401]);
  });
});

/** A port that nobody has just now; most likely nobody has the next one either. */
async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((resolve) => {
    probe.listen(0, 'localhost', () => resolve((probe.address() as { port: number }).port));
  });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** What `npm start` prints, without the margin; it ends with the test. */
async function startLines(port: number): Promise<string[]> {
  const { POLAR_ACCESS_TOKEN: _token, POLAR_CUSTOMER_EXTERNAL_ID: _id, ...environment } = process.env;
  const script = fileURLToPath(new URL('../../scripts/start.js', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script], { env: { ...environment, PORT: String(port) }, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill());
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await expect.poll(() => text, { timeout: 20_000 }).toMatch(/Polar API .*\n/);
  return text.split('\n').filter((line) => line.startsWith('  ')).map((line) => line.slice(2));
}
