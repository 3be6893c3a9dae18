import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { createSignalRule } from '../../src/server/signalRule';
import { untilAborted } from '../../src/server/until';
import { byCookie, emptyList, requestFrom, sessionResponse } from './shop';

const until = untilAborted(new AbortController().signal);

describe('the rule for signals', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Sends a request that takes `milliseconds`. Resolves with whether it had a signal. */
  const send = (rule: ReturnType<typeof createSignalRule>, milliseconds = 10) =>
    rule(until, async (signal) => {
      vi.advanceTimersByTime(milliseconds);
      return signal !== undefined;
    });
  const sendMany = async (rule: ReturnType<typeof createSignalRule>, count: number, milliseconds?: number) => {
    const results: boolean[] = [];
    for (let index = 0; index < count; index += 1) results.push(await send(rule, milliseconds));
    return results;
  };

  it('gives signals to the first twenty requests, and then to none while responses are prompt', async () => {
    expect(await sendMany(createSignalRule(), 60)).toEqual([...Array<boolean>(20).fill(true), ...Array<boolean>(40).fill(false)]);
  });

  it('gives every request a signal while there are fewer than twenty a second', async () => {
    expect(await sendMany(createSignalRule(), 60, 60)).not.toContain(false);
  });

  it('gives requests signals again after a pause', async () => {
    const rule = createSignalRule();
    await sendMany(rule, 30);
    vi.advanceTimersByTime(1001);
    expect(await sendMany(rule, 5)).toEqual(Array(5).fill(true));
  });

  it('gives a signal to each request beyond fifty that have none', async () => {
    const rule = createSignalRule();
    await sendMany(rule, 30);
    const signals: Array<AbortSignal | undefined> = [];
    for (let index = 0; index < 60; index += 1) void rule(until, (signal) => (signals.push(signal), new Promise<never>(() => {})));
    expect([signals.filter((signal) => signal === undefined).length, signals.lastIndexOf(undefined)]).toEqual([50, 49]);
  });

  it('does not count responses that took a second as prompt, even if they come together', async () => {
    const rule = createSignalRule();
    const ends: Array<() => void> = [];
    const all = Array.from({ length: 30 }, () => rule(until, () => new Promise<void>((resolve) => void ends.push(resolve))));
    vi.advanceTimersByTime(1000);
    for (const end of ends) end();
    await Promise.all(all);
    expect(await send(rule)).toBe(true);
  });

  it('counts a failed request as ended, and not as prompt', async () => {
    const rule = createSignalRule();
    await sendMany(rule, 30);
    for (let index = 0; index < 60; index += 1) await expect(rule(until, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await send(rule)).toBe(false);
    vi.advanceTimersByTime(1001);
    await expect(rule(until, (signal) => Promise.reject(new Error(String(signal !== undefined))))).rejects.toThrow('true');
    const other = createSignalRule();
    for (let index = 0; index < 30; index += 1) await expect(other(until, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await send(other)).toBe(true);
  });
});

it('a Polar that stops responding under load keeps at most fifty connections after the deadline', { timeout: 60_000 }, async () => {
  // Deadlines pass only when the test says so, however busy the machine is.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isWell = true;
  let open = 0;
  const polar = createServer((request, response) => {
    if (request.method === 'POST') void sessionResponse('polar_cst_x').text().then((text) => response.writeHead(201).end(text));
    else if (isWell) response.end(JSON.stringify(emptyList));
    else {
      open += 1;
      request.on('close', () => (open -= 1));
    }
  });
  await new Promise<void>((resolve) => polar.listen(0, '127.0.0.1', resolve));
  const untilTrue = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    const server = `http://127.0.0.1:${(polar.address() as AddressInfo).port}`;
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', server, customer: byCookie });
    const names = Array.from({ length: 120 }, (_, index) => `customer-${index}`);
    const requestAll = () => Promise.all(names.map(async (name) => (await handler(requestFrom('/meters', name))).status));
    expect(await requestAll()).toEqual(names.map(() => 200));
    expect(await requestAll()).toEqual(names.map(() => 200));
    isWell = false;
    const late = requestAll();
    await untilTrue(() => open === names.length);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await late).toEqual(names.map(() => 504));
    await untilTrue(() => open <= 50);
    isWell = true;
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  } finally {
    vi.useRealTimers();
    polar.closeAllConnections();
    polar.close();
  }
});
