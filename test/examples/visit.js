import { contextOptions } from '../../scripts/chromium.js';

/** Opens an address in a browser that has never been there, and listens to everything that comes and goes. */
export async function visit(browser, url, options = {}) {
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  const [printed, failed, leaks, asked] = [[], [], [], []];
  const answered = new WeakSet();

  page.on('console', (message) => printed.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => printed.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Chromium now and then calls a request aborted whose whole answer a script has read as a stream.
    const isHarmless = answered.has(request) && request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!isHarmless) failed.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
  });
  // On its way here every answer is whole: the browser itself forgets it with the page that asked.
  await context.route('**/*', async (route) => {
    const request = route.request();
    asked.push(request.url());
    look(`a request to ${request.url()}`, `${request.url()}${JSON.stringify(await request.allHeaders())}${request.postData() ?? ''}`);
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    const isScript = request.resourceType() === 'script';
    look(`headers of ${request.url()}`, JSON.stringify(response.headersArray()));
    // The library's own code names the kinds of tokens.
    look(`the body of ${request.url()}`, isScript ? (/polar_(?:oat|cst|mst)_\w+/.exec(body)?.[0] ?? '') : body);
    if (response.status() >= 400) failed.push(`${response.status()} ${request.url()}`);
    answered.add(request);
    await route.fulfill({ response });
  });

  function look(where, text) {
    if (text.includes('polar_')) leaks.push(where);
  }

  /** Says whether all that came and went since the page was opened was as it should be. */
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
  return { page, asked, quiet, close: () => context.unrouteAll({ behavior: 'ignoreErrors' }).then(() => context.close()) };
}

/** Waits until everything on the page has its answer. */
export async function settled(page) {
  await page.locator('section[aria-label="Usage"][aria-busy="false"]').waitFor();
  await page.locator('section[aria-label="Billing"][aria-busy="false"]').waitFor();
}
