import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { join } from '../../src/react/join';

describe('join()', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it('doesn’t end a group that one of two members has left', () => {
    const [owner, end] = [{}, vi.fn()];
    const [group, leave] = join(owner, 'ada', 1, end);
    const [same, leaveToo] = join(owner, 'ada', 2, end);
    expect(same).toBe(group);
    leave();
    vi.runAllTimers();
    expect(end).not.toHaveBeenCalled();
    expect(join(owner, 'ada', 3, end)[0]).toBe(group);
    leaveToo();
    vi.runAllTimers();
    expect(end).not.toHaveBeenCalled();
  });

  it('doesn’t end a group whose last member is replaced at once', () => {
    const [owner, end] = [{}, vi.fn()];
    const [group, leave] = join(owner, 'ada', 1, end);
    leave();
    expect(join(owner, 'ada', 2, end)[0]).toBe(group);
    vi.runAllTimers();
    expect(end).not.toHaveBeenCalled();
  });

  it('ends a group once, a moment after its last member has left', () => {
    const [owner, end] = [{}, vi.fn()];
    const leave = [1, 2].map((member) => join(owner, 'ada', member, end)[1]);
    for (const each of leave) each();
    expect(end).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(end).toHaveBeenCalledOnce();
    expect(join(owner, 'ada', 3, end)[0].members).toEqual(new Set([3]));
  });
});
