import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, type Listening, listen } from '../../demo/listen';
import { createDemoPolar } from '../../src/testing';
import { bars, type Running, serveFile, settled, startPage, resourcesOf, visit, modes } from './browser';

const accessToken = 'polar_oat_ORGANIZATIONSECRET';
const demo = createDemoPolar({ accessToken, rateLimit: false });

/** Responds instead of the demo while it is set. */
let override: Handler | undefined;
let api: Listening;
let isUp = false;

/** Starts the API, on a free port unless one is given. */
async function goUp(port = 0): Promise<void> {
  api = await listen((request) => (override ?? demo)(request), { host: 'localhost', port });
  isUp = true;
}

async function goDown(): Promise<void> {
  if (isUp) await api.close();
  isUp = false;
}

/** The page as a company runs it: Polar on another server, and the organization token in the environment. */
async function start(): Promise<Running> {
  await goUp();
  const environment = { POLAR_ACCESS_TOKEN: accessToken, POLAR_CUSTOMER_EXTERNAL_ID: 'ada', POLAR_SERVER: api.url };
  const running = await startPage(environment);
  return {
    ...running,
    close: async () => {
      await running.close();
      await goDown();
    },
  };
}

const server = serveFile(start);
const direct = () => `${server().url}?direct`;
const alert = 'main [role=alert]';

afterEach(async () => {
  override = undefined;
  if (!isUp) await goUp(api.port);
});

describe('with the environment of a real customer,', () => {
  it.each(modes)('$mode, the page shows that customer, whatever the URL names', async ({ direct: more }) => {
    const { page, printed } = await visit(`${server().url}?customer=bo${more}`);
    await settled(page);
    expect(server().api).toBe(api.url);
    expect(await page.getByText(/^Image credits: /).count()).toBe(1);
    expect(await page.getByText('Render minutes').count()).toBe(0);
    expect(await page.getByRole('navigation').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual(['How this page loads data']);
    expect(printed).toEqual([]);
  });

  it('the organization token never reaches the browser: not in a page, a script, a request or a response', async () => {
    const seen: string[] = [];
    const bodies: Array<Promise<unknown>> = [];
    // The API's responses are recorded here, because DevTools often has no body for a streamed one.
    override = async (request) => {
      const response = await demo(request);
      seen.push(await response.clone().text());
      return response;
    };
    const { page } = await visit(direct(), {}, async (page) => {
      page.on('request', (request) => seen.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''));
      page.on('response', (response) => {
        seen.push(JSON.stringify(response.headers()));
        if (response.request().method() !== 'OPTIONS') bodies.push(response.text().then((text) => seen.push(text), () => undefined));
      });
    });
    await settled(page);
    await Promise.all(bodies);
    seen.push(await page.content());
    expect(seen.some((text) => text.includes('createRoot('))).toBe(true);
    expect(seen.some((text) => text.includes('"consumed_units"'))).toBe(true);
    expect(seen.some((text) => text.includes('polar_cst_'))).toBe(true);
    expect(seen.filter((text) => /ORGANIZATIONSECRET|polar_oat_\w/.test(text)).map((text) => text.slice(0, 200))).toEqual([]);
  });

  it('the page’s own origin gets a session if signed in, and other sites never do', async () => {
    const { page } = await visit(direct());
    const statuses = await page.evaluate(async () => {
      const status = async (path: string, init: RequestInit) => (await fetch(`/api/session/${path}`, init)).status;
      return [await status('customer', { method: 'POST' }), await status('customer', { method: 'GET' }), await status('ada', { method: 'POST' })];
    });
    expect(statuses).toEqual([200, 403, 401]);
    await page.goto(`${api.url}/elsewhere`);
    const statusesElsewhere: number[] = [];
    page.on('response', (response) => statusesElsewhere.push(response.status()));
    await page.evaluate((url) => fetch(url, { method: 'POST', mode: 'no-cors' }).then(() => undefined), `${server().url}api/session/customer`);
    expect(statusesElsewhere).toEqual([403]);
  });
});

describe('the customer’s session token', () => {
  it('is nowhere on the page: not in its HTML, URL, storage, globals or console', async () => {
    const tokens: string[] = [];
    const consoleTexts: string[] = [];
    const { page, requests } = await visit(`${direct()}&refresh=1`, {}, async (page) => {
      page.on('console', (message) => consoleTexts.push(message.text()));
      page.on('response', async (response) => {
        if (response.url().endsWith('/api/session/customer')) tokens.push(((await response.json()) as { token: string }).token);
      });
    });
    await settled(page);
    // The page refreshes with the same token.
    await page.waitForTimeout(2000);
    const stored = await page.evaluate(async () => {
      const seen = new Set<unknown>();
      const collect = (value: unknown, depth: number): unknown => {
        if (typeof value === 'string') return value;
        if (typeof value !== 'object' || value === null || depth > 3 || seen.has(value) || value instanceof Node || value === window) return null;
        seen.add(value);
        return Object.keys(value).map((key) => collect((value as Record<string, unknown>)[key], depth + 1));
      };
      const ours = Object.keys(window).filter((name) => !/^(document|location|navigator|history)$/.test(name));
      const globals = ours.map((name) => [name, collect((window as unknown as Record<string, unknown>)[name], 0)]);
      const databases = await indexedDB.databases();
      const requests = performance.getEntries().map(({ name }) => name);
      return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, databases, globals, history.state, requests]);
    });
    const everything = [await page.content(), page.url(), stored, ...consoleTexts, ...requests].join('\n');
    expect(tokens).toHaveLength(1);
    expect(everything).not.toContain(tokens[0]);
    expect(everything).not.toMatch(/polar_(cst|mst|oat)_/);
  });

  it('is renewed by the page when it expires, without a visible change', async () => {
    const { page, requests } = await visit(`${direct()}&refresh=1`);
    await settled(page);
    const sessions = () => requests.filter((address) => /^POST .*\/session/.test(address)).length;
    expect(sessions()).toBe(1);
    const alerts = await page.evaluateHandle((selector) => {
      const seen: string[] = [];
      new MutationObserver(() => {
        for (const found of document.querySelectorAll(`${selector}, [data-state=loading]`)) seen.push(found.textContent ?? '');
      }).observe(document.body, { childList: true, subtree: true });
      return seen;
    }, alert);
    const before = demo.calls.length;
    demo.expireSessions();
    await expect.poll(sessions, { timeout: 30_000 }).toBe(2);
    await expect.poll(() => demo.calls.at(-1)?.status).toBe(200);
    const after = demo.calls.slice(before);
    expect(after.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
    expect(after.at(-1)?.status).toBe(200);
    expect(await alerts.jsonValue()).toEqual([]);
    expect(await bars(page).count()).toBe(5);
    expect(sessions()).toBe(2);
  });

  it('leads to a notice with “Try again” if the page does not get one', async () => {
    override = (request) => (request.method === 'POST' ? Response.json({ detail: 'no' }, { status: 403 }) : demo(request));
    const { page } = await visit(direct());
    // Not by its role: only the first widget that fails announces a cause that both have, and either may be first.
    const usage = page.getByRole('region', { name: 'Usage' });
    await usage.getByText("We couldn't confirm your sign-in").waitFor({ timeout: 30_000 });
    override = undefined;
    await usage.getByRole('button', { name: /^Try again/ }).click({ timeout: 30_000 });
    await page.getByText(/^Image credits: .* used/).waitFor();
  });
});

describe.each(modes)('when Polar, requested $mode, fails', ({ direct: more }) => {
  it('at first, the page says so, limits its requests and lets the customer try again', async () => {
    await goDown();
    const { page, printed, requests } = await visit(`${server().url}?refresh=0${more}`);
    await page.locator(alert).first().waitFor({ timeout: 30_000 });
    await expect.poll(() => page.getByText('Loading…').count(), { timeout: 30_000 }).toBe(0);
    expect(requests.filter((address) => address.startsWith('POST ')).length + resourcesOf(requests).length).toBeLessThan(20);
    expect(await page.locator(alert).first().textContent()).toMatch(more === '' ? /ran into a problem/ : /sign-in|reached/);
    await goUp(api.port);
    await page.getByRole('button', { name: /^Try again/ }).first().click();
    await page.getByText(/^Image credits: .* used/).waitFor();
    expect(printed.filter((text) => text.startsWith('thrown'))).toEqual([]);
  });

  it('later, the page keeps its data, says how old it is and recovers automatically', async () => {
    const { page, printed } = await visit(`${server().url}?refresh=1${more}`);
    await settled(page);
    await goDown();
    await page.getByText(/^Couldn't refresh\. Showing data from \d+:\d+ [AP]M\.$/).first().waitFor({ timeout: 30_000 });
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('Lumen Pro').count()).toBe(1);
    await goUp(api.port);
    await expect.poll(() => page.getByText(/Couldn't refresh/).count(), { timeout: 30_000 }).toBe(0);
    expect(await bars(page).count()).toBe(5);
    expect(printed.filter((text) => text.startsWith('thrown'))).toEqual([]);
  });

  it.each(['meters', 'subscriptions'])('for %s only, the page says so, limits its requests and shows the rest', async (resource) => {
    const forbidden = () => Response.json({ error: 'NotPermitted' }, { status: 403, headers: { 'Access-Control-Allow-Origin': '*' } });
    override = (request) => (request.method === 'GET' && request.url.includes(`/customer-portal/${resource}/?`) ? forbidden() : demo(request));
    const { page, requests } = await visit(`${server().url}?refresh=0${more}`);
    await page.getByText("You don't have access to this").waitFor({ timeout: 30_000 });
    await page.getByText(resource === 'meters' ? 'Lumen Pro' : 'Image credits', { exact: true }).waitFor({ timeout: 30_000 });
    await page.waitForTimeout(300);
    expect(requests.filter((address) => new RegExp(`/${resource}/?\\?`).test(address)).length).toBeLessThan(3);
    expect(await page.getByText('Loading…').count()).toBe(0);
  });

  it('with a 500, the page names the cause that the browser lets it see', async () => {
    override = (request) => (request.url.includes('/customer-portal/meters/') ? new Response('Internal Server Error', { status: 500 }) : demo(request));
    const { page } = await visit(`${server().url}?${more}`);
    // A 500 has no CORS headers, so across origins the page cannot tell it from an unreachable server.
    await page.getByText(more === '' ? 'The server ran into a problem' : "We couldn't reach the server").waitFor({ timeout: 30_000 });
    await page.getByText('Lumen Pro').waitFor({ timeout: 30_000 });
    override = undefined;
    await page.getByRole('button', { name: /^Try again/ }).click();
    await page.getByText(/^Image credits: .* used/).waitFor();
  });
});
