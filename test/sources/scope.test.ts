// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core';
import { createTokenSession } from '../../src/sources/session';
import { problemOf } from './server';

const tell = async (token: string) => token;

/** A backend of which the test gives every answer, when it likes. */
function slowBackend() {
  const answers: Array<(token: string) => void> = [];
  const getToken = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  return { getToken, answers, session: createTokenSession({ getToken, timeout: 5000 }) };
}

describe('when the customer changes', () => {
  it('the next one never gets the token of the one before', async () => {
    let count = 0;
    const session = createTokenSession({ getToken: () => `polar_cst_${++count}`, timeout: 1000 });
    expect(await session(tell, { scope: 'ada' })).toBe('polar_cst_1');
    expect(await session(tell, { scope: 'bob' })).toBe('polar_cst_2');
    expect(await session(tell, { scope: 'ada' })).toBe('polar_cst_3');
    expect(await session(tell, {})).toBe('polar_cst_4');
  });

  it('a token that comes late is used for nobody', async () => {
    const { session, answers, getToken } = slowBackend();
    const asked = vi.fn(tell);
    const ada = problemOf(session(asked, { scope: 'ada' }));
    const bob = session(tell, { scope: 'bob' });
    expect(getToken).toHaveBeenCalledTimes(2);
    answers[1]?.('polar_cst_bob');
    expect(await bob).toBe('polar_cst_bob');
    answers[0]?.('polar_cst_whose');
    expect((await ada).code).toBe('session_expired');
    expect(asked).not.toHaveBeenCalled();
    expect(await session(tell, { scope: 'bob' })).toBe('polar_cst_bob');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('and comes back, a token asked for before both changes is used for nobody either', async () => {
    const { session, answers } = slowBackend();
    const before = problemOf(session(tell, { scope: 'ada' }));
    const bob = problemOf(session(tell, { scope: 'bob' }));
    const after = session(tell, { scope: 'ada' });
    answers.forEach((answer, index) => answer(`polar_cst_${index}`));
    expect(await after).toBe('polar_cst_2');
    expect((await before).code).toBe('session_expired');
    expect((await bob).code).toBe('session_expired');
  });

  it('a question of the one before that is refused then is not put again', async () => {
    const getToken = vi.fn(async () => 'polar_cst_a');
    const session = createTokenSession({ getToken, timeout: 1000 });
    let refuse = () => {};
    const question = vi.fn(
      () => new Promise<string>((_, reject) => { refuse = () => reject(new PortalError('unauthorized', 'No. No. No.', { status: 401 })); }),
    );
    const ada = problemOf(session(question, { scope: 'ada' }));
    await vi.waitFor(() => expect(question).toHaveBeenCalled());
    await session(tell, { scope: 'bob' });
    refuse();
    expect((await ada).code).toBe('session_expired');
    expect(question).toHaveBeenCalledTimes(1);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('a fixed token goes on serving the one it was made for, and nobody else', async () => {
    const session = createTokenSession({ token: 'polar_cst_ada', timeout: 1000 });
    const asked = vi.fn(tell);
    expect(await Promise.all([session(tell, {}), session(tell, { scope: 'ada' }), session(tell, {})])).toHaveLength(3);
    expect((await problemOf(session(asked, { scope: 'bob' }))).code).toBe('session_expired');
    expect(asked).not.toHaveBeenCalled();
    expect(await session(tell, { scope: 'ada' })).toBe('polar_cst_ada');
  });
});
