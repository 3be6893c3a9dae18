import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLife } from '../../src/server/requestLife';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const late = () => new Error('late');
const never = new Promise<never>(() => {});

describe('the life of a request', () => {
  it('waits for work, and stops its timer', async () => {
    const life = startLife();
    expect(await life.wait(Promise.resolve(5), 1000, late)).toBe(5);
    expect(vi.getTimerCount()).toBe(0);
    await expect(life.wait(Promise.reject(new Error('broken')), 1000, late)).rejects.toThrow('broken');
    expect([vi.getTimerCount(), life.signal.aborted, life.hasLeft]).toEqual([0, false, false]);
  });

  it('ends with the late error after its timeout', async () => {
    const life = startLife();
    const waiting = life.wait(never, 1000, late);
    waiting.catch(() => {});
    vi.advanceTimersByTime(999);
    expect(life.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await expect(waiting).rejects.toThrow('late');
    expect([life.signal.aborted, life.signal.reason, life.hasLeft]).toEqual([true, new Error('late'), false]);
  });

  it('ends when the client leaves, and stops its timer', async () => {
    const life = startLife();
    const waiting = life.wait(never, 1000, late);
    life.leave();
    await expect(waiting).rejects.toThrow('The client has left.');
    expect([vi.getTimerCount(), life.signal.aborted, life.hasLeft]).toEqual([0, true, true]);
  });

  it('waits for nothing after the client has left', async () => {
    const life = startLife();
    life.leave();
    await expect(life.wait(never, 1000, late)).rejects.toMatchObject({ name: 'AbortError', message: 'The client has left.' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
