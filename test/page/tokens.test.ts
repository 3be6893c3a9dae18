import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { DEMO_ACCESS_TOKEN } from '../../src/testing';
import { type Running, serveFile, settled, startPage, visit } from './browser';

/** Every session token that the demo has created, for the proxy or the browser. */
const minted: string[] = [];

/** The page of `npm start`. Records the sessions that its server creates. */
async function start(): Promise<Running> {
  const originalFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await originalFetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith('/v1/customer-sessions/')) minted.push(((await response.clone().json()) as { token: string }).token);
    return response;
  };
  const running = await startPage();
  return {
    ...running,
    close: async () => {
      globalThis.fetch = originalFetch;
      await running.close();
    },
  };
}

const server = serveFile(start);
const customers = ['ada', 'bo', 'cy', 'dee', 'eve', 'fay', 'gil', 'hal', 'ike', 'jin', 'kai', 'lou', 'mia'];

/** Text in a browser, by the place where it was found. */
type Found = Record<'network' | 'document' | 'storage' | 'cookies' | 'heap', string[]>;

/** Collects network traffic: URLs, sent and received headers, preflights and bodies. */
async function listen(devtools: CDPSession): Promise<() => Promise<string[]>> {
  const texts: string[] = [];
  const bodies: Promise<unknown>[] = [];
  const streamed = new Map<string, Buffer[]>();
  const loading = new Set<string>();
  devtools.on('event', ({ method, params }) => {
    if (!method.startsWith('Network.')) return;
    texts.push(JSON.stringify(params));
    const { requestId, data } = params as { requestId: string; data?: string };
    if (method === 'Network.requestWillBeSent') loading.add(requestId);
    if (method === 'Network.loadingFailed') loading.delete(requestId);
    // Our source reads bodies as streams. DevTools doesn't keep such a body, so it is collected while it arrives.
    if (method === 'Network.responseReceived') bodies.push(devtools.send('Network.streamResourceContent', { requestId }).then(({ bufferedData }) => collect(requestId, bufferedData), () => undefined));
    if (method === 'Network.dataReceived' && data !== undefined) collect(requestId, data);
    if (method !== 'Network.loadingFinished') return;
    loading.delete(requestId);
    const body = devtools.send('Network.getResponseBody', { requestId });
    bodies.push(body.then(({ body: text, base64Encoded }) => texts.push(base64Encoded ? Buffer.from(text, 'base64').toString() : text), () => undefined));
  });
  await devtools.send('Network.enable', { maxTotalBufferSize: 200_000_000, maxResourceBufferSize: 50_000_000, maxPostDataSize: 1_000_000 });
  return async () => {
    // DevTools events can arrive after the page has read a response. Some requests never end, so the wait is limited.
    for (let round = 0; loading.size > 0 && round < 50; round += 1) await pause(100);
    await Promise.all(bodies);
    return [...texts, ...[...streamed.values()].map((parts) => Buffer.concat(parts).toString())];
  };

  function collect(requestId: string, base64: string): void {
    streamed.set(requestId, [...(streamed.get(requestId) ?? []), Buffer.from(base64, 'base64')]);
  }
}

/** Every string in the page's memory, including closures. In a snapshot, V8 cuts strings after 1,024 characters; `listen` collects bodies as a whole. */
async function readHeap(devtools: CDPSession): Promise<string[]> {
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings;
}

function readStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const kept = await caches.keys();
    // Nothing of ours uses either, so what they contain isn't read.
    if (databases.length + kept.length > 0) throw new Error('There is a database or a cache: search its content, too.');
    return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, history.state, window.name]);
  });
}

/** Opens the page and collects the text in the browser that may contain a token. */
async function open(query: string, meanwhile?: () => Promise<unknown>): Promise<Found> {
  let network: (() => Promise<string[]>) | undefined;
  let devtools: CDPSession | undefined;
  const { page } = await visit(`${server().url}?${query}`, {}, async (page) => {
    devtools = await page.context().newCDPSession(page);
    network = await listen(devtools);
  });
  await settled(page);
  await meanwhile?.();
  await pause(100);
  return {
    heap: await readHeap(devtools!),
    network: await network!(),
    document: [await page.content(), page.url()],
    storage: [await readStorage(page)],
    cookies: [JSON.stringify(await page.context().cookies())],
  };
}

/** The places that contain a token: a known one, its secret part, or anything in the form of a token. */
function placesOfTokens(found: Found, tokens: readonly string[] = [DEMO_ACCESS_TOKEN, ...minted]): string[] {
  const secrets = tokens.map((token) => (token === DEMO_ACCESS_TOKEN ? token : token.replace(/^polar_\w+?_/, '')));
  const isToken = (text: string) => /polar_(oat|cst|mst)_\w{8,}/.test(text) || secrets.some((secret) => text.includes(secret));
  return Object.entries(found).flatMap(([place, texts]) => (texts.some(isToken) ? [place] : []));
}

describe('a browser that loads through the proxy', () => {
  it.each(customers)('never holds a token: not in network traffic, page, storage, cookies or memory (%s)', async (customer) => {
    const before = minted.length;
    const found = await open(`customer=${customer}`);
    // A session was created, and the search covers the page's real data.
    expect(minted.length).toBe(before + 1);
    expect(found.network.some((text) => text.includes('"consumed_units"')) || customer === 'cy').toBe(true);
    expect(found.network.some((text) => text.includes('"GET"') && text.includes(`/api/portal/${customer}/meters`))).toBe(true);
    expect(found.network.some((text) => /"[Cc]ookie":"login-\d+=/.test(text))).toBe(true);
    expect(found.heap).toContain(`/api/portal/${customer}`);
    expect(placesOfTokens(found)).toEqual([]);
  });

  it('never holds a token after a renewal of the session either', async () => {
    const found = await open('customer=ada&refresh=1', async () => {
      const before = minted.length;
      server().demo.expireSessions();
      await expect.poll(() => minted.length, { timeout: 30_000 }).toBeGreaterThan(before);
      await pause(500);
    });
    expect(placesOfTokens(found)).toEqual([]);
  });

  it('never sees the URL of Polar’s API', async () => {
    const found = await open('customer=ada');
    const { host } = new URL(server().api);
    expect(Object.entries(found).filter(([, texts]) => texts.some((text) => text.includes(host)))).toEqual([]);
  });
});

describe('a browser that loads directly from Polar', () => {
  it('holds the customer’s token in network traffic and memory only, and never the organization’s', async () => {
    const before = minted.length;
    const found = await open('customer=ada&direct');
    const mine = minted.slice(before);
    expect(mine).toHaveLength(1);
    expect(placesOfTokens(found, mine).toSorted()).toEqual(['heap', 'network']);
    expect(found.heap).toContain(mine[0]);
    expect(found.network.some((text) => text.includes(`Bearer ${mine[0]}`))).toBe(true);
    const organization = Object.values(found).flat().filter((text) => /polar_oat_\w{8,}/.test(text) || text.includes(DEMO_ACCESS_TOKEN));
    expect(organization).toEqual([]);
  });
});
