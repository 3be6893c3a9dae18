import { contextOptions } from '../../scripts/chromium.js';

/**
 * Opens a URL in a new browser context, and records its console output and traffic.
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {import('playwright').BrowserContextOptions} [options]
 */
export async function visit(browser, url, options = {}) {
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  /** @type {Record<'printed' | 'failed' | 'leaks' | 'requested', string[]>} */
  const { printed, failed, leaks, requested } = { printed: [], failed: [], leaks: [], requested: [] };
  const complete = new WeakSet();

  page.on('console', (message) => printed.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => printed.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Chromium sometimes reports a request as aborted although a script has read the whole response as a stream.
    const isHarmless = complete.has(request) && request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!isHarmless) failed.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
  });
  // Responses are read on their way to the browser, which forgets a body when its page is left.
  await context.route('**/*', async (route) => {
    const request = route.request();
    requested.push(request.url());
    look(`a request to ${request.url()}`, `${request.url()}${JSON.stringify(await request.allHeaders())}${request.postData() ?? ''}`);
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    const isScript = request.resourceType() === 'script';
    look(`headers of ${request.url()}`, JSON.stringify(response.headersArray()));
    // Scripts contain the prefixes of tokens in the library's own code.
    look(`the body of ${request.url()}`, isScript ? (/polar_(?:oat|cst|mst)_\w+/.exec(body)?.[0] ?? '') : body);
    if (response.status() >= 400) failed.push(`${response.status()} ${request.url()}`);
    complete.add(request);
    await route.fulfill({ response });
  });

  /** @param {string} where @param {string} text */
  function look(where, text) {
    if (text.includes('polar_')) leaks.push(where);
  }

  /**
   * Checks the console and the traffic since the last call.
   * @param {(what: string, holds: boolean, found?: unknown) => boolean} check
   * @param {string} when
   */
  async function quiet(check, when) {
    await page.waitForLoadState('networkidle');
    const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.documentElement.outerHTML]));
    look('the page or its storage', kept);
    look('cookies', JSON.stringify(await context.cookies()));
    check(`${when}: the console is empty`, printed.length === 0, printed);
    check(`${when}: no request fails`, failed.length === 0, failed);
    check(`${when}: no token is anywhere in the browser`, leaks.length === 0, leaks);
    for (const list of [printed, failed, leaks]) list.length = 0;
  }

  await page.goto(url);
  await page.getByRole('heading').first().waitFor();
  return { page, requested, quiet, close: () => context.unrouteAll({ behavior: 'ignoreErrors' }).then(() => context.close()) };
}

/** Waits until both widgets have loaded. @param {import('playwright').Page} page */
export async function settled(page) {
  await page.locator('[role=region][aria-label="Usage"][aria-busy="false"]').waitFor();
  await page.locator('[role=region][aria-label="Billing"][aria-busy="false"]').waitFor();
}
