import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { type Listening, listen } from '../../demo/listen';
import { createPortalHandler } from '../../src/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN, type DemoPolar } from '../../src/testing';

/** A host's page in its production build, and a demo API with the clock of the page. */
export interface SoakServer extends Listening {
  demo: DemoPolar;
  /** The demo's time in milliseconds since 1970. It stands still between two steps, so that no number depends on the speed of a machine. */
  clock: { time: number };
  /** The number of sessions that the route `/token` has created. */
  sessions: () => number;
  /** The number of GET requests to the demo by path, with `{id}` for an id. */
  requests: Map<string, number>;
}

export async function serveSoak(): Promise<SoakServer> {
  const script = await bundled();
  const clock = { time: Date.now() };
  const now = () => new Date(clock.time);
  const demo = createDemoPolar({ now, rateLimit: false });
  const requests = new Map<string, number>();
  let sessions = 0;
  const api = await listen((request) => {
    const path = new URL(request.url).pathname.replace(/[0-9a-f-]{36}/, '{id}');
    if (request.method === 'GET') requests.set(path, (requests.get(path) ?? 0) + 1);
    return demo(request);
  }, { host: 'localhost' });
  const portal = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: api.url, basePath: '/api/portal', customer: () => ({ externalId: 'ada' }) });
  const page = await listen((request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/portal/')) return portal(request);
    if (pathname === '/token') {
      sessions += 1;
      return Response.json(demo.createSession('ada'));
    }
    if (pathname === '/script.js') return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
    const html = `<!doctype html><html lang="en" data-api="${api.url}"><title>Soak</title><body><script type="module" src="/script.js"></script></body></html>`;
    return pathname === '/' ? new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }) : new Response(null, { status: 204 });
  }, { host: 'localhost' });
  const close = async () => {
    await page.close();
    await api.close();
  };
  return { ...page, close, demo, clock, requests, sessions: () => sessions };
}

/** Bundles for production, because React's development build keeps objects alive. */
async function bundled(): Promise<string> {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const result = await build({
    configFile: false,
    root: here('.'),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { target: 'es2022', minify: false, copyPublicDir: false, write: false, rolldownOptions: { output: { codeSplitting: false } }, lib: { entry: here('client.tsx'), formats: ['es'], fileName: 'client' } },
  });
  const files = (result as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  return files.flatMap((file) => (file.type === 'chunk' ? file.code : [])).join('\n');
}
