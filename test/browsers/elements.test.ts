import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveStrictPage, type StrictPage } from '../embed/strict';
import { bundle } from '../page/strict/bundle';
import { picture, watchChanges } from '../page/strict/observe';
import { serveStrict, type Strict } from '../page/strict/serve';
import { browsers, printedOn, recorder, serveTab, until } from './browsers';

let elements: StrictPage;
let strict: Strict;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterface-strict-'));
  elements = await serveStrictPage('19');
  strict = await serveStrict(await bundle('19', folder));
});
afterAll(async () => {
  await Promise.all([elements.close(), strict.close()]);
  await rm(folder, { recursive: true, force: true });
});

describe.each(browsers)('in $name, under the strictest policy,', ({ open }) => {
  const tab = serveTab(open);

  it('elements show usage and bills in Meterface’s styles and the page’s color, print nothing and violate nothing', async () => {
    const access = 'server="API" scope="ada" time-zone="UTC" token="TOKEN"';
    elements.body = `<script nonce="NONCE">${recorder}</script><meterface-usage ${access}></meterface-usage><meterface-billing ${access}></meterface-billing>`;
    await tab().goto(elements.url);
    const isReady = () => ['meterface-usage', 'meterface-billing'].every((name) => document.querySelector(name)?.shadowRoot?.querySelector('[role=region][aria-busy=false]'));
    await until(tab(), isReady, undefined);
    const shown = await tab().evaluate(() => {
      const [usage, billing] = ['meterface-usage', 'meterface-billing'].map((name) => document.querySelector(name)!.shadowRoot!);
      const track = usage!.querySelector('.mf-usage-track')!;
      return {
        names: [...usage!.querySelectorAll('.mf-usage-name')].map(({ textContent }) => textContent),
        hasCharge: billing!.textContent.includes('$43.41'),
        isAsHighAsStyled: `${track.getBoundingClientRect().height}px` === getComputedStyle(track).getPropertyValue('--_bar-height'),
        color: getComputedStyle(usage!.querySelector('.mf-usage-name')!).color,
        fills: [...usage!.querySelectorAll('.mf-usage-fill')].filter((fill) => fill.getBoundingClientRect().width > 10).length,
      };
    }, undefined);
    expect(shown).toEqual({
      names: ['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created'],
      hasCharge: true,
      isAsHighAsStyled: true,
      color: 'rgb(10, 20, 30)',
      fills: 3,
    });
    expect(await printedOn(tab())).toEqual([]);
  });

  it.each([
    { customer: 'ada', locale: 'en', timeZone: 'America/New_York', streamed: false },
    { customer: 'bo', locale: 'ar-EG', timeZone: 'Africa/Cairo', streamed: true },
    { customer: 'fay', locale: 'de-CH', timeZone: 'Asia/Kolkata', streamed: true },
  ])('a server-rendered page hydrates without a change ($customer, $locale, streamed: $streamed)', async ({ customer, streamed, ...language }) => {
    const { promise: released, release } = later();
    Object.assign(strict.settings, { language, streamed, released, first: `${recorder}globalThis.seen = { changes: [] }` });
    await tab().goto(`${strict.url}/nothing`);
    await tab().evaluate((customer) => (document.cookie = `user=${customer}`), customer);
    await tab().goto(strict.url);
    await until(tab(), () => document.querySelectorAll('#root [role=region]').length === 2 && document.styleSheets.length > 0, undefined);
    const before = await tab().evaluate(picture, undefined);
    await tab().evaluate(watchChanges, undefined);
    release();
    await until(tab(), () => 'hydrated' in document.documentElement.dataset, undefined);
    await tab().evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)), undefined);
    expect(before.length).toBeGreaterThan(50);
    expect(await tab().evaluate(picture, undefined)).toEqual(before);
    expect(await tab().evaluate(() => (globalThis as unknown as { seen: { changes: string[] } }).seen.changes, undefined)).toEqual([]);
    expect(await printedOn(tab())).toEqual([]);
  });
});

function later(): { promise: Promise<void>; release: () => void } {
  let release = (): void => {};
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}
