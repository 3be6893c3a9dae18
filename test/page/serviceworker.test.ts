import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen, type Listening } from '../../demo/listen';
import { createPortalHandler } from '../../src/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../src/testing';
import { bundleElements } from '../embed/strict';
import { serveBrowser, visit } from './browser';

serveBrowser();

let site: Listening;
let api: Listening;
beforeAll(async () => {
  const demo = createDemoPolar({ moving: false });
  api = await listen(demo);
  const handler = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: api.url, basePath: '/api/portal', customer: () => ({ externalId: 'ada' }) });
  const scripts = await bundleElements('19');
  // Serves each response of the proxy once and then from its cache, as an offline-first page does.
  const worker = `
    addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => {
      if (!event.request.url.includes('/api/portal/')) return;
      event.respondWith(caches.open('old').then(async (cache) => {
        const known = await cache.match(event.request.url);
        if (known) return known;
        const response = await fetch(event.request.url);
        await cache.put(event.request.url, response.clone());
        return response;
      }));
    });`;
  const page = '<!doctype html><html lang="en"><title>Account</title><meterface-usage server="/api/portal" scope="ada" refresh-every="60000" time-zone="UTC"></meterface-usage><script type="module">await navigator.serviceWorker.register("/sw.js"); await navigator.serviceWorker.ready; if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done)); await import("/script.js");</script></html>';
  const js = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
  site = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/portal')) return handler(request);
    if (pathname === '/sw.js') return js(worker);
    const script = scripts.get(pathname.slice(1));
    return script !== undefined ? js(script) : new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  }, { host: 'localhost' });
});
afterAll(async () => void (await Promise.all([site.close(), api.close()])));

it('a page whose service worker replays old responses shows their time', async () => {
  const { page } = await visit(site.url, {}, (opened) => opened.clock.install());
  await page.locator('li .mf-usage').first().waitFor();
  expect(await page.getByText('As of').count()).toBe(0);
  await page.clock.runFor(300_000);
  await page.getByText('As of').first().waitFor();
});
