import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCustomerPlaces } from '../../src/server/customerPlaces';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Starts requests that end, one by one, when `endOne` is called. `started` counts those that have had their turn, and `turns` has their numbers. */
function open(patience = 5000) {
  const places = createCustomerPlaces(patience);
  const ends: Array<() => void> = [];
  let started = 0;
  const turns: number[] = [];
  const request = (number: number, key = 'ada') =>
    places.run(key, async (turn) => {
      await turn;
      started += 1;
      turns.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
  const start = (count: number, key?: string) => Array.from({ length: count }, (_, number) => request(number, key));
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { places, start, settle, endOne: () => ends.shift()?.(), started: () => started, turns };
}

const outcomes = (work: Promise<unknown>[]) => Promise.all(work.map((one) => one.then(() => 'done', (error: unknown) => error)));

describe('the places of a customer', () => {
  it('let twelve requests run at once, and the next when one ends, in order', async () => {
    const { start, settle, endOne, started, turns } = open();
    const all = outcomes(start(20));
    await settle();
    expect(started()).toBe(12);
    endOne();
    await settle();
    expect(started()).toBe(13);
    for (let index = 0; index < 20; index += 1) {
      endOne();
      await settle();
    }
    expect(await all).toEqual(Array(20).fill('done'));
    expect(turns).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('refuse a request when a hundred are waiting, and let other customers pass', async () => {
    const { start, settle, started } = open();
    start(112).forEach((one) => one.catch(() => {}));
    expect(await outcomes(start(1))).toEqual([expect.objectContaining({ code: 'rate_limited', retryAfter: 5 })]);
    void start(1, 'bo');
    await settle();
    expect(started()).toBe(13);
  });

  it('refuse a request after a wait without success, and never start it', async () => {
    const { start, started, endOne, settle } = open();
    void start(12);
    const late = outcomes(start(1));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await late).toEqual([expect.objectContaining({ code: 'rate_limited' })]);
    endOne();
    await settle();
    expect(started()).toBe(12);
  });

  it('free the place of a waiting request that gives up, and of one that has just got its turn', async () => {
    const { places, start, endOne, settle, started } = open();
    void start(12);
    await expect(places.run('ada', () => Promise.reject(new Error('left')))).rejects.toThrow('left');
    let leave = () => {};
    const leaving = outcomes([places.run('ada', () => new Promise((_, reject) => (leave = () => reject(new Error('left')))))]);
    void start(1);
    endOne();
    await settle();
    expect(started()).toBe(12);
    leave();
    await leaving;
    await settle();
    expect(started()).toBe(13);
  });

  it('are not lost when requests fail', async () => {
    const { places, start, settle, started } = open();
    for (let index = 0; index < 50; index += 1) await expect(places.run('ada', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    void start(12);
    await settle();
    expect(started()).toBe(12);
  });
});
