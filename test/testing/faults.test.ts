// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../demo/listen';
import { createDemoPolar, type Fault, type FaultMode, type FaultStep, type WireMeter, type WirePage } from '../../src/testing';
import { clock, origin } from './signIn';

const meters = '/v1/customer-portal/meters/';

/** The outcome of one request for a list, with a timeout. */
interface Seen {
  /** Absent if `fetch` rejected. */
  status?: number;
  body: string;
  headers?: Record<string, string>;
}

/** A demo that plays one fault. */
interface FaultyDemo {
  get: (path?: string, init?: RequestInit) => Promise<Response>;
  calls: () => string[];
}

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

const transports: Record<'in process' | 'over a socket', (step: FaultStep) => Promise<FaultyDemo>> = {
  'in process': async (step) => faultyDemo(step, async () => origin),
  'over a socket': async (step) =>
    faultyDemo(step, async (demo) => {
      const listening = await listen(demo);
      open.push(listening);
      return listening.url;
    }),
};

async function faultyDemo(step: FaultStep, serve: (demo: ReturnType<typeof createDemoPolar>) => Promise<string>): Promise<FaultyDemo> {
  const demo = createDemoPolar({ moving: false, now: clock().now, faults: [step] });
  const base = await serve(demo);
  const headers = { Authorization: `Bearer ${demo.createSession('ada').token}` };
  const via = base === origin ? demo : fetch;
  return {
    get: (path = meters, init = {}) => via(`${base}${path}`, { headers, redirect: 'error', ...init }),
    calls: () => demo.calls.map(({ status, fault }) => `${status} ${fault ?? 'ok'}`),
  };
}

/** Waits for the headers, then for the body: briefly for the part that a fault holds back, and long for any other. */
async function observe({ get }: FaultyDemo, waits = { headers: 15_000, body: 15_000 }): Promise<Seen> {
  const late = new AbortController();
  const start = (wait: number) => setTimeout(() => late.abort(new DOMException('Too late', 'TimeoutError')), wait);
  let timer = start(waits.headers);
  try {
    const response = await get(meters, { signal: late.signal });
    clearTimeout(timer);
    timer = start(waits.body);
    const { status, headers } = response;
    const body = await response.text().then(describeBody, nameOf);
    return { status, body, headers: Object.fromEntries(headers) };
  } catch (error) {
    return { body: nameOf(error) };
  } finally {
    clearTimeout(timer);
  }
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

/** What a page sees and, if different, what the server sent. */
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

const waitsFor = ({ status, body }: Seen) => {
  const last = body === 'TimeoutError' ? 300 : 15_000;
  return { headers: status === undefined ? last : 15_000, body: last };
};

const faultTable = Object.entries(cases).map(([mode, found]) => ({ mode, ...found }));

describe('in process', () => {
  it.each(faultTable)('the fault $mode gives what a page’s fetch would see', async ({ mode, step, seen, sent }) => {
    const here = await transports['in process'](step);
    expect(await observe(here, waitsFor(seen))).toMatchObject(seen);
    expect(here.calls()).toEqual([`${sent?.status ?? seen.status ?? (mode === 'redirect' ? 302 : 0)} ${mode}`]);
    expect(await observe(here)).toMatchObject(cases.ok.seen);
  });

  it('a 429 hides its Retry-After, as CORS does', async () => {
    const { headers } = await (await transports['in process'](429)).get();
    expect(headers.has('Retry-After')).toBe(false);
  });
});

describe('over a socket', () => {
  it.each(faultTable)('the fault $mode sends what the server would', async ({ mode, step, seen, sent }) => {
    const there = await transports['over a socket'](step);
    expect(await observe(there, waitsFor(seen))).toMatchObject(sent ?? seen);
    expect(there.calls()).toEqual([`${sent?.status ?? seen.status ?? (mode === 'redirect' ? 302 : 0)} ${mode}`]);
    expect(await observe(there)).toMatchObject(cases.ok.seen);
  });

  it.each([500, 'retired', { fault: 503, cors: false }] as const)('the fault %j has no CORS headers', async (step) => {
    const { get } = await transports['over a socket'](step);
    const { headers } = await get();
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('`reset` resets the connection and `cut` closes it early', async () => {
    const reset = await transports['over a socket']('reset');
    await expect(reset.get()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    const cut = await transports['over a socket']('cut');
    await expect((await cut.get()).text()).rejects.toMatchObject({ cause: { code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' } });
  });

  it('`hang` ends when the server closes', async () => {
    const { get } = await transports['over a socket']('hang');
    const response = get().catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await Promise.all(open.splice(0).map(({ close }) => close()));
    expect(await response).toBe('fetch failed');
  });

  it('`redirect` leads to another origin', async () => {
    const other = await listen(() => new Response('elsewhere'));
    open.push(other);
    const { get } = await transports['over a socket']({ fault: 'redirect', to: `${other.url}/login` });
    const response = await get(meters, { redirect: 'follow' });
    expect([response.url, await response.text()]).toEqual([`${other.url}/login`, 'elsewhere']);
  });
});

describe.each(Object.entries(transports))('faults %s:', (transport, make) => {
  const ids = async (response: Response) => ((await response.json()) as WirePage<WireMeter>).items.map(({ id }) => id);

  it('`hang`, `stall` and `drip` reject with the reason of an abort', async () => {
    for (const fault of ['hang', 'stall', 'drip'] as const) {
      const { get } = await make(fault);
      const page = new AbortController();
      const body = get(meters, { signal: page.signal }).then((response) => response.text());
      setTimeout(() => page.abort(new Error('left')), 30);
      await expect(body).rejects.toThrow('left');
    }
  });

  it('`stall` sends the first half of the body', async () => {
    const { get } = await make('stall');
    const reader = (await get()).body!.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const whole = new Uint8Array(await (await get()).arrayBuffer());
    expect(value).toEqual(whole.slice(0, Math.floor(whole.length / 2)));
  });

  it('`drip` sends the body in pieces', async () => {
    const { get } = await make({ fault: 'drip', pieces: 4, ms: 15 });
    const sizes: number[] = [];
    const start = performance.now();
    for await (const piece of (await get()).body!) sizes.push(piece.length);
    // On a busy machine two pieces may arrive as one.
    expect(sizes.length).toBeOneOf(transport === 'in process' ? [4] : [2, 3, 4]);
    expect(performance.now() - start).toBeGreaterThan(40);
    expect(sizes.reduce((sum, size) => sum + size)).toBe((await (await get()).arrayBuffer()).byteLength);
  });

  it('`drift` makes two pages miss an item and repeat another', async () => {
    const { get } = await make({ fault: 'drift', on: 'page=1' });
    const all = await ids(await get(`${meters}?limit=100`));
    const first = await ids(await get(`${meters}?limit=2&page=1`));
    const second = await ids(await get(`${meters}?limit=2&page=2`));
    expect(first).toEqual([all[1], all[2]]);
    expect(second).toEqual([all[2], all[3]]);
  });

  it('`duplicate` repeats the first item at the end', async () => {
    const { get } = await make('duplicate');
    const [first, ...others] = await ids(await get());
    expect(others.at(-1)).toBe(first);
  });

  it('`huge` and `deep` send bodies of their default size and depth', async () => {
    const huge = await make('huge');
    expect(await (await huge.get()).text()).toHaveLength(12_000_000);
    const deep = await make('deep');
    expect((await (await deep.get()).text()).split('[')).toHaveLength(100_001);
  });

  it('`empty` can have the status 200', async () => {
    const { get } = await make({ fault: 'empty', status: 200 });
    const response = await get();
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each<[string, Omit<Fault<429>, 'fault'>, string | null, string]>([
    ['Retry-After in seconds', { retryAfter: 7, readable: true }, '7', ''],
    ['Retry-After as a date', { retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT', readable: true }, 'Wed, 21 Oct 2026 07:28:00 GMT', ''],
    ['no Retry-After', { retryAfter: null }, null, ''],
    ['Retry-After and a JSON body', { readable: true, body: { detail: 'slow' } }, '60', '{"detail":"slow"}'],
  ])('a 429 sends %s', async (_, options, wait, body) => {
    const { get } = await make({ fault: 429, ...options });
    const response = await get();
    expect([response.status, response.headers.get('Retry-After'), await response.text()]).toEqual([429, wait, body]);
    const exposed = response.headers.get('Access-Control-Expose-Headers');
    expect(exposed).toBe(wait === null ? 'Polar-Version' : 'Polar-Version, Retry-After');
  });

  it('`mutate` can replace the body, even by one with a field `__proto__`', async () => {
    const change = (body: unknown): unknown => {
      const page = body as WirePage<WireMeter>;
      return { items: [JSON.parse(`{"__proto__":{"polluted":true},"id":"${page.items[0]!.id}"}`)] };
    };
    const { get } = await make({ fault: 'mutate', change });
    expect(await (await get()).text()).toMatch(/^\{"items":\[\{"__proto__":\{"polluted":true\},"id":"[\w-]{36}"\}\]\}$/);
  });

  it('`mutate` leaves an empty body empty', async () => {
    const { get } = await make({ fault: 'mutate', change: () => 'changed', times: 2 });
    expect(await (await get('/v1/customer-portal/meters', { redirect: 'manual' })).text()).toBe('');
    expect(await (await get('/nowhere')).text()).toBe('"changed"');
  });
});
