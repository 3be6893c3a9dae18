import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveStrictPage, type StrictPage } from '../embed/strict';
import { bars, counterOf, resourcesOf, serveBrowser, settled, visit } from './browser';

serveBrowser();

/** Records every violation of the policy from the start. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => void violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
  });
}

const violationsOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

describe.each(['19', '18'] as const)('elements on a page without React, bundled with React %s, under the strictest policy', (react) => {
  let site: StrictPage;
  beforeAll(async () => {
    site = await serveStrictPage(react);
  });
  afterAll(() => site.close());

  const widgets = (more = '') => {
    const access = `server="API" scope="ada" time-zone="UTC" ${more}`;
    return `<meterface-usage ${access} token="TOKEN"></meterface-usage>\n<meterface-billing ${access} token="TOKEN"></meterface-billing>`;
  };

  async function open(body: string) {
    site.body = body;
    return visit(site.url, {}, watch);
  }

  it('show usage and bills in Meterface’s styles and the page’s font and color without violations', async () => {
    const { page, printed, requests } = await open(widgets());
    await settled(page);
    expect(await bars(page).count()).toBe(5);
    expect(await page.getByText('$43.41').first().isVisible()).toBe(true);
    const [bar] = await bars(page).filter({ hasText: 'Image credits' }).all();
    const drawn = await bar!.evaluate((element) => {
      const track = element.querySelector('.mf-usage-track')!;
      const { width, height } = track.getBoundingClientRect();
      const host = document.querySelector('meterface-usage')!;
      const { color, fontSize } = getComputedStyle(element);
      return { isAsHighAsStyled: `${height}px` === getComputedStyle(track).getPropertyValue('--_bar-height'), isWide: width > 1000, color, fontSize, display: getComputedStyle(host).display, fill: getComputedStyle(element.querySelector('.mf-usage-fill')!).stroke };
    });
    expect(drawn).toEqual({ isAsHighAsStyled: true, isWide: true, color: 'rgb(10, 20, 30)', fontSize: '16px', display: 'block', fill: expect.stringMatching(/^oklch/) as string });
    // The page's own style hides headings.
    expect(await page.getByRole('heading', { name: 'Usage' }).isVisible()).toBe(true);
    expect(resourcesOf(requests).filter((resource) => resource === 'meters')).toHaveLength(1);
    expect(printed).toEqual([]);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('accept plain theme values and reject those that load a resource', async () => {
    const { page, requests } = await open(widgets('accent="rgb(1, 2, 3)" critical="red;background:url(//evil.example/x)" radius="url(//evil.example/y)"'));
    await settled(page);
    const fill = page.locator('meterface-usage .mf-usage[data-tone="neutral"] .mf-usage-fill').first();
    expect(await fill.evaluate((element) => getComputedStyle(element).stroke)).toBe('rgb(1, 2, 3)');
    expect(await page.locator('meterface-usage').getAttribute('style')).toBe('--mf-accent: rgb(1, 2, 3);');
    expect(requests.filter((address) => address.includes('evil'))).toEqual([]);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('link only to http and https URLs', async () => {
    const body = (address: string) => `<meterface-usage server="API" scope="ada" token="polar_cst_no" sign-in-url="${address}"></meterface-usage>`;
    const { page } = await open(`${body('javascript:document.title=1')}${body('https://shop.example/login')}`);
    await expect.poll(() => page.locator('[data-kind="problem"]').count()).toBe(2);
    // Both fail for one reason, which is announced once.
    expect(await page.getByRole('alert').count()).toBe(1);
    const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
    expect(links).toEqual([['https://shop.example/login', 'noopener noreferrer']]);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('can be hidden, moved, cloned, and moved into a frame and back, without output or requests', async () => {
    const { page, printed, requests } = await open(`<main></main>${widgets('accent="teal"')}`);
    await settled(page);
    const before = resourcesOf(requests);
    const shown = await page.evaluate(async () => {
      // Waits 50 ms, and on a busy machine until all elements have drawn again.
      const pause = async () => {
        const isDrawn = (found: Element) => found.shadowRoot?.querySelector('.mf-usage-track, [role=alert]') != null;
        for (let tries = 0; tries === 0 || (tries < 200 && ![...document.querySelectorAll('meterface-usage')].every(isDrawn)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      };
      const element = document.querySelector('meterface-usage')!;
      const track = () => element.shadowRoot!.querySelector('.mf-usage-track')?.getBoundingClientRect().height;
      const heights = [track()];
      element.hidden = true;
      heights.push(track());
      element.hidden = false;
      document.querySelector('main')!.append(element);
      await pause();
      heights.push(track());
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument!.body.append(element);
      await pause();
      heights.push(track());
      document.body.prepend(element);
      await pause();
      heights.push(track());
      const copy = element.cloneNode(true) as typeof element;
      document.body.append(copy);
      await pause();
      heights.push(track());
      const alert = copy.shadowRoot!.querySelector('[role=alert]')?.getAttribute('data-code');
      for (const each of document.querySelectorAll('meterface-usage')) each.remove();
      await pause();
      return { heights, alert };
    });
    expect(shown).toEqual({ heights: [8, 0, 8, 8, 8, 8], alert: 'invalid_option' });
    expect(resourcesOf(requests)).toEqual(before);
    expect(printed).toEqual([]);
    expect(await violationsOn(page)).toEqual([]);
  });

  it.each([
    ['open', ''],
    ['closed', ''],
    ['open', ' shadowrootclonable'],
    ['closed', ' shadowrootclonable'],
  ])('replace the content of a declared shadow root: shadowrootmode=%s%s', async (mode, more) => {
    const declared = `<template shadowrootmode="${mode}"${more}><p>Text of the server</p></template>`;
    const { page, printed } = await open(`<meterface-usage server="API" scope="ada" time-zone="UTC" token="TOKEN">${declared}</meterface-usage>`);
    const devtools = await page.context().newCDPSession(page);
    const texts = async () => JSON.stringify(await devtools.send('DOM.getDocument', { depth: -1, pierce: true }));
    await expect.poll(texts).toContain('AI tokens');
    expect(await texts()).not.toContain('Text of the server');
    await page.evaluate(() => {
      const element = document.querySelector('meterface-usage')!;
      const copy = element.cloneNode(true) as typeof element;
      copy.setAttribute('server', 'ftp://nowhere');
      element.replaceWith(copy);
    });
    await expect.poll(texts).toContain("This page isn't set up yet");
    expect(await texts()).not.toContain('AI tokens');
    expect(printed).toEqual([]);
    expect(await violationsOn(page)).toEqual([]);
  });

  it('leave no nodes or listeners when removed', async () => {
    const { page, printed } = await open('<main></main>');
    const count = await counterOf(page);
    const access = { server: site.api, scope: 'ada', token: site.demo.createSession('ada').token, 'refresh-every': '60000' };
    const visits = (times: number) => page.evaluate(async ([times, access]) => {
      for (let visit = 0; visit < times; visit += 1) {
        const element = document.createElement('meterface-usage');
        for (const [name, value] of Object.entries(access)) element.setAttribute(name, value);
        document.querySelector('main')!.append(element);
        // Removed in turn before the first render, before the response, and after it.
        if (visit % 3 > 0) await new Promise((resolve) => setTimeout(resolve, visit % 3 === 1 ? 1 : 20));
        element.remove();
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }, [times, access] as const);
    await visits(6);
    const [nodes = 0, listeners = 0] = await count();
    await visits(150);
    // A rendered element has about 150 of each, and React holds on to the last one or two roots until others are rendered.
    await expect.poll(async () => Math.max((await count())[0]! - nodes, (await count())[1]! - listeners)).toBeLessThan(3 * 150);
    expect(printed.filter((line) => !line.includes('429'))).toEqual([]);
  });

  it('run on a page that records violations of the policy, which proves that the other tests can fail', async () => {
    const { page } = await open(widgets());
    await settled(page);
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await expect.poll(() => violationsOn(page)).toHaveLength(1);
  });
});
