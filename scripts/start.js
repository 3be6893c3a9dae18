// Serves the self-service page, a plain HTML shop and their read-only proxy. Also serves the demo API, on the next port, unless the environment names a real customer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, createServer, preview, runnerImport } from 'vite';
import { buildElements } from './embed.js';
import { portOf } from './ports.js';
import { rebuildOf } from './rebuild.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = /** @type {const} */ ({ configFile: false, root: `${root}demo`, clearScreen: false });

/**
 * Starts the page and the servers behind it.
 * @param {{ port?: number, environment?: Record<string, string | undefined>, logLevel?: 'info' | 'silent', folder?: string, moving?: boolean }} [options]
 *   `moving`: whether the demo's usage grows; `folder`: where `buildDemo` has put the page; without it, Vite serves the sources and, unless `logLevel` is `silent`, reloads the page when they change
 * @returns {Promise<{ url: string, api: string, demo: import('../src/testing').DemoPolar, close: () => Promise<void> }>}
 */
export async function startDemo({ port = 5173, environment = process.env, logLevel = 'info', folder, moving = true } = {}) {
  // Vite runs the TypeScript sources, so no build is needed.
  /** @param {string} file */
  const load = async (file) => (await runnerImport(`${root}${file}`, { configFile: false, logLevel: 'silent' })).module;
  const { createBackend } = await load('demo/backend.ts');
  const { listen, nodeListener } = await load('demo/listen.ts');
  const { createDemoPolar, DEMO_ACCESS_TOKEN } = await load('src/testing/index.ts');

  const demo = createDemoPolar({ moving });
  const real = Boolean(environment.POLAR_ACCESS_TOKEN || environment.POLAR_CUSTOMER_EXTERNAL_ID);
  const api = real ? undefined : await listen(demo, { port: port === 0 ? 0 : port + 1, host: 'localhost' });
  const backend = createBackend(environment, {
    demo: { url: api?.url ?? '', accessToken: DEMO_ACCESS_TOKEN, customers: demo.customers },
    ...(logLevel === 'info' && { onError: createErrorLog() }),
  });
  // The files of the elements' script by name, built when a page first requests one.
  const elements = rebuildOf(`${root}src`, buildElements);
  /** @param {string} html @param {string} path */
  const withSettings = (html, path) => html.replace('<!-- settings -->', () => settings(backend, path));

  /** @param {{ middlewares: import('vite').Connect.Server }} server */
  function route({ middlewares }) {
    middlewares.use('/api/portal', nodeListener(backend.portal));
    middlewares.use('/api/session', nodeListener(backend.session));
    middlewares.use((incoming, outgoing, next) => {
      const address = new URL(`http://${incoming.headers.host}${incoming.url}`);
      if (/^\/(storefront|meterface)/.test(address.pathname)) return void storefront(address, outgoing, next);
      if (!/^\/(index\.html)?$/.test(address.pathname)) return next();
      outgoing.setHeader('Set-Cookie', backend.open(address).cookie);
      if (folder === undefined) return next();
      outgoing.setHeader('Content-Type', 'text/html; charset=utf-8');
      outgoing.end(withSettings(readFileSync(join(folder, 'index.html'), 'utf8'), incoming.url ?? '/'));
    });
  }

  /**
   * Sends a file of the shop, which is plain HTML with the script of the elements.
   * @param {URL} address @param {import('node:http').ServerResponse} outgoing @param {(error?: unknown) => void} next
   */
  async function storefront(address, outgoing, next) {
    const { pathname } = address;
    const send = (type, body) => {
      outgoing.setHeader('Content-Type', `text/${type}; charset=utf-8`);
      outgoing.end(body);
    };
    const read = (file) => readFileSync(`${root}demo/${file}`, 'utf8');
    if (pathname === '/storefront.css') return send('css', read('storefront.css'));
    if (pathname === '/storefront') {
      const { visit, cookie } = backend.open(address);
      outgoing.setHeader('Set-Cookie', cookie);
      return send('html', shopPage(read('storefront.html'), visit));
    }
    try {
      // A part fits only the main file of its own build, so only a request for that file builds again.
      const code = (await elements(/^\/meterface\.m?js$/.test(pathname))).get(pathname.slice(1));
      if (code === undefined) next();
      else send('javascript', code);
    } catch (error) {
      next(error);
    }
  }

  // No CORS, because no other origin needs this server.
  const address = { port, strictPort: true, host: 'localhost', cors: false };
  const name = 'meterface-demo';
  const server =
    folder === undefined
      ? await createServer({
          ...shared,
          logLevel,
          cacheDir: `${root}node_modules/.vite-demo`,
          server: { ...address, fs: { allow: [root] }, hmr: logLevel !== 'silent' },
          optimizeDeps: { include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', '@tanstack/react-query', 'zod/mini'] },
          plugins: [react(), { name, configureServer: route, transformIndexHtml: (html, { originalUrl }) => withSettings(html, originalUrl ?? '/') }],
        })
      : await preview({ ...shared, logLevel, preview: address, build: { outDir: folder }, plugins: [{ name, configurePreviewServer: route }] });

  if ('listen' in server) await server.listen();
  return {
    url: `http://localhost:${portOf(server.httpServer)}/`,
    api: backend.server,
    demo,
    close: async () => {
      await server.close();
      await api?.close();
    },
  };
}

/** Builds the page with React's development warnings. `startDemo` then serves a few files; Vite would serve two hundred. @param {string} folder */
export async function buildDemo(folder) {
  await build({
    ...shared,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { outDir: folder, target: 'esnext', minify: false, modulePreload: false },
    plugins: [react()],
  });
}

/** The settings of the page as `<meta>` elements and, if it sends its requests to Polar, a link to connect early. @param {import('../demo/backend').Backend} backend @param {string} path */
function settings({ customers, open }, path) {
  const { visit } = open(new URL(path, 'http://localhost'));
  const meta = ([name, content]) => `<meta name="meterface:${name}" content="${content.replace(/[&"<]/g, (c) => `&#${c.charCodeAt(0)};`)}" />`;
  const lines = Object.entries({ ...visit, customers: customers.join(' ') }).map(meta);
  if (visit.session !== '') lines.push(`<link rel="preconnect" href="${encodeURI(visit.server)}" crossorigin />`);
  return lines.join('\n    ');
}

/**
 * The page of the shop. If its elements send their requests to Polar, a script gives them sessions.
 * @param {string} html @param {import('../demo/backend').Visit} visit
 */
function shopPage(html, { server, scope, session }) {
  const script = `<script type="module">
      // Each session is for the customer of the login cookie. The organization token never reaches the browser.
      const getToken = async () => (await fetch('${session}', { method: 'POST' })).json();
      for (const element of document.querySelectorAll('[server]')) element.getToken = getToken;
    </script>`;
  return html.replaceAll('SERVER', () => server).replaceAll('SCOPE', () => scope).replace('<!-- session -->', () => (session === '' ? '' : script));
}

/** Logs failed requests to Polar. A page repeats them on every refresh, so equal messages in a row are logged once. */
function createErrorLog() {
  let last;
  return (error) => {
    const message = error instanceof Error ? error.message : String(error);
    if (message !== last) console.error(`\n  ${message}\n`);
    last = message;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { url, api } = await startDemo({ port: Number(process.env.PORT || 5173) });
    const lines = /** @type {const} */ ([
      ['Usage and billing', url],
      ['  via the proxy', `${url}api/portal, read-only; tokens stay on this server`],
      ['  or directly', `${url}?direct, with a session token in the browser`],
      ['A plain HTML shop', `${url}storefront`],
      ['Polar API', api],
    ]);
    console.log(`\n${lines.map(([label, location]) => `  ${label.padEnd(19)}${location}`).join('\n')}\n`);
  } catch (error) {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
