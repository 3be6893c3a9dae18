// @vitest-environment node
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Listening, listen } from '../../demo/listen';
import { toNodeListener } from '../../src/server/toNodeListener';
import { createDemoPolar, type DemoPolarOptions, type FaultStep, onTheWire } from '../../src/testing';
import { asMerchant, origin, visit } from './visit';

const meters = '/v1/customer-portal/meters/';
const wallets = '/v1/customer-portal/wallets/';

function make(faults: readonly FaultStep[], options: DemoPolarOptions = {}) {
  const demo = createDemoPolar({ moving: false, faults, ...options });
  const { ask } = visit(demo, 'ada');
  const statuses = async (...paths: string[]) => {
    const found: number[] = [];
    for (const path of paths) found.push((await ask(path)).status);
    return found;
  };
  return { demo, ask, statuses };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a script', () => {
  it('is played step by step, and then all is fine', async () => {
    const { statuses } = make([502, 'ok', { fault: 503 }, 403]);
    expect(await statuses(meters, meters, meters, wallets, wallets)).toEqual([502, 200, 503, 403, 200]);
  });

  it('concerns only the requests that a step names, whatever stands before it', async () => {
    const { statuses } = make([{ fault: 503, on: '/wallets/', times: 2 }, { fault: 'expired', on: 'limit=7' }, 502]);
    expect(await statuses(`${meters}?limit=7`, meters, meters, wallets, wallets, wallets)).toEqual([401, 502, 200, 503, 503, 200]);
  });

  it('can name a method', async () => {
    const { demo, statuses } = make([{ fault: 500, method: 'post', cors: true, times: Infinity }]);
    const post = () => asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body: '{"external_customer_id":"ada"}' });
    expect(await statuses(meters, wallets)).toEqual([200, 200]);
    expect([(await post()).status, (await post()).status]).toEqual([500, 500]);
    demo.play([]);
    expect((await post()).status).toBe(201);
  });

  it('can go on for ever, until another one is played', async () => {
    const { demo, statuses } = make([{ fault: 'expired', times: Infinity }]);
    expect(await statuses(...Array<string>(50).fill(meters))).toEqual(Array(50).fill(401));
    demo.play([503]);
    expect(await statuses(meters, meters)).toEqual([503, 200]);
  });

  it('can be played twice', async () => {
    const { demo, statuses } = make([]);
    const script: FaultStep[] = [{ fault: 503, times: 2 }];
    demo.play(script);
    expect(await statuses(meters, meters, meters)).toEqual([503, 503, 200]);
    demo.play(script);
    expect(await statuses(meters, meters, meters)).toEqual([503, 503, 200]);
  });

  it('goes to requests in the order in which they are made, however long they take', async () => {
    const { ask } = make([{ fault: 'delay', ms: 40 }, 503], { latency: 5 });
    const arrived: number[] = [];
    await Promise.all([ask(meters), ask(meters)].map((answer) => answer.then(({ status }) => arrived.push(status))));
    expect(arrived).toEqual([503, 200]);
  });

  it('answers late with what was true when it was asked', async () => {
    const { demo, ask } = make([{ fault: 'delay', ms: 30 }]);
    const late = ask(meters);
    demo.expireSessions();
    expect([(await ask(meters)).status, (await late).status]).toEqual([401, 200]);
  });

  it('is not used up by a preflight, nor by a request that was aborted before', async () => {
    const { demo, statuses } = make([503]);
    const preflight = await demo(`${origin}${meters}`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' },
    });
    expect(preflight.status).toBe(200);
    await expect(demo(`${origin}${meters}`, { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    expect(await statuses(meters, meters)).toEqual([503, 200]);
  });

  it('says what is wrong with it, and leaves the last one in place', async () => {
    const { demo, statuses } = make([503]);
    expect(() => demo.play(['ok', 'toString' as 'ok'])).toThrow(/^The demo cannot play the fault "toString"\. It plays .*\bhang, stall, .*\. Name one of them\.$/);
    expect(await statuses(meters)).toEqual([503]);
  });
});

describe('calls', () => {
  it('tell what each request got, and which fault it was', async () => {
    const { demo, ask } = make(['hang', 'reset', 500, 'drip', 'cut', 'drift']);
    void ask(meters);
    for (const path of [wallets, wallets]) await expect(ask(path)).rejects.toThrow(new TypeError('fetch failed'));
    for (const path of [wallets, wallets, meters, meters]) await ask(path);
    expect(demo.calls).toEqual([
      { method: 'GET', path: meters, status: 0, fault: 'hang' },
      { method: 'GET', path: wallets, status: 0, fault: 'reset' },
      { method: 'GET', path: wallets, status: 500, fault: 500 },
      { method: 'GET', path: wallets, status: 200, fault: 'drip' },
      { method: 'GET', path: wallets, status: 200, fault: 'cut' },
      { method: 'GET', path: meters, status: 200, fault: 'drift' },
      { method: 'GET', path: meters, status: 200 },
    ]);
  });

  it('hold no token, whatever fails', async () => {
    const { demo } = make(['reset']);
    await expect(demo(`${origin}${meters}?token=polar_cst_secret`)).rejects.toThrow('fetch failed');
    expect(demo.calls).toMatchObject([{ path: `${meters}?token=polar_cst_…`, fault: 'reset' }]);
  });
});

describe('time', () => {
  it('may be fake: latency, delay and drip follow it', async () => {
    vi.useFakeTimers();
    const { ask } = make([{ fault: 'delay', ms: 60_000 }, { fault: 'drip', pieces: 3, ms: 60_000 }, { fault: 'cut' }], { latency: 1000 });
    let done = '';
    void ask(meters).then(() => (done += 'delay '));
    void ask(meters).then((answer) => answer.json()).then(() => (done += 'drip '));
    void ask(meters).then((answer) => answer.text()).catch(() => (done += 'cut '));
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toBe('cut ');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe('cut delay ');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe('cut delay drip ');
  });

  it('is left to Node: what never ends holds no timer', async () => {
    vi.useFakeTimers();
    const { ask } = make(['hang', 'stall']);
    void ask(meters);
    const stalled = (await ask(meters)).text();
    expect(vi.getTimerCount()).toBe(0);
    expect(await Promise.race([stalled, Promise.resolve('still waiting')])).toBe('still waiting');
  });

  it('is saved: a drip that nobody reads any more stops its clock', async () => {
    vi.useFakeTimers();
    const { ask } = make(['drip']);
    const reader = (await ask(meters)).body!.getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it.each(['hang', 'stall'] as const)('a %s ends when the page leaves, though nobody holds its Request any more', async (fault) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { demo } = make([fault]);
  const { token } = demo.createSession('ada');
  const page = new AbortController();
  const ask = () => demo(new Request(`${origin}${meters}`, { headers: { Authorization: `Bearer ${token}` }, signal: page.signal }));
  const ended = ask().then((answer) => answer.text()).catch((error: Error) => error.name);
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  page.abort();
  expect(await ended).toBe('AbortError');
});

describe('on a server', () => {
  const open: Listening[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ close }) => close()));
  });

  it('onTheWire alone is enough: a cut connection is one that closes', async () => {
    const { demo } = make(['reset', 500]);
    const server = createServer(toNodeListener(onTheWire(demo)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(500);
    await new Promise((resolve) => server.close(resolve));
  });

  it('plays the faults of a demo from another copy of this package', async () => {
    vi.resetModules();
    const copy = await import('../../src/testing');
    const demo = copy.createDemoPolar({ faults: ['retired', 'reset'] });
    expect(copy.createDemoPolar).not.toBe(createDemoPolar);
    const listening = await listen(demo);
    open.push(listening);
    expect((await fetch(listening.url)).status).toBe(404);
    await expect(fetch(listening.url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('leaves what another handler answers and throws as it is', async () => {
    expect(await (await onTheWire(() => new Response('mine'))(new Request(origin))).text()).toBe('mine');
    await expect(onTheWire(() => Promise.reject(new Error('broken')))(new Request(origin))).rejects.toThrow('broken');
  });

  it('needs no answer to its preflights from a script', async () => {
    const { demo } = make(['hang']);
    const listening = await listen(demo);
    open.push(listening);
    const response = await fetch(`${listening.url}${meters}`, { method: 'OPTIONS', headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET' } });
    expect(response.status).toBe(200);
  });
});
