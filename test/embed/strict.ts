import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { listen, type Listening } from '../../demo/listen';
import { createDemoPolar, type DemoPolar } from '../../src/testing';
import { policyOf } from '../page/strict/policy';

export interface StrictPage extends Listening {
  /** The URL of the demo API, on another origin. */
  api: string;
  demo: DemoPolar;
  /** The HTML of pages served from now on. Each `TOKEN` becomes a new token of ada, `API` the URL of the API, `NONCE` that of the policy. */
  body: string;
}

/** Serves a page without a framework under the strictest policy: a nonce for its script and style sheet, and the API to connect to. */
export async function serveStrictPage(react: '18' | '19'): Promise<StrictPage> {
  const scripts = await bundleElements(react);
  const demo = createDemoPolar({ moving: false, now: () => new Date('2026-11-14T13:37:00Z') });
  const api = await listen(demo);
  const listening = await listen(({ url }) => {
    const script = scripts.get(new URL(url).pathname.slice(1));
    if (script !== undefined) return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
    const nonce = crypto.randomUUID();
    const body = page.body.replaceAll('TOKEN', () => demo.createSession('ada').token).replaceAll('API', api.url).replaceAll('NONCE', nonce);
    return new Response(documentOf(nonce, body), { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policyOf(nonce, api.url) } });
  }, { host: 'localhost' });
  const page: StrictPage = { ...listening, api: api.url, demo, body: '', close: async () => void (await Promise.all([listening.close(), api.close()])) };
  return page;
}

/** Bundles `meterface/embed/define` as a host does, with React's development warnings: `script.js` and the files that it imports, by name. */
export async function bundleElements(react: '18' | '19'): Promise<Map<string, string>> {
  const react18 = here('../react18/node_modules');
  const built = await build({
    configFile: false,
    root: here('.'),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias: react === '18' ? [{ find: /^(react|react-dom)($|\/.*$)/, replacement: `${react18}/$1$2` }] : [] },
    build: { write: false, target: 'esnext', minify: false, copyPublicDir: false, lib: { entry: here('../../src/embed/define.ts'), formats: ['es'], fileName: 'script' } },
  });
  const files = (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  return new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

function documentOf(nonce: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Account</title>
    <style nonce="${nonce}">
      :root { color-scheme: light; font: 16px/1.5 sans-serif; color: rgb(10, 20, 30); }
      h2 { display: none; }
      li, svg, button { all: unset; color: red; }
    </style>
  </head>
  <body>
    ${body}
    <script type="module" src="/script.js" nonce="${nonce}"></script>
  </body>
</html>`;
}
