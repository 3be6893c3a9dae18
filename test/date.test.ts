import { afterEach, expect, it, vi } from 'vitest';
import { now } from '../stories/clock';

const atLoad = Date.now();
const day = now.toISOString().slice(0, 10);

afterEach(() => vi.useRealTimers());

it('a test reads the fixed date, while its file loads and with mocked or real timers', () => {
  const read = () => [new Date(), new Date(Date.now()), new Date(Date())].map((date) => date.toISOString().slice(0, 10));
  expect(new Date(atLoad).toISOString()).toContain(day);
  expect(read()).toEqual([day, day, day]);
  vi.useFakeTimers();
  expect(read().slice(0, 2)).toEqual([day, day]);
  vi.useRealTimers();
  expect(read()).toEqual([day, day, day]);
});

it('a test can create any other date, and time passes', async () => {
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new Date()).toBeInstanceOf(Date);
  expect(Object.getPrototypeOf(new Date(0))).toBe(Date.prototype);
  const before = Date.now();
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(before));
});
