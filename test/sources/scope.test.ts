// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { createTokenSession } from '../../src/sources/session';
import { problemOf } from './server';

const echo = async (token: string) => token;

/** A backend whose tokens the test delivers one by one. */
function slowBackend() {
  const deliver: Array<(token: string) => void> = [];
  const getToken = vi.fn(() => new Promise<string>((resolve) => deliver.push(resolve)));
  return { getToken, deliver, session: createTokenSession({ getToken, timeout: 5000 }) };
}

describe('a token session whose customer changes', () => {
  it('never gives the next customer the token of the previous one', async () => {
    let count = 0;
    const session = createTokenSession({ getToken: () => `polar_cst_${++count}`, timeout: 1000 });
    expect(await session(echo, { scope: 'ada' })).toBe('polar_cst_1');
    expect(await session(echo, { scope: 'bob' })).toBe('polar_cst_2');
    expect(await session(echo, { scope: 'ada' })).toBe('polar_cst_3');
    expect(await session(echo, {})).toBe('polar_cst_4');
  });

  it('uses a late token of the previous customer for no request', async () => {
    const { session, deliver, getToken } = slowBackend();
    const send = vi.fn(echo);
    const ada = problemOf(session(send, { scope: 'ada' }));
    const bob = session(echo, { scope: 'bob' });
    expect(getToken).toHaveBeenCalledTimes(2);
    deliver[1]?.('polar_cst_bob');
    expect(await bob).toBe('polar_cst_bob');
    deliver[0]?.('polar_cst_whose');
    expect((await ada).code).toBe('session_expired');
    expect(send).not.toHaveBeenCalled();
    expect(await session(echo, { scope: 'bob' })).toBe('polar_cst_bob');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('does not use a token requested before two changes, even for the same customer', async () => {
    const { session, deliver } = slowBackend();
    const before = problemOf(session(echo, { scope: 'ada' }));
    const bob = problemOf(session(echo, { scope: 'bob' }));
    const after = session(echo, { scope: 'ada' });
    deliver.forEach((give, index) => give(`polar_cst_${index}`));
    expect(await after).toBe('polar_cst_2');
    expect((await before).code).toBe('session_expired');
    expect((await bob).code).toBe('session_expired');
  });

  it('does not repeat a refused request of the previous customer', async () => {
    const getToken = vi.fn(async () => 'polar_cst_a');
    const session = createTokenSession({ getToken, timeout: 1000 });
    let refuse = () => {};
    const send = vi.fn(
      () => new Promise<string>((_, reject) => { refuse = () => reject(new PortalError('unauthorized', 'No. No. No.', { status: 401 })); }),
    );
    const ada = problemOf(session(send, { scope: 'ada' }));
    await vi.waitFor(() => expect(send).toHaveBeenCalled());
    await session(echo, { scope: 'bob' });
    refuse();
    expect((await ada).code).toBe('session_expired');
    expect(send).toHaveBeenCalledTimes(1);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('uses a fixed token for the first customer only', async () => {
    const session = createTokenSession({ token: 'polar_cst_ada', timeout: 1000 });
    const send = vi.fn(echo);
    expect(await Promise.all([session(echo, {}), session(echo, { scope: 'ada' }), session(echo, {})])).toHaveLength(3);
    expect((await problemOf(session(send, { scope: 'bob' }))).code).toBe('session_expired');
    expect(send).not.toHaveBeenCalled();
    expect(await session(echo, { scope: 'ada' })).toBe('polar_cst_ada');
  });
});
