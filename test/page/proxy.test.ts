import { describe, expect, it } from 'vitest';
import { bars, barsOf, serveFile, settled, resourcesOf, visit } from './browser';

const server = serveFile();
const pageOf = (customer: string, more = '') => `${server().url}?customer=${customer}${more}`;

describe('the login of the page', () => {
  it('lets two tabs of one browser show two customers', async () => {
    const { page: first } = await visit(pageOf('ada', '&refresh=1'));
    await settled(first);
    const second = await first.context().newPage();
    await second.goto(pageOf('eve', '&refresh=1'));
    await settled(second);
    // Both pages refresh again, with their own cookies.
    await first.waitForTimeout(2000);
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

  it('gives access to the data of its own customer only', async () => {
    const { page } = await visit(pageOf('ada'));
    await settled(page);
    const status = (path: string) => page.evaluate(async (path) => (await fetch(path)).status, path);
    expect([await status('/api/portal/ada/meters'), await status('/api/portal/bo/meters'), await status('/api/portal/meters')]).toEqual([200, 401, 401]);
    // The cookie identifies the customer; the path only selects the cookie.
    const [{ name, value } = { name: '', value: '' }] = await page.context().cookies(`${server().url}api/portal/ada`);
    const get = async (path: string, cookie: string) => (await fetch(`${server().url}api/portal/${path}/meters?query=tokens`, { headers: { Cookie: cookie } })).text();
    const [own, borrowed, guessed] = await Promise.all([get('ada', `${name}=${value}`), get('bo', `${name}=${value}`), get('bo', `${name}=bo`)]);
    const idOf = (text: string) => (JSON.parse(text) as { items: { id: string }[] }).items[0]?.id;
    expect(idOf(borrowed)).toBe(idOf(own));
    expect(guessed).toContain('Unauthorized');
  });

  it('is useless to another site', async () => {
    const { page } = await visit(pageOf('ada'));
    await settled(page);
    // Cookies ignore ports, so the browser sends the cookie from another port of this machine.
    await page.goto(`${server().api}/elsewhere`);
    const tries = await page.evaluate(async (url) => {
      const attempt = (init: RequestInit) => fetch(url, { credentials: 'include', ...init }).then(({ status, type }) => `${type} ${status}`, () => 'blocked');
      return [await attempt({}), await attempt({ mode: 'no-cors' })];
    }, `${server().url}api/portal/ada/meters`);
    expect(tries).toEqual(['blocked', 'blocked']);
    // A link on that site leads to a 403.
    const [response] = await Promise.all([
      page.waitForResponse(/api\/portal/),
      page.evaluate((url) => location.assign(url), `${server().url}api/portal/ada/meters`),
    ]);
    expect([response.status(), (await response.request().allHeaders())['cookie'] === undefined]).toEqual([403, false]);
  });
});

describe('the session behind the proxy', () => {
  it('is renewed by the proxy when it expires, and the page gets only status 200', async () => {
    const statuses: number[] = [];
    const { page } = await visit(pageOf('ada', '&refresh=1'), {}, async (page) => {
      page.on('response', (response) => response.url().includes('/api/portal/') && statuses.push(response.status()));
    });
    await settled(page);
    const before = server().demo.calls.length;
    server().demo.expireSessions();
    const after = () => server().demo.calls.slice(before);
    await expect.poll(() => after().filter(({ path, status }) => path.startsWith('/v1/customer-portal/') && status === 200).length, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(after().some(({ status }) => status === 401)).toBe(true);
    expect(after().filter(({ path }) => path === '/v1/customer-sessions/')).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await bars(page).count()).toBe(5);
  });
});

describe('the links between proxy and direct mode', () => {
  it('work with the keyboard, mark the current mode and keep the customer', async () => {
    const { page, requests } = await visit(pageOf('eve'));
    await settled(page);
    const links = page.getByRole('navigation', { name: 'How this page loads data' }).getByRole('link');
    const current = async () => [await links.evaluateAll((all) => all.map((way) => [way.textContent, way.ariaCurrent])), await page.getByText('This browser holds').textContent()];
    expect(await current()).toEqual([[['Through the proxy', 'page'], ['Directly from Polar', null]], 'This browser holds no token']);
    await page.getByRole('link', { name: 'Mia' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Directly from Polar');
    expect(await links.nth(1).evaluate((way) => getComputedStyle(way).outlineStyle)).toBe('solid');
    const before = resourcesOf(requests).length;
    await page.keyboard.press('Enter');
    await page.waitForURL(pageOf('eve', '&direct'));
    await settled(page);
    await links.first().waitFor();
    expect(await current()).toEqual([[['Through the proxy', null], ['Directly from Polar', 'page']], 'This browser holds a session token']);
    expect(resourcesOf(requests).length).toBeGreaterThan(before);
    expect(requests.filter((address) => resourcesOf([address]).length > 0).slice(-3).every((address) => address.startsWith(`GET ${server().api}`))).toBe(true);
    await page.getByRole('link', { name: 'Bo' }).click();
    await page.waitForURL(pageOf('bo', '&direct'));
    await settled(page);
    await links.first().click();
    await page.waitForURL(pageOf('bo'));
  });

  it('mark the current mode with forced colors', async () => {
    const { page } = await visit(server().url, { forcedColors: 'active' });
    await settled(page);
    const borders = await page.locator('.modes a').evaluateAll((all) => all.map((way) => getComputedStyle(way).borderTopColor));
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(borders.map((border) => border === paper)).toEqual([false, true]);
  });
});
