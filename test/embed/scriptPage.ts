import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { listen } from '../../demo/listen';
import { buildElements } from '../../scripts/embed.js';
import { createDemoPolar, type DemoPolar } from '../../src/testing';
import { policyOf } from '../page/strict/policy';

/** A shop's page with the script of the elements, the host of that script on another origin, and the demo API on a third. */
export interface ScriptPage {
  url: string;
  /** Where the script's files are. */
  cdn: string;
  api: string;
  demo: DemoPolar;
  /** The HTML of the next pages. `TOKEN` becomes a new token of ada, `API` and `CDN` the addresses, `HASH` the integrity of the script, `NONCE` the nonce of a strict page. */
  html: string;
  /** Whether the strictest policy applies. */
  isStrict: boolean;
  /** Headers of the script's host. */
  headers: Record<string, string>;
  /** Scripts of the page's own by name, from the same host. */
  scripts: Map<string, string>;
  /** Names of files that the script's host does not find. */
  missing: Set<string>;
}

let files: Promise<Map<string, string>> | undefined;

/** Serves the page until the test has finished. */
export async function serveScriptPage(): Promise<ScriptPage> {
  const code = new Map(await (files ??= buildElements()));
  const main = code.get('meterface.js') ?? '';
  // Stands for another version of the script, whose modules and parts have other names.
  code.set('meterface-other.js', main.replaceAll(/meterface \d+\.\d+\.\d+/g, 'meterface 9.9.9'));
  const demo = createDemoPolar({ moving: false, now: () => new Date('2026-11-14T13:37:00Z') });
  const api = await listen(demo);
  const cdn = await listen(({ url }) => {
    const name = new URL(url).pathname.slice(1);
    const text = page.missing.has(name) ? undefined : (code.get(name) ?? page.scripts.get(name));
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text, { headers: { 'Content-Type': 'text/javascript; charset=utf-8', ...page.headers } });
  });
  const shop = await listen(() => {
    const nonce = crypto.randomUUID();
    const words = { TOKEN: demo.createSession('ada').token, API: api.url, CDN: cdn.url, NONCE: nonce, HASH: `sha256-${createHash('sha256').update(main).digest('base64')}` };
    const html = page.html.replaceAll(/TOKEN|API|CDN|NONCE|HASH/g, (word) => words[word as keyof typeof words]);
    return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...(page.isStrict && { 'Content-Security-Policy': policyOf(nonce, api.url) }) } });
  }, { host: 'localhost' });
  const page: ScriptPage = { url: shop.url, cdn: cdn.url, api: api.url, demo, html: '', isStrict: false, headers: { 'Access-Control-Allow-Origin': '*' }, scripts: new Map(), missing: new Set() };
  onTestFinished(async () => void (await Promise.all([shop.close(), cdn.close(), api.close()])));
  return page;
}
