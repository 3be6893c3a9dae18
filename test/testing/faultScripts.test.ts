// @vitest-environment node
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Listening, listen } from '../../demo/listen';
import { toNodeListener } from '../../src/server/toNodeListener';
import { createDemoPolar, type DemoPolarOptions, type FaultStep, onTheWire } from '../../src/testing';
import { asMerchant, origin, signIn } from './signIn';

const meters = '/v1/customer-portal/meters/';
const wallets = '/v1/customer-portal/wallets/';

function make(faults: readonly FaultStep[], options: DemoPolarOptions = {}) {
  const demo = createDemoPolar({ moving: false, faults, ...options });
  const { get } = signIn(demo, 'ada');
  const statuses = async (...paths: string[]) => {
    const found: number[] = [];
    for (const path of paths) found.push((await get(path)).status);
    return found;
  };
  return { demo, get, statuses };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a fault script', () => {
  it('plays its steps in order, then responds normally', async () => {
    const { statuses } = make([502, 'ok', { fault: 503 }, 403]);
    expect(await statuses(meters, meters, meters, wallets, wallets)).toEqual([502, 200, 503, 403, 200]);
  });

  it('skips steps that don’t match the request', async () => {
    const { statuses } = make([{ fault: 503, on: '/wallets/', times: 2 }, { fault: 'expired', on: 'limit=7' }, 502]);
    expect(await statuses(`${meters}?limit=7`, meters, meters, wallets, wallets, wallets)).toEqual([401, 502, 200, 503, 503, 200]);
  });

  it('matches the method of a step', async () => {
    const { demo, statuses } = make([{ fault: 500, method: 'post', cors: true, times: Infinity }]);
    const post = () => asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body: '{"external_customer_id":"ada"}' });
    expect(await statuses(meters, wallets)).toEqual([200, 200]);
    expect([(await post()).status, (await post()).status]).toEqual([500, 500]);
    demo.play([]);
    expect((await post()).status).toBe(201);
  });

  it('repeats a step with `times: Infinity` until the next play()', async () => {
    const { demo, statuses } = make([{ fault: 'expired', times: Infinity }]);
    expect(await statuses(...Array<string>(50).fill(meters))).toEqual(Array(50).fill(401));
    demo.play([503]);
    expect(await statuses(meters, meters)).toEqual([503, 200]);
  });

  it('can be played again after it was used up', async () => {
    const { demo, statuses } = make([]);
    const script: FaultStep[] = [{ fault: 503, times: 2 }];
    demo.play(script);
    expect(await statuses(meters, meters, meters)).toEqual([503, 503, 200]);
    demo.play(script);
    expect(await statuses(meters, meters, meters)).toEqual([503, 503, 200]);
  });

  it('assigns steps in the order of the requests, whatever their latency', async () => {
    const { get } = make([{ fault: 'delay', ms: 40 }, 503], { latency: 5 });
    const statuses: number[] = [];
    await Promise.all([get(meters), get(meters)].map((response) => response.then(({ status }) => statuses.push(status))));
    expect(statuses).toEqual([503, 200]);
  });

  it('sends a delayed response as it was when the request arrived', async () => {
    const { demo, get } = make([{ fault: 'delay', ms: 30 }]);
    const late = get(meters);
    demo.expireSessions();
    expect([(await get(meters)).status, (await late).status]).toEqual([401, 200]);
  });

  it('is not used up by a preflight or an aborted request', async () => {
    const { demo, statuses } = make([503]);
    const preflight = await demo(`${origin}${meters}`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' },
    });
    expect(preflight.status).toBe(200);
    await expect(demo(`${origin}${meters}`, { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    expect(await statuses(meters, meters)).toEqual([503, 200]);
  });

  it('throws for an unknown fault and keeps the previous steps', async () => {
    const { demo, statuses } = make([503]);
    expect(() => demo.play(['ok', 'toString' as 'ok'])).toThrow(/^The demo has no fault "toString"\. Use one of .*\bhang, stall, .*\.$/);
    expect(await statuses(meters)).toEqual([503]);
  });
});

describe('demo.calls', () => {
  it('records the status and the fault of each request', async () => {
    const { demo, get } = make(['hang', 'reset', 500, 'drip', 'cut', 'drift']);
    void get(meters);
    for (const path of [wallets, wallets]) await expect(get(path)).rejects.toThrow(new TypeError('fetch failed'));
    for (const path of [wallets, wallets, meters, meters]) await get(path);
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

  it('contains no token, even of a failed request', async () => {
    const { demo } = make(['reset']);
    await expect(demo(`${origin}${meters}?token=polar_cst_secret`)).rejects.toThrow('fetch failed');
    expect(demo.calls).toMatchObject([{ path: `${meters}?token=polar_cst_…`, fault: 'reset' }]);
  });
});

describe('with fake timers,', () => {
  it('latency, `delay` and `drip` follow the clock', async () => {
    vi.useFakeTimers();
    const { get } = make([{ fault: 'delay', ms: 60_000 }, { fault: 'drip', pieces: 3, ms: 60_000 }, { fault: 'cut' }], { latency: 1000 });
    let done = '';
    void get(meters).then(() => (done += 'delay '));
    void get(meters).then((response) => response.json()).then(() => (done += 'drip '));
    void get(meters).then((response) => response.text()).catch(() => (done += 'cut '));
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toBe('cut ');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe('cut delay ');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toBe('cut delay drip ');
  });

  it('`hang` and `stall` start no timer', async () => {
    vi.useFakeTimers();
    const { get } = make(['hang', 'stall']);
    void get(meters);
    const stalled = (await get(meters)).text();
    expect(vi.getTimerCount()).toBe(0);
    expect(await Promise.race([stalled, Promise.resolve('still waiting')])).toBe('still waiting');
  });

  it('`drip` stops its timer when the body is canceled', async () => {
    vi.useFakeTimers();
    const { get } = make(['drip']);
    const reader = (await get(meters)).body!.getReader();
    await reader.read();
    await vi.advanceTimersByTimeAsync(10);
    expect(vi.getTimerCount()).toBe(1);
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it.each(['hang', 'stall'] as const)('the fault %s ends on abort even after its Request was garbage collected', async (fault) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { demo } = make([fault]);
  const { token } = demo.createSession('ada');
  const page = new AbortController();
  const send = () => demo(new Request(`${origin}${meters}`, { headers: { Authorization: `Bearer ${token}` }, signal: page.signal }));
  const ended = send().then((response) => response.text()).catch((error: Error) => error.name);
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  page.abort();
  expect(await ended).toBe('AbortError');
});

describe('onTheWire()', () => {
  const open: Listening[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ close }) => close()));
  });

  it('closes the connection for the fault `reset` even if no `reset` callback is passed', async () => {
    const { demo } = make(['reset', 500]);
    const server = createServer(toNodeListener(onTheWire(demo)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(500);
    await new Promise((resolve) => server.close(resolve));
  });

  it('works with a demo of another copy of this package', async () => {
    vi.resetModules();
    const copy = await import('../../src/testing');
    const demo = copy.createDemoPolar({ faults: ['retired', 'reset'] });
    expect(copy.createDemoPolar).not.toBe(createDemoPolar);
    const listening = await listen(demo);
    open.push(listening);
    expect((await fetch(listening.url)).status).toBe(404);
    await expect(fetch(listening.url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('passes on the responses and errors of any other handler', async () => {
    expect(await (await onTheWire(() => new Response('mine'))(new Request(origin))).text()).toBe('mine');
    await expect(onTheWire(() => Promise.reject(new Error('broken')))(new Request(origin))).rejects.toThrow('broken');
  });

  it('responds to a preflight without using up the script', async () => {
    const { demo } = make([503]);
    const listening = await listen(demo);
    open.push(listening);
    const response = await fetch(`${listening.url}${meters}`, { method: 'OPTIONS', headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET' } });
    expect(response.status).toBe(200);
    expect((await fetch(`${listening.url}${meters}`)).status).toBe(503);
  });
});
