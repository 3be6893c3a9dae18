import { type Listening, listen } from '../../demo/listen';
import { createDemoPolar, type DemoPolar } from '../../src/testing';
import { type Step, toStep } from './faults';
import { wireOf } from './truth';

/** Servers of pages and of the demos behind them. */
export interface Served {
  /** The URL of pages. */
  url: string;
  /** The URL of their API, on another origin. */
  api: string;
  close: () => Promise<void>;
}

interface Load {
  demo: DemoPolar;
  truth: DemoPolar;
}

/** Serves a page with one script, and a separate demo for each load. */
export async function serveLoads(script: string): Promise<Served> {
  const loads = new Map<string, Load>();
  const api = await listen((request) => {
    const url = new URL(request.url);
    const [, id = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
    const load = loads.get(id);
    if (load === undefined) return new Response(null, { status: 404 });
    const { method, headers, signal } = request;
    return load.demo(`${url.origin}${rest}${url.search}`, { method, headers, signal });
  });
  const policy = `default-src 'none'; script-src 'self'; connect-src 'self' ${api.url}`;
  const pages: Listening = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    const [, id, action] = /^\/control\/([^/]+)\/(\w+)$/.exec(pathname) ?? [];
    if (id !== undefined && action !== undefined) return Response.json((await act(loads, id, action, await request.json())) ?? null);
    if (pathname === '/page.js') return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
    if (pathname !== '/') return new Response(null, { status: 204 });
    const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Chaos</title><meta name="api" content="${api.url}"><body></body><script type="module" src="/page.js"></script></html>`;
    return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy } });
  });
  return {
    url: pages.url,
    api: api.url,
    close: async () => {
      await pages.close();
      await api.close();
    },
  };
}

async function act(loads: Map<string, Load>, id: string, action: string, body: unknown): Promise<unknown> {
  if (action === 'open') {
    const { start } = body as { start: number };
    const options = { now: () => new Date(start), moving: false, rateLimit: false as const };
    loads.set(id, { demo: createDemoPolar(options), truth: createDemoPolar(options) });
    return null;
  }
  const load = loads.get(id);
  if (load === undefined) return null;
  const { customer = '' } = body as { customer?: string };
  if (action === 'play') load.demo.play((body as Step[]).map(toStep));
  if (action === 'expire') load.demo.expireSessions();
  if (action === 'close') loads.delete(id);
  if (action === 'mint') return load.demo.createSession(customer);
  return action === 'wire' ? wireOf(load.truth, customer) : null;
}
