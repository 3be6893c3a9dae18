import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { serveScriptPage } from '../embed/scriptPage';
import { bars, serveBrowser, visit } from '../page/browser';

serveBrowser();

/** Where scripts/frameworks.js has installed the frameworks. */
const home = process.env['METERFACE_FRAMEWORKS'] ?? '';
const { resolve } = createRequire(join(home, 'package.json'));

/** For each framework, the script of a page: a portal whose list shows two meters, a heading in a slot, and a button that makes the list show three. */
const pages: Record<string, () => Promise<string>> = {
  React: () => bundle(`
    import { createElement as h, useState } from 'react';
    import { createRoot } from 'react-dom/client';
    const { token, ...access } = window.access;
    // React keeps props in memory, so the page sets the token on the element itself.
    const give = (element) => void (element && (element.token = token));
    function Page() {
      const [size, setSize] = useState(2);
      const [ready, setReady] = useState('');
      return h('div', null,
        h('meterface-portal', { ...access, ref: give }, h('meterface-usage', { pageSize: size, meters: undefined, 'onmeterface-ready': (event) => setReady(event.detail.scope) }, h('h3', { slot: 'header' }, 'Mine'))),
        h('button', { onClick: () => setSize(3) }, 'More'), h('output', null, ready));
    }
    createRoot(document.querySelector('#root')).render(h(Page));`),
  Vue: () => bundle(`
    import { createApp, h, ref } from 'vue';
    createApp({
      setup() {
        const [size, ready] = [ref(2), ref('')];
        return () => [
          h('meterface-portal', window.access, [h('meterface-usage', { pageSize: size.value, 'onMeterface-ready': (event) => { ready.value = event.detail.scope; } }, [h('h3', { slot: 'header' }, 'Mine')])]),
          h('button', { onClick: () => { size.value = 3; } }, 'More'), h('output', ready.value),
        ];
      },
    }).mount('#root');`),
  'Vue with a template': async () => `${read('vue/dist/vue.global.prod.js')}
    globalThis.Vue = Vue;
    const page = Vue.createApp({ data: () => ({ access: window.access, size: 2, ready: '' }), template:
      '<meterface-portal v-bind="access"><meterface-usage :page-size="size" @meterface-ready="ready = $event.detail.scope"><h3 slot="header">Mine</h3></meterface-usage></meterface-portal><button @click="size = 3">More</button><output>{{ ready }}</output>' });
    page.config.compilerOptions.isCustomElement = (name) => name.startsWith('meterface-');
    page.mount('#root');`,
  Svelte: () => bundle(`
    import { mount } from 'svelte';
    import Page from 'Page.svelte';
    mount(Page, { target: document.querySelector('#root') });`),
  jQuery: async () => `${read('jquery/dist/jquery.js')}
    const usage = $('<meterface-usage page-size="2"><h3 slot="header">Mine</h3></meterface-usage>').on('meterface-ready', (event) => $('output').text(event.detail.scope));
    $('#root').append($('<meterface-portal>').attr(window.access).append(usage), $('<button>More</button>').on('click', () => usage.attr('page-size', 3)), '<output>');`,
};

const svelte = `<script>let size = $state(2); let ready = $state('');</script>
<meterface-portal {...window.access}><meterface-usage pageSize={size} onmeterface-ready={(event) => (ready = event.detail.scope)}><h3 slot="header">Mine</h3></meterface-usage></meterface-portal>
<button onclick={() => (size = 3)}>More</button><output>{ready}</output>`;

describe.each(Object.keys(pages))('on a page of %s, the script', (name) => {
  it.each(['before', 'after'])('that arrives %s the page’s own shows usage, fires `meterface-ready`, and follows a changed page size', async (order) => {
    const site = await serveScriptPage();
    site.scripts.set('page.js', await pages[name]!());
    site.html = `<!doctype html><html lang="en"><title>Shop</title><div id="root"></div>
      <script>window.access = { server: 'API', scope: 'ada', 'time-zone': 'UTC', token: 'TOKEN' }; document.currentScript.remove();</script>
      ${order === 'before' ? '<script src="CDN/meterface.js"></script>' : ''}<script type="module" src="CDN/page.js"></script>
      ${order === 'after' ? '<script type="module" src="CDN/meterface.mjs"></script>' : ''}`;
    const { page, printed, requests } = await visit(site.url);
    await expect.poll(async () => [await bars(page).count(), printed]).toEqual([2, []]);
    expect(await page.getByRole('heading').allTextContents()).toEqual(['Mine']);
    await expect.poll(() => page.locator('output').textContent()).toBe('ada');
    expect(await page.locator('[token]').count()).toBe(0);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect.poll(() => bars(page).count()).toBe(3);
    expect(requests.filter((request) => request.includes('/customer-portal/'))).toHaveLength(3);
    expect(printed).toEqual([]);
  });
});

/** The text of a file of a package. */
function read(file: string): string {
  return readFileSync(join(home, 'node_modules', file), 'utf8');
}

/** Bundles a page with the framework that it imports. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: home,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'entry' ? join(home, 'entry.js') : id === 'Page.svelte' ? join(home, 'Page.svelte') : null),
        async load(id) {
          if (id === join(home, 'entry.js')) return entry;
          if (!id.endsWith('Page.svelte')) return null;
          const { compile } = (await import(/* @vite-ignore */ pathToFileURL(resolve('svelte/compiler')).href)) as { compile: (code: string, options: object) => { js: { code: string } } };
          return compile(svelte, { generate: 'client', filename: 'Page.svelte' }).js.code;
        },
      },
    ],
    build: { write: false, target: 'esnext', minify: false, modulePreload: false, rolldownOptions: { input: 'entry', output: { codeSplitting: false } } },
  });
  const [chunk] = [built].flat().flatMap((one) => (one as Rolldown.RolldownOutput).output);
  if (chunk?.type !== 'chunk') throw new Error('Vite wrote no script.');
  return chunk.code;
}
