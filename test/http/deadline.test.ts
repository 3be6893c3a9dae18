import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { withDeadline } from '../../src/http/deadline';
import { failureOf, problemOf } from '../sources/server';

const never = () => new Promise<never>(() => {});

/** Records the signals that `work` receives. */
function watching<T>(work: (signal: AbortSignal) => Promise<T>) {
  const signals: AbortSignal[] = [];
  return { signals, work: (signal: AbortSignal) => (signals.push(signal), work(signal)) };
}

describe('withDeadline()', () => {
  it('resolves with the result and aborts nothing afterward', async () => {
    const { signal } = new AbortController();
    const { signals, work } = watching(async () => 'result');
    expect(await withDeadline(work, 10, signal)).toBe('result');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('rejects with the failure of the work and aborts its signal', async () => {
    const reason = new Error('own');
    const { signals, work } = watching(() => Promise.reject(reason));
    expect(await failureOf(withDeadline(work, 1000))).toBe(reason);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('rejects with the error that the work throws synchronously', async () => {
    const reason = new Error('own');
    const work = (): Promise<never> => {
      throw reason;
    };
    expect(await failureOf(withDeadline(work, 1000))).toBe(reason);
  });

  it('rejects with a retryable timeout and aborts the work when time runs out', async () => {
    const { signals, work } = watching(never);
    expect(await problemOf(withDeadline(work, 10))).toMatchObject({ code: 'timeout', retryable: true });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('rejects with the given error when time runs out', async () => {
    const reason = new Error('late');
    expect(await failureOf(withDeadline(never, 10, undefined, () => reason))).toBe(reason);
  });

  it('rejects with the reason of the caller’s signal and aborts the work', async () => {
    const controller = new AbortController();
    const { signals, work } = watching(never);
    const failure = failureOf(withDeadline(work, undefined, controller.signal));
    controller.abort('unmounted');
    expect(await failure).toBe('unmounted');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('does not begin the work after the caller’s signal has aborted', async () => {
    const { signals, work } = watching(never);
    expect(await failureOf(withDeadline(work, 1000, AbortSignal.abort('gone')))).toBe('gone');
    expect(signals).toEqual([]);
  });

  it('waits without a limit if there is no timeout', async () => {
    expect(await withDeadline(() => new Promise((resolve) => setTimeout(resolve, 30, 'late')))).toBe('late');
  });
});
