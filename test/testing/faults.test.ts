// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../demo/listen';
import { createDemoPolar, type Fault, type FaultMode, type FaultStep, type WireMeter, type WirePage } from '../../src/testing';
import { clock, origin } from './visit';

const meters = '/v1/customer-portal/meters/';

/** What somebody sees who asks for a list once, with patience of a moment. */
interface Seen {
  /** Absent where `fetch` itself rejected. */
  status?: number;
  body: string;
  headers?: Record<string, string>;
}

/** A demo that plays one fault, and a way to ask it. */
interface Place {
  ask: (path?: string, init?: RequestInit) => Promise<Response>;
  calls: () => string[];
}

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

const places: Record<'process' | 'socket', (step: FaultStep) => Promise<Place>> = {
  process: async (step) => place(step, async () => origin),
  socket: async (step) =>
    place(step, async (demo) => {
      const listening = await listen(demo);
      open.push(listening);
      return listening.url;
    }),
};

async function place(step: FaultStep, serve: (demo: ReturnType<typeof createDemoPolar>) => Promise<string>): Promise<Place> {
  const demo = createDemoPolar({ moving: false, now: clock().now, faults: [step] });
  const base = await serve(demo);
  const headers = { Authorization: `Bearer ${demo.createSession('ada').token}` };
  const via = base === origin ? demo : fetch;
  return {
    ask: (path = meters, init = {}) => via(`${base}${path}`, { headers, redirect: 'error', ...init }),
    calls: () => demo.calls.map(({ status, fault }) => `${status} ${fault ?? 'ok'}`),
  };
}

/** With little patience where it will end anyway. */
async function look({ ask }: Place, patience = 5000): Promise<Seen> {
  let response: Response;
  try {
    response = await ask(meters, { signal: AbortSignal.timeout(patience) });
  } catch (error) {
    return { body: nameOf(error) };
  }
  const { status, headers } = response;
  const body = await response.text().then(describeBody, nameOf);
  return { status, body, headers: Object.fromEntries(headers) };
}

function nameOf(error: unknown): string {
  return (error as Error).name;
}

function describeBody(text: string): string {
  try {
    const body = JSON.parse(text) as Partial<WirePage<WireMeter>> & { error?: string };
    return body.items === undefined ? `JSON: ${body.error ?? text}` : `${body.items.length} items`;
  } catch {
    return text.startsWith('{') ? 'cut JSON' : text;
  }
}

/** What a page sees, and where a program on a server sees more, that. */
interface Case {
  step: FaultStep;
  seen: Seen;
  sent?: Seen;
}

const readable = { 'access-control-allow-origin': '*' };

const cases: Record<FaultMode, Case> = {
  ok: { step: 'ok', seen: { status: 200, body: '5 items', headers: readable } },
  hang: { step: 'hang', seen: { body: 'TimeoutError' } },
  stall: { step: 'stall', seen: { status: 200, body: 'TimeoutError', headers: readable } },
  reset: { step: 'reset', seen: { body: 'TypeError' } },
  cut: { step: 'cut', seen: { status: 200, body: 'TypeError', headers: { ...readable, 'content-length': expect.stringMatching(/^\d{4}$/) as string } } },
  drip: { step: { fault: 'drip', pieces: 3, ms: 1 }, seen: { status: 200, body: '5 items', headers: readable } },
  delay: { step: { fault: 'delay', ms: 1 }, seen: { status: 200, body: '5 items', headers: readable } },
  html: { step: 'html', seen: { status: 200, body: expect.stringMatching(/^<!doctype html>/) as string, headers: { ...readable, 'content-type': 'text/html; charset=utf-8' } } },
  empty: { step: 'empty', seen: { status: 204, body: '', headers: readable } },
  redirect: { step: { fault: 'redirect', to: 'https://elsewhere.example/' }, seen: { body: 'TypeError' } },
  502: { step: 502, seen: { status: 502, body: 'Bad Gateway', headers: readable } },
  503: { step: 503, seen: { status: 503, body: 'Service Unavailable', headers: readable } },
  504: { step: { fault: 504, cors: false }, seen: { body: 'TypeError' }, sent: { status: 504, body: 'Gateway Timeout' } },
  500: { step: 500, seen: { body: 'TypeError' }, sent: { status: 500, body: 'Internal Server Error' } },
  retired: { step: 'retired', seen: { body: 'TypeError' }, sent: { status: 404, body: 'JSON: {"detail":"Not Found"}' } },
  expired: { step: 'expired', seen: { status: 401, body: 'JSON: invalid_token', headers: readable } },
  unauthorized: { step: 'unauthorized', seen: { status: 401, body: 'JSON: Unauthorized', headers: readable } },
  403: { step: 403, seen: { status: 403, body: 'JSON: NotPermitted', headers: readable } },
  429: { step: 429, seen: { status: 429, body: '', headers: readable }, sent: { status: 429, body: '', headers: { 'retry-after': '60' } } },
  truncate: { step: 'truncate', seen: { status: 200, body: 'cut JSON', headers: { 'content-type': 'application/json' } } },
  mislabel: { step: 'mislabel', seen: { status: 200, body: '5 items', headers: { 'content-type': 'text/plain' } } },
  drift: { step: 'drift', seen: { status: 200, body: '4 items' } },
  duplicate: { step: 'duplicate', seen: { status: 200, body: '6 items' } },
  huge: { step: { fault: 'huge', bytes: 100_000 }, seen: { status: 200, body: '5 items' } },
  deep: { step: { fault: 'deep', levels: 1000 }, seen: { status: 200, body: '1 items' } },
  mutate: { step: { fault: 'mutate', change: () => ({ items: [] }) }, seen: { status: 200, body: '0 items' } },
};

const patienceFor = ({ body }: Seen): number => (body === 'TimeoutError' ? 300 : 5000);

const table = Object.entries(cases).map(([mode, found]) => ({ mode, ...found }));

describe('to a page', () => {
  it.each(table)('$mode looks as in its fetch', async ({ mode, step, seen, sent }) => {
    const here = await places.process(step);
    expect(await look(here, patienceFor(seen))).toMatchObject(seen);
    expect(here.calls()).toEqual([`${sent?.status ?? seen.status ?? (mode === 'redirect' ? 302 : 0)} ${mode}`]);
    expect(await look(here)).toMatchObject(cases.ok.seen);
  });

  it('a wait that it may not read is not there', async () => {
    const { headers } = await (await places.process(429)).ask();
    expect(headers.has('Retry-After')).toBe(false);
  });
});

describe('on the wire', () => {
  it.each(table)('$mode is true', async ({ mode, step, seen, sent }) => {
    const there = await places.socket(step);
    expect(await look(there, patienceFor(seen))).toMatchObject(sent ?? seen);
    expect(there.calls()).toEqual([`${sent?.status ?? seen.status ?? (mode === 'redirect' ? 302 : 0)} ${mode}`]);
    expect(await look(there)).toMatchObject(cases.ok.seen);
  });

  it.each([500, 'retired', { fault: 503, cors: false }] as const)('%j has no CORS headers', async (step) => {
    const { ask } = await places.socket(step);
    const { headers } = await ask();
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('tells a connection that was reset from one that was closed too early', async () => {
    const reset = await places.socket('reset');
    await expect(reset.ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    const cut = await places.socket('cut');
    await expect((await cut.ask()).text()).rejects.toMatchObject({ cause: { code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' } });
  });

  it('ends a hang when the server closes', async () => {
    const { ask } = await places.socket('hang');
    const answer = ask().catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await Promise.all(open.splice(0).map(({ close }) => close()));
    expect(await answer).toBe('fetch failed');
  });

  it('redirects to another origin whoever follows', async () => {
    const other = await listen(() => new Response('elsewhere'));
    open.push(other);
    const { ask } = await places.socket({ fault: 'redirect', to: `${other.url}/login` });
    const response = await ask(meters, { redirect: 'follow' });
    expect([response.url, await response.text()]).toEqual([`${other.url}/login`, 'elsewhere']);
  });
});

describe.each(Object.entries(places))('in a %s', (base, make) => {
  const ids = async (response: Response) => ((await response.json()) as WirePage<WireMeter>).items.map(({ id }) => id);

  it('a fault ends with the reason that the page gives', async () => {
    for (const fault of ['hang', 'stall', 'drip'] as const) {
      const { ask } = await make(fault);
      const page = new AbortController();
      const answer = ask(meters, { signal: page.signal }).then((response) => response.text());
      setTimeout(() => page.abort(new Error('left')), 30);
      await expect(answer).rejects.toThrow('left');
    }
  });

  it('a stalled answer gives its first half', async () => {
    const { ask } = await make('stall');
    const reader = (await ask()).body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^\{"items":\[\{/);
    await reader.cancel();
  });

  it('a drip comes in pieces', async () => {
    const { ask } = await make({ fault: 'drip', pieces: 4, ms: 15 });
    const sizes: number[] = [];
    const start = performance.now();
    for await (const piece of (await ask()).body!) sizes.push(piece.length);
    // On a busy machine two pieces may arrive as one.
    expect(sizes.length).toBeOneOf(base === 'process' ? [4] : [2, 3, 4]);
    expect(performance.now() - start).toBeGreaterThan(40);
    expect(sizes.reduce((sum, size) => sum + size)).toBe((await (await ask()).arrayBuffer()).byteLength);
  });

  it('a list that drifts between two pages loses an item and repeats another', async () => {
    const { ask } = await make({ fault: 'drift', on: 'page=1' });
    const all = await ids(await ask(`${meters}?limit=100`));
    const first = await ids(await ask(`${meters}?limit=2&page=1`));
    const second = await ids(await ask(`${meters}?limit=2&page=2`));
    expect(first).toEqual([all[1], all[2]]);
    expect(second).toEqual([all[2], all[3]]);
  });

  it('a duplicate has the id of the first', async () => {
    const { ask } = await make('duplicate');
    const [first, ...others] = await ids(await ask());
    expect(others.at(-1)).toBe(first);
  });

  it('a huge answer has its size, and a deep one its depth', async () => {
    const huge = await make('huge');
    expect(await (await huge.ask()).text()).toHaveLength(12_000_000);
    const deep = await make('deep');
    expect((await (await deep.ask()).text()).split('[')).toHaveLength(100_001);
  });

  it('an empty answer can be a 200 too', async () => {
    const { ask } = await make({ fault: 'empty', status: 200 });
    const response = await ask();
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each<[string, Omit<Fault<429>, 'fault'>, string | null, string]>([
    ['in seconds', { retryAfter: 7, readable: true }, '7', ''],
    ['as a date', { retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT', readable: true }, 'Wed, 21 Oct 2026 07:28:00 GMT', ''],
    ['not at all', { retryAfter: null }, null, ''],
    ['and a body', { readable: true, body: { detail: 'slow' } }, '60', '{"detail":"slow"}'],
  ])('a 429 tells its wait %s', async (_, options, wait, body) => {
    const { ask } = await make({ fault: 429, ...options });
    const response = await ask();
    expect([response.status, response.headers.get('Retry-After'), await response.text()]).toEqual([429, wait, body]);
    const exposed = response.headers.get('Access-Control-Expose-Headers');
    expect(exposed).toBe(wait === null ? 'Polar-Version' : 'Polar-Version, Retry-After');
  });

  it('any field of a true answer can be changed, even into __proto__', async () => {
    const change = (body: unknown): unknown => {
      const page = body as WirePage<WireMeter>;
      return { items: [JSON.parse(`{"__proto__":{"polluted":true},"id":"${page.items[0]!.id}"}`)] };
    };
    const { ask } = await make({ fault: 'mutate', change });
    expect(await (await ask()).text()).toMatch(/^\{"items":\[\{"__proto__":\{"polluted":true\},"id":"[\w-]{36}"\}\]\}$/);
  });

  it('what has no JSON is not changed', async () => {
    const { ask } = await make({ fault: 'mutate', change: () => 'changed', times: 2 });
    expect(await (await ask('/v1/customer-portal/meters', { redirect: 'manual' })).text()).toBe('');
    expect(await (await ask('/nowhere')).text()).toBe('"changed"');
  });
});
