import { type Listening, listen } from '../../../demo/listen';
import { createPortalHandler } from '../../../src/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../../src/testing';
import type { Shown } from './App';
import type { Bundle } from './bundle';
import type { Handed } from './client';
import { policyOf } from './policy';

export interface Strict extends Listening {
  /** The HTML and state of the latest page. */
  sent: () => { html: string; state: string };
  /** Every session token that the demo has created. */
  minted: string[];
  /** The settings of the next page. */
  settings: Settings;
}

export interface Settings {
  language: Omit<Shown, 'scope'>;
  streamed: boolean;
  /** Dehydrates without `serializeData`. */
  plain: boolean;
  /** Settings that only the browser gets, so that it differs from the server. */
  override: Partial<Shown>;
  /** The first script of the page, which the policy allows. */
  first: string;
  /** The script that hydrates is sent only after this. */
  released: Promise<void>;
}

/** Serves a page under the strictest policy that works with React: a nonce for its script and style sheet, and its own origin to connect to. */
export async function serveStrict({ render, script, styles }: Bundle): Promise<Strict> {
  const minted: string[] = [];
  const demo = createDemoPolar({ moving: false });
  const portal = createPortalHandler({
    accessToken: DEMO_ACCESS_TOKEN,
    server: 'https://polar.example',
    basePath: '/api/portal',
    customer: (request) => {
      const externalId = userOf(request);
      return externalId === '' ? null : { externalId };
    },
    fetch: async (url, init) => {
      const response = await demo(url, init);
      if (url.endsWith('/v1/customer-sessions/')) minted.push(((await response.clone().json()) as { token: string }).token);
      return response;
    },
  });
  const settings: Settings = { language: { locale: 'en', timeZone: 'UTC' }, streamed: false, plain: false, override: {}, first: '', released: Promise.resolve() };
  let sent = { html: '', state: '' };

  async function page(request: Request): Promise<Response> {
    const { language, streamed, plain, override, first } = settings;
    const shown = { scope: userOf(request), ...language };
    const headers = { Cookie: request.headers.get('Cookie') ?? '' };
    sent = await render({ ...shown, streamed, plain, fetch: (path, init) => portal(new Request(new URL(path, request.url), { ...init, headers })) });
    const handed = { shown: { ...shown, ...override }, state: JSON.parse(sent.state) as Handed['state'], plain } satisfies Handed;
    const nonce = crypto.randomUUID();
    return new Response(documentOf(nonce, first, sent.html, handed), { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policyOf(nonce, "'self'") } });
  }

  const listening = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/portal/')) return portal(request);
    if (pathname === '/script.js') return settings.released.then(() => new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } }));
    if (pathname === '/styles.css') return new Response(styles, { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
    return pathname === '/' ? page(request) : new Response(null, { status: 404 });
  }, { host: 'localhost' });
  return { ...listening, sent: () => sent, minted, settings };
}

function userOf(request: Request): string {
  return /(?:^|; )user=(\w+)/.exec(request.headers.get('Cookie') ?? '')?.[1] ?? '';
}

function documentOf(nonce: string, first: string, html: string, handed: Handed): string {
  // Data must not close the script element that contains it.
  const data = JSON.stringify(handed).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Account</title>
    <script nonce="${nonce}">${first}</script>
    <link rel="stylesheet" href="/styles.css" nonce="${nonce}">
  </head>
  <body>
    <div id="root">${html}</div>
    <script type="application/json" id="handed">${data}</script>
    <script type="module" src="/script.js" nonce="${nonce}"></script>
  </body>
</html>`;
}
