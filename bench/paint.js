#!/usr/bin/env node
/**
 * Measures the time from navigation to painted bars in Chromium, cold and with 50 ms before every response: a page with
 * `Usage` beside a page written by hand with `fetch` and React, and a page with `meterface.js` beside one written by hand
 * with `fetch` and the DOM, each across origins with a token, and through a proxy on the page's own origin. Rounds are
 * interleaved, and ratios are taken round by round. `-- --rounds=30` and `-- --latency=100` change the run, and `-- --write`
 * writes docs/reliability.md. Exits with 1 when a ratio exceeds its limit. Build first.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { launchOptions } from '../scripts/chromium.js';
import { print, publish, row } from '../quality/reliability.js';
import { portOf } from '../scripts/ports.js';
import { root } from './bundle.js';

/** Our pages, each beside one written by hand, and how many times as long ours may take with each way to load data. */
const pairs = [
  { name: 'Usage', ours: 'usage', hand: 'byHand', limits: { 'across origins': 1.15, 'through a proxy': 1 } },
  { name: 'meterface.js', ours: 'element', hand: 'plain', limits: { 'across origins': 1.15, 'through a proxy': 1.15 } },
];
const ways = ['across origins', 'through a proxy'];
const meters = 10;
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, latency: { type: 'string', default: '50' }, write: { type: 'boolean', default: false } } });
const rounds = Number(options.rounds);
const latency = Number(options.latency);

/** The first import of the page with `Usage`, as docs/guides/hooks.md advises: its requests leave before React DOM starts. */
const data = `
  import { QueryClient } from '@tanstack/react-query';
  import { meterQueries, subscriptionQueries } from 'meterface';
  import { createPolarSource } from 'meterface/sources';
  const { server, token } = window.settings;
  export const portal = { scope: 'bench', refreshEvery: 0, source: createPolarSource(token ? { server, token } : { server }) };
  export const queryClient = new QueryClient();
  void queryClient.prefetchQuery(meterQueries.list(portal, { all: true }));
  void queryClient.prefetchQuery(subscriptionQueries.list(portal));
`;
const usage = `
  import { portal, queryClient } from 'data';
  import { createElement } from 'react';
  import { createRoot } from 'react-dom/client';
  import { PortalProvider, Usage } from 'meterface';
  const { count } = window.settings;
  createRoot(document.getElementById('page')).render(createElement(PortalProvider, { ...portal, queryClient }, createElement(Usage, { title: null, expected: count })));
`;

/** The least that shows the same numbers: one request, checked and drawn by hand. */
const byHand = `
  import { createElement as h, useEffect, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  const { server, token, count } = window.settings;
  const base = token ? server + '/v1/customer-portal' : server;
  const number = new Intl.NumberFormat('en');
  const read = ({ items }) => items.map(({ id, meter, consumed_units: used, credited_units: all }) => {
    if (typeof id !== 'string' || typeof meter.name !== 'string' || typeof used !== 'number' || typeof all !== 'number') throw new TypeError('Unexpected meter');
    return { id, name: meter.name, used, all };
  });
  const loaded = fetch(base + '/meters/?limit=100', token ? { headers: { Authorization: 'Bearer ' + token } } : {}).then((response) => response.json()).then(read);
  function Page() {
    const [items, setItems] = useState();
    useEffect(() => void loaded.then(setItems), []);
    if (!items) return Array.from({ length: count }, (_, index) => h('div', { key: index, className: 'row' }));
    return items.map(({ id, name, used, all }) => h('div', { key: id, className: 'row' },
      h('b', null, name), h('span', null, number.format(used) + ' / ' + number.format(all)),
      h('div', { className: 'track', role: 'meter', 'aria-label': name, 'aria-valuemin': 0, 'aria-valuemax': all, 'aria-valuenow': Math.min(used, all) }, h('div', { className: 'fill', style: { width: Math.min(1, used / all) * 100 + '%' } }))));
  }
  createRoot(document.getElementById('page')).render(h(Page));
`;

/** The same without React. */
const plain = `
  const { server, token, count } = window.settings;
  const number = new Intl.NumberFormat('en');
  const page = document.getElementById('page');
  const add = (parent, name, className) => Object.assign(parent.appendChild(document.createElement(name)), { className });
  for (let index = 0; index < count; index += 1) add(page, 'div', 'row');
  fetch((token ? server + '/v1/customer-portal' : server) + '/meters/?limit=100', token ? { headers: { Authorization: 'Bearer ' + token } } : {}).then((response) => response.json()).then(({ items }) => {
    page.replaceChildren();
    for (const { id, meter, consumed_units: used, credited_units: all } of items) {
      if (typeof id !== 'string' || typeof meter.name !== 'string' || typeof used !== 'number' || typeof all !== 'number') throw new TypeError('Unexpected meter');
      const row = add(page, 'div', 'row');
      add(row, 'b', '').textContent = meter.name;
      add(row, 'span', '').textContent = number.format(used) + ' / ' + number.format(all);
      const track = add(row, 'div', 'track');
      for (const [name, value] of Object.entries({ role: 'meter', 'aria-label': meter.name, 'aria-valuemin': 0, 'aria-valuemax': all, 'aria-valuenow': Math.min(used, all) })) track.setAttribute(name, value);
      add(track, 'div', 'fill').style.width = Math.min(1, used / all) * 100 + '%';
    }
  });
`;

const rowStyle = '.row{min-height:46px}.row span{float:right}.track{height:8px;background:#ddd}.fill{height:8px;background:#36c}';
/** @type {Record<string, { script: Buffer, style: string }>} */
const pages = {
  usage: { script: await bundle(usage), style: readFileSync(join(root, 'dist/styles.css'), 'utf8') },
  byHand: { script: await bundle(byHand), style: rowStyle },
  element: { script: brotliCompressSync(readFileSync(join(root, 'dist/meterface.js'))), style: 'meterface-usage{display:block;min-height:640px}' },
  plain: { script: brotliCompressSync(plain), style: rowStyle },
};
/** The part of `meterface.js` with its table, which ten meters need. */
const views = brotliCompressSync(readFileSync(join(root, 'dist/meterface-views.js')));
/** Writes the time to the console once the frame with the last meter's name is painted. */
const watch = `
  const look = () => {
    const page = document.getElementById('page');
    if (!(page?.shadowRoot ?? page)?.textContent.includes('Meter ${meters - 1}')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => console.debug('painted', performance.now());
      port2.postMessage(0);
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  // Changes in a shadow tree are seen only from inside.
  document.addEventListener('meterface-ready', look);
`;

const api = createServer(respond);
const site = createServer(respond);
for (const server of [api, site]) await once(server.listen(0, '127.0.0.1'), 'listening');
const [polar, origin] = [api, site].map((server) => `http://127.0.0.1:${portOf(server)}`);
const browser = await chromium.launch(launchOptions());
const scenes = ways.flatMap((way) => pairs.flatMap(({ ours, hand }) => [ours, hand]).map((page) => ({ way, page, times: /** @type {number[]} */ ([]) })));
try {
  for (let round = -1; round < rounds; round += 1) {
    for (const scene of scenes.toSorted(() => Math.random() - 0.5)) {
      const time = await visit(`${origin}/${scene.page}?${scene.way === 'through a proxy' ? 'proxy' : ''}`);
      // The first round only warms up.
      if (round >= 0) scene.times.push(time);
    }
  }
} finally {
  await browser.close();
  for (const server of [api, site]) server.close().closeAllConnections();
}

/** @type {import('../quality/reliability.js').Row[]} */
const rows = [];
for (const { name, limits, ...pair } of pairs) {
  for (const [way, limit] of Object.entries(limits)) {
    const timesOf = (/** @type {string} */ page, wanted = way) => scenes.find((scene) => scene.way === wanted && scene.page === page)?.times ?? [];
    const [ours, hand] = [timesOf(pair.ours), timesOf(pair.hand)];
    const ratioTo = (/** @type {number[]} */ other) => median(ours.map((time, index) => time / (other[index] ?? NaN)));
    const ratio = ratioTo(hand);
    rows.push(row(`${name} and by hand, ${way}`, `${Math.round(median(ours))} ms and ${Math.round(median(hand))} ms`), row(`Ratio of ${name} ${way}, at most ${limit}`, ratio.toFixed(3) + (ratio <= limit ? '' : ' (not met)')));
    // Shows what a host gains by using Meterface with a proxy instead of a page by hand that sends its requests to Polar.
    if (way !== ways[0]) rows.push(row(`Ratio of ${name} ${way} to the page by hand across origins`, ratioTo(timesOf(pair.hand, ways[0])).toFixed(3)));
    if (!(ratio <= limit)) process.exitCode = 1;
  }
}
const section = {
  title: 'From navigation to painted bars',
  command: 'npm run build && npm run bench:paint -- --write',
  text: `Chromium opens a page with \`Usage\` and the same page written by hand with \`fetch\` and React, and one with \`meterface.js\` and the same written with \`fetch\` and the DOM, each cold, with ${latency} ms before every response. Ratios are taken round by round; a figure is the median of ${rounds} rounds.`,
  rows,
};
if (options.write) publish('paint', section);
else print(section);

/** Opens a page in a context of its own, so that nothing is cached. Returns when its bars were painted. @param {string} url */
async function visit(url) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  try {
    const page = await context.newPage();
    // The page sends a message, because polling it for a value would keep it busy for 12 ms, in which a response may arrive.
    const painted = page.waitForEvent('console', { predicate: (message) => message.text().startsWith('painted'), timeout: 30_000 });
    await page.goto(url, { waitUntil: 'commit' });
    return Number((await painted).text().split(' ')[1]);
  } finally {
    await context.close();
  }
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function respond(request, response) {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const send = (/** @type {number} */ status, /** @type {Record<string, string>} */ headers, /** @type {string | Buffer} */ body) =>
    setTimeout(() => response.writeHead(status, { 'Cache-Control': 'no-store', ...headers }).end(body), latency);
  const cors = { 'Access-Control-Allow-Origin': request.headers.origin ?? '*', 'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '', 'Access-Control-Max-Age': '600' };
  if (request.method === 'OPTIONS') return send(204, cors, '');
  if (pathname.includes('/meters')) return send(200, { ...cors, 'Content-Type': 'application/json' }, JSON.stringify(list(Array.from({ length: meters }, (_, index) => meterOf(index)))));
  if (pathname.startsWith('/api/') || pathname.startsWith('/v1/')) return send(200, { ...cors, 'Content-Type': 'application/json' }, JSON.stringify(list([])));
  if (pathname === '/meterface-views.js') return send(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' }, views);
  const name = /^\/(\w+)(\.js)?$/.exec(pathname);
  const page = pages[name?.[1] ?? ''];
  if (!name || !page) return response.writeHead(404).end();
  const { script, style } = page;
  if (name[2]) return send(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' }, script);
  const settings = search === '?proxy' ? { server: '/api', count: meters } : { server: polar, token: 'polar_cst_bench', count: meters };
  // Neither of the pages without React is a module.
  const load = name[1] === 'element' || name[1] === 'plain' ? 'defer' : 'type="module"';
  const element = `<meterface-usage id="page" title="" expected="${meters}" refresh-every="0" server="${settings.server}"${settings.token === undefined ? '' : ` token="${settings.token}"`}></meterface-usage>`;
  return send(
    200,
    { 'Content-Type': 'text/html; charset=utf-8' },
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name[1]}</title><style>${style}</style><script>window.settings=${JSON.stringify(settings)};${watch}</script><script ${load} src="/${name[1]}.js"></script>${name[1] === 'element' ? element : '<div id="page"></div>'}`,
  );
}

/** @param {object[]} items */
function list(items) {
  return { items, pagination: { total_count: items.length, max_page: 1 } };
}

/** @param {number} index */
function meterOf(index) {
  const id = `00000000-0000-4000-a000-${String(index).padStart(12, '0')}`;
  const dates = { created_at: '2026-01-01T00:00:00Z', modified_at: null };
  const consumed = 1000 + ((index * 7919) % 9000);
  return { ...dates, id, customer_id: id, meter_id: id, consumed_units: consumed, credited_units: 10_000, balance: 10_000 - consumed, meter: { ...dates, id, name: `Meter ${index}` } };
}

/** Bundles the text of an entry as a host would, with React, and compresses it. @param {string} entry */
async function bundle(entry) {
  /** @type {Record<string, string>} */
  const modules = { entry, data };
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'entry', resolveId: (id) => (id in modules ? id : null), load: (id) => modules[id] ?? null }],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: 'entry',
        output: { codeSplitting: false },
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  });
  const [chunk] = (Array.isArray(result) ? result : [result]).flatMap((built) => ('output' in built ? built.output : [])).filter((file) => file.type === 'chunk');
  return brotliCompressSync(chunk?.code ?? '');
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
}
