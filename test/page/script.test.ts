import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../demo/listen';
import { buildElements } from '../../scripts/embed.js';
import { type ScriptPage, serveScriptPage } from '../embed/scriptPage';
import { bars, counterOf, serveBrowser, settled, visit } from './browser';

serveBrowser();

const usage = '<meterface-usage server="API" scope="ada" time-zone="UTC" token="TOKEN"></meterface-usage>';
const billing = '<meterface-billing server="API" scope="ada" time-zone="UTC" token="TOKEN"></meterface-billing>';
const tag = '<script defer src="CDN/meterface.js"></script>';

async function open(html: string, change: Partial<ScriptPage> = {}) {
  const site = Object.assign(await serveScriptPage(), change, { html: `<!doctype html><html lang="en"><title>Shop</title>${html}` });
  const visited = await visit(site.url);
  return { ...visited, site, downloads: () => visited.requests.filter((request) => request.includes(site.cdn)).map((request) => request.slice(request.lastIndexOf('/') + 1)) };
}

describe('the script on a page without a bundler', () => {
  it('shows usage and bills, and sends each request once', async () => {
    const { page, printed, requests, downloads } = await open(`${tag}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
    expect(new Set(requests).size).toBe(requests.length);
    expect(downloads()).toEqual(['meterface.js', 'meterface-billing.js', 'meterface-linedetails.js']);
    expect(await page.locator('[suppresshydrationwarning]').count()).toBe(0);
    expect(printed).toEqual([]);
  });

  it('downloads one file when the page shows no bills', async () => {
    const { page, downloads } = await open(`${tag}${usage}`);
    await bars(page).first().waitFor();
    expect(downloads()).toEqual(['meterface.js']);
  });

  it('creates no Error object while nothing fails, because V8 parses the whole script again for the stack of the first one', async () => {
    const count = '<script>made = []; for (const name of ["Error", "TypeError", "RangeError"]) globalThis[name] = new Proxy(globalThis[name], { construct(...given) { made.push(name); return Reflect.construct(...given); } })</script>';
    const { page } = await open(`${count}${tag}${usage}${billing}`);
    await settled(page);
    expect(await page.evaluate('made')).toEqual([]);
  });

  it('downloads the code of tables and the data at the same time, for a list that is expected to be long', async () => {
    const site = Object.assign(await serveScriptPage(), { html: `<!doctype html><html lang="en"><title>Shop</title>${tag}${usage.replace('token=', 'expected="12" token=')}` });
    const { page } = await visit('about:blank');
    const downloaded = page.waitForRequest('**/meterface-views.js');
    // The data waits for that request, so a page that requested the code only after the data would never show either.
    await page.route('**/customer-portal/meters/**', async (route) => {
      await downloaded;
      await route.continue();
    });
    await page.goto(site.url);
    await bars(page).first().waitFor();
    expect(await bars(page).count()).toBe(5);
  });

  it.each([
    ['async', '<script async src="CDN/meterface.js"></script>'],
    ['before the elements', '<script src="CDN/meterface.js"></script>'],
    ['as a module', '<script type="module" src="CDN/meterface.mjs"></script>'],
    ['twice, as a script and as a module', `${tag}<script type="module" src="CDN/meterface.mjs"></script>`],
  ])('works when it is loaded %s', async (_, script) => {
    const { page, printed } = await open(`${script}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('shows its special characters if its tag names an encoding other than UTF-8 and its host sends no charset', async () => {
    const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' };
    const { page } = await open(`${tag.replace('defer', 'defer charset="windows-1252"')}${usage}${billing}`, { headers });
    await settled(page);
    const text = await page.evaluate(() => [...document.body.children].map((element) => element.shadowRoot?.textContent ?? '').join(''));
    expect(text).toContain('\u00a0· ');
    expect(text).not.toMatch(/[Ââ]/);
  });

  it('downloads its parts on a page that has added to `Object.prototype`', async () => {
    const { page } = await open(`<script>Object.prototype.each = 'old'; Array.prototype.last = 'old'</script>${tag}${usage}${billing}`);
    await page.getByText('$43.41').first().waitFor();
    await expect.poll(() => bars(page).count()).toBe(5);
  });

  it.each(['meterface.js', 'meterface.mjs'])('works on a page that is opened as a file, with %s on a host', async (name) => {
    const site = await serveScriptPage();
    const folder = await mkdtemp(join(tmpdir(), 'meterface-file-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'shop.html');
    const script = name.endsWith('.mjs') ? `<script type="module" src="${site.cdn}/${name}"></script>` : `<script defer src="${site.cdn}/${name}"></script>`;
    const access = `server="${site.api}" scope="ada" time-zone="UTC" token="${site.demo.createSession('ada').token}"`;
    await writeFile(file, `<!doctype html><html lang="en"><title>Shop</title>${script}<meterface-usage ${access}></meterface-usage><meterface-portal ${access}><meterface-billing></meterface-billing></meterface-portal>`);
    const { page, printed } = await visit('about:blank');
    await page.goto(pathToFileURL(file).href);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
    expect(printed).toEqual([]);
  });

  it('works on a page that is opened as a file, with all files of the script beside it', async () => {
    const site = await serveScriptPage();
    const folder = await mkdtemp(join(tmpdir(), 'meterface-file-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const [name, code] of await buildElements()) await writeFile(join(folder, name), code);
    const access = `server="${site.api}" scope="ada" time-zone="UTC" token="${site.demo.createSession('ada').token}"`;
    await writeFile(join(folder, 'shop.html'), `<!doctype html><html lang="en"><title>Shop</title><script defer src="meterface.js"></script><meterface-usage ${access}></meterface-usage><meterface-billing ${access}></meterface-billing>`);
    const { page } = await visit('about:blank');
    await page.goto(pathToFileURL(join(folder, 'shop.html')).href);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
  });

  it.each([
    ['a document', '<img name="host">WIDGET'],
    ['a document', '<form name="parentNode"></form>WIDGET'],
    ['a document', '<iframe name="defaultView"></iframe>WIDGET'],
    ['a form', '<form><input name="parentNode">WIDGET</form>'],
    ['a form', '<form><input name="matches">WIDGET</form>'],
  ])('works and prints nothing where an element shadows a property of %s: %s', async (_, markup) => {
    const { page, printed } = await open(`${markup.replace('WIDGET', usage.replace('token=', 'top-up-url="/top-up" token='))}${tag}`);
    // Waiting for a bar would fail: a skeleton's bar is in no list, so Playwright calls `matches` of all elements around it.
    await page.locator('[role="region"][aria-label="Usage"][aria-busy="false"]').waitFor();
    await page.evaluate("document.querySelector('meterface-usage').click()");
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it.each(['<img name="currentScript" src="EVIL/picture.png">', '<embed name="currentScript" src="EVIL/picture.png">', '<iframe name="currentScript" src="EVIL/page.html"></iframe>'])('downloads nothing from the URL in %s, an element that shadows document.currentScript', async (markup) => {
    const requested: string[] = [];
    const evil = await listen(({ url }) => {
      requested.push(new URL(url).pathname);
      return new Response('document.title = "Taken over"', { headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' } });
    });
    onTestFinished(() => evil.close());
    const { page } = await open(`${markup.replace('EVIL', evil.url)}${tag}${usage}${billing}`);
    await bars(page).first().waitFor();
    await expect.poll(() => page.locator('meterface-billing').evaluate((element) => element.shadowRoot?.querySelector('[data-code=unreachable], [aria-busy=false]') !== null)).toBe(true);
    expect(requested.filter((path) => path.startsWith('/meterface'))).toEqual([]);
    expect(await page.title()).toBe('Shop');
  });

  it('works when a consent tool adds it later', async () => {
    const { page, site } = await open(`${usage}${billing}`);
    expect(await bars(page).count()).toBe(0);
    await page.evaluate((src) => document.head.append(Object.assign(document.createElement('script'), { src })), `${site.cdn}/meterface.js`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
  });

  it('works under the strictest policy with a nonce and Trusted Types', async () => {
    const { page, printed } = await open(`<script defer nonce="NONCE" src="CDN/meterface.js"></script>${usage}${billing}`, { isStrict: true });
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('loads its second file from a host without CORS headers', async () => {
    const { page } = await open(`${tag}${usage}${billing}`, { headers: {} });
    await settled(page);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
  });

  it('shows a notice if its second file is missing, and loads it on “Try again”', async () => {
    const { page, site } = await open(`${tag}${billing}`, { missing: new Set(['meterface-billing.js']) });
    const retry = page.getByRole('button', { name: /Try again/ });
    await retry.waitFor();
    site.missing.clear();
    await retry.click();
    await page.getByText('$43.41').first().waitFor();
  });
});

describe('the script beside other code', () => {
  it('sends no more requests for 500 elements than for one, and shows all 500', async () => {
    const one = '<meterface-meter time-zone="UTC" refresh-every="0"></meterface-meter>';
    const requestsFor = async (count: number) => {
      const { page, requests } = await open(`${tag}<meterface-portal server="API" scope="ada" refresh-every="0" token="TOKEN">${one.repeat(count)}</meterface-portal>`);
      await expect.poll(() => page.locator('.mf-usage-track').count()).toBe(count);
      return requests.filter((request) => request.includes('/customer-portal/')).length;
    };
    expect([await requestsFor(1), await requestsFor(500)]).toEqual([3, 3]);
  });

  it('leaves nothing after 1,000 elements were added and removed', async () => {
    const { page } = await open(`${tag}<main></main>${usage}`);
    await bars(page).first().waitFor();
    const count = await counterOf(page);
    const visits = (times: number) => page.evaluate(async (times) => {
      const kept = document.querySelector('meterface-usage')!;
      for (let visit = 0; visit < times; visit += 1) {
        const element = document.createElement('meterface-usage');
        for (const name of ['server', 'scope', 'time-zone']) element.setAttribute(name, kept.getAttribute(name)!);
        document.querySelector('main')!.append(element);
        if (visit % 2 === 0) await Promise.resolve();
        if (visit % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        element.remove();
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }, times);
    await visits(20);
    const [nodes = 0, listeners = 0] = await count();
    await visits(1000);
    await expect.poll(async () => Math.max((await count())[0]! - nodes, (await count())[1]! - listeners)).toBeLessThan(100);
  });

  it('works beside another build of itself, which defines no element again', async () => {
    const other = '<script src="CDN/meterface.js"></script><script>customElements.define = ((define) => function (name, ...rest) { if (this.get(name)) throw new Error(name); return define.call(this, name, ...rest); })(customElements.define);</script><script src="CDN/meterface-other.js"></script>';
    const { page, printed } = await open(`${other}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('loads with an integrity attribute', async () => {
    const { page, printed } = await open(`<script defer crossorigin integrity="HASH" src="CDN/meterface.js"></script>${usage}`);
    await bars(page).first().waitFor();
    expect(printed).toEqual([]);
  });

  it('works where old libraries have replaced built-in methods', async () => {
    const replace = () => {
      const method = { value: () => 'replaced', writable: true, configurable: true };
      for (const [prototype, names] of [[Array.prototype, ['toJSON', 'each', 'first', 'last']], [String.prototype, ['toJSON', 'sub', 'gsub']], [Element.prototype, ['hide', 'show', 'visible']]] as const) {
        for (const name of names) Object.defineProperty(prototype, name, { ...method, enumerable: true });
      }
      // Prototype.js 1.6 and 1.7: `entries` copies an array, and `Array.from` ignores its map argument.
      Object.assign(Array.prototype, { entries(this: unknown[]) { return this.slice(); } });
      Array.from = ((items: Iterable<unknown>) => [...items]) as typeof Array.from;
      Object.assign(window, { $: () => null, jQuery: () => null });
    };
    const { page, printed } = await open(`<script>(${String(replace)})()</script>${tag}${usage}${billing}`);
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(printed).toEqual([]);
  });

  it('draws cards and rings with their styles', async () => {
    const as = (more: string) => usage.replace('<meterface-usage', `<meterface-usage ${more}`);
    const { page, printed } = await open(`${tag}${as('layout="cards"')}${as('variant="ring"')}`);
    await page.locator('[data-layout=cards]').waitFor();
    expect(await page.locator('[data-layout=cards]').evaluate((list) => getComputedStyle(list).display)).toBe('grid');
    await page.locator('.mf-ring').first().waitFor();
    expect(await page.locator('.mf-ring').first().evaluate((ring) => getComputedStyle(ring).display)).toBe('grid');
    expect(printed).toEqual([]);
  });

  const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/quick-start-html.md'), 'utf8');
  it.each(['usage', 'billing', 'meter', 'amount-due', 'usage,billing'])('moves nothing on a first or second visit, on a page with %s and the styles of the guide', async (names) => {
    const style = `<style>body { font: 16px 'Liberation Sans' } ${/```css\n(.*?)```/s.exec(guide)![1]}</style>`;
    const inner = names.split(',').map((name) => `<section>${usage.replaceAll('meterface-usage', `meterface-${name}`)}</section>`).join('');
    const { page } = await open(`${style}${tag}<main>${inner}<p>Below</p></main>`);
    const moved = async () => {
      await page.waitForFunction((count) => [...document.querySelectorAll('section > *')].filter(({ shadowRoot }) => shadowRoot?.querySelector('[aria-busy=false]')).length === count, names.split(',').length);
      return page.evaluate(() => new Promise<string[]>((resolve) => {
        const found: string[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number; sources: Array<{ node: Element | null }> }>) found.push(`${entry.value} ${entry.sources.map(({ node }) => node?.localName).join()}`);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(found), 500);
      }));
    };
    expect(await moved()).toEqual([]);
    await page.reload();
    expect(await moved()).toEqual([]);
  });

  it.each([
    ['React', (host: HTMLElement) => {
      // React sets properties and children before it appends the whole tree.
      const element = document.createElement('meterface-usage');
      Object.assign(element, { pageSize: 2 });
      element.append(Object.assign(document.createElement('h3'), { slot: 'header', textContent: 'Mine' }));
      host.append(element);
      return element;
    }],
    ['Vue', (host: HTMLElement) => {
      // Vue adds children, and sets a property if the element has one, before it inserts the element.
      const element = document.createElement('meterface-usage');
      element.append(Object.assign(document.createElement('h3'), { slot: 'header', textContent: 'Mine' }));
      for (const [name, value] of Object.entries({ pageSize: 2 })) if (name in element) Reflect.set(element, name, value);
      host.insertBefore(element, null);
      return element;
    }],
    ['Svelte', (host: HTMLElement) => {
      // Svelte clones a template and imports it, then sets properties after it is in the page.
      const template = document.createElement('template');
      template.innerHTML = '<meterface-usage><h3 slot="header">Mine</h3></meterface-usage>';
      const element = document.importNode(template.content, true).firstChild as HTMLElement;
      host.append(element);
      Object.assign(element, { pageSize: 2 });
      return element;
    }],
  ])('shows an element that a page creates as %s does', async (_, create) => {
    const { page, printed } = await open(`${tag}<meterface-portal server="API" scope="ada" time-zone="UTC" token="TOKEN"></meterface-portal>`);
    await page.waitForFunction(() => customElements.get('meterface-usage') !== undefined);
    await page.evaluate(`(${String(create)})(document.querySelector('meterface-portal')) && undefined`);
    await expect.poll(() => bars(page).count()).toBe(2);
    expect(await page.getByRole('heading').allTextContents()).toEqual(['Mine']);
    expect(printed).toEqual([]);
  });
});
