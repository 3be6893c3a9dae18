// @vitest-environment node
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/http/deadline';
import { failureOf, problemOf } from '../sources/server';

const never = () => new Promise<never>(() => {});

/** What `work` was given, and whether it was told to stop. */
function watching<T>(work: (signal: AbortSignal) => Promise<T>) {
  const given: AbortSignal[] = [];
  return { given, work: (signal: AbortSignal) => (given.push(signal), work(signal)) };
}

describe('work with a deadline', () => {
  it('that is done in time gives its answer, and is not told to stop afterwards', async () => {
    const { signal } = new AbortController();
    const { given, work } = watching(async () => 'answer');
    expect(await withDeadline(work, 1000, signal)).toBe('answer');
    expect(given.map(({ aborted }) => aborted)).toEqual([false]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that fails passes its failure on', async () => {
    const reason = new Error('own');
    const { given, work } = watching(() => Promise.reject(reason));
    expect(await failureOf(withDeadline(work, 1000))).toBe(reason);
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('that takes too long is told to stop, and may be tried again', async () => {
    const { given, work } = watching(never);
    expect(await problemOf(withDeadline(work, 10))).toMatchObject({ code: 'timeout', retryable: true });
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('that nobody wants any more is told to stop, and gives the reason', async () => {
    const controller = new AbortController();
    const { given, work } = watching(never);
    const failure = failureOf(withDeadline(work, undefined, controller.signal));
    controller.abort('unmounted');
    expect(await failure).toBe('unmounted');
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('that nobody wants from the start does not begin', async () => {
    const { given, work } = watching(never);
    expect(await failureOf(withDeadline(work, 1000, AbortSignal.abort('gone')))).toBe('gone');
    expect(given).toEqual([]);
  });

  it('and without one has all the time', async () => {
    expect(await withDeadline(() => new Promise((resolve) => setTimeout(resolve, 30, 'late')))).toBe('late');
  });
});
