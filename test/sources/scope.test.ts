import { describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { createTokenSession, type GetToken } from '../../src/sources/session';
import { problemOf } from './server';

const echo = async (token: string) => token;

/** A backend whose tokens the test delivers one by one. */
function slowBackend() {
  const deliver: Array<(token: string) => void> = [];
  const getToken = vi.fn<GetToken>(() => new Promise<string>((resolve) => deliver.push(resolve)));
  return { getToken, deliver, session: createTokenSession({ getToken, timeout: 5000 }) };
}

describe('a token session', () => {
  it('has one token for each customer', async () => {
    let count = 0;
    const { run } = createTokenSession({ getToken: ({ scope }) => `polar_cst_${scope}_${++count}`, timeout: 1000 });
    expect(await run(echo, { scope: 'ada' })).toBe('polar_cst_ada_1');
    expect(await run(echo, { scope: 'bob' })).toBe('polar_cst_bob_2');
    expect(await run(echo, { scope: 'ada' })).toBe('polar_cst_ada_1');
    expect(await run(echo, {})).toBe('polar_cst_undefined_3');
    expect(await run(echo, { scope: 'bob' })).toBe('polar_cst_bob_2');
  });

  it('gets the tokens of two customers at once, each for its own requests', async () => {
    const { session, deliver, getToken } = slowBackend();
    const both = Promise.all([session.run(echo, { scope: 'ada' }), session.run(echo, { scope: 'bob' }), session.run(echo, { scope: 'ada' })]);
    expect(getToken.mock.calls).toEqual([[{ scope: 'ada' }], [{ scope: 'bob' }]]);
    deliver[1]?.('polar_cst_bob');
    deliver[0]?.('polar_cst_ada');
    expect(await both).toEqual(['polar_cst_ada', 'polar_cst_bob', 'polar_cst_ada']);
  });

  it('keeps the tokens of the hundred most recent customers', async () => {
    const getToken = vi.fn(({ scope }: { scope: string | undefined }) => `polar_cst_${scope}`);
    const { run } = createTokenSession({ getToken, timeout: 1000 });
    for (let customer = 0; customer < 100; customer += 1) await run(echo, { scope: `${customer}` });
    await run(echo, { scope: '0' });
    expect(getToken).toHaveBeenCalledTimes(100);
    await run(echo, { scope: 'next' });
    await run(echo, { scope: '0' });
    expect(getToken).toHaveBeenCalledTimes(101);
    await run(echo, { scope: '1' });
    expect(getToken).toHaveBeenCalledTimes(102);
  });

  it('completes the pending requests of a customer whose token is dropped for others', async () => {
    const { session, deliver } = slowBackend();
    const requests = Array.from({ length: 150 }, (_, customer) => session.run(echo, { scope: `${customer}` }));
    deliver.forEach((give, index) => give(`polar_cst_${index}`));
    expect(await requests[0]).toBe('polar_cst_0');
    expect(await Promise.all(requests)).toHaveLength(150);
  });

  it('gets a new token for a customer who was forgotten', async () => {
    let count = 0;
    const { run, forget } = createTokenSession({ getToken: () => `polar_cst_${++count}`, timeout: 1000 });
    await run(echo, { scope: 'ada' });
    await run(echo, { scope: 'bob' });
    forget('ada');
    forget('eve');
    expect(await run(echo, { scope: 'bob' })).toBe('polar_cst_2');
    expect(await run(echo, { scope: 'ada' })).toBe('polar_cst_3');
  });

  it('uses a late token of a forgotten customer for no request', async () => {
    const { session, deliver, getToken } = slowBackend();
    const send = vi.fn(echo);
    const ada = problemOf(session.run(send, { scope: 'ada' }));
    session.forget('ada');
    const bob = session.run(echo, { scope: 'bob' });
    expect(getToken).toHaveBeenCalledTimes(2);
    deliver[1]?.('polar_cst_bob');
    expect(await bob).toBe('polar_cst_bob');
    deliver[0]?.('polar_cst_whose');
    expect(await ada).toMatchObject({ code: 'session_expired', retryable: true });
    expect(send).not.toHaveBeenCalled();
    expect(await session.run(echo, { scope: 'bob' })).toBe('polar_cst_bob');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('does not use a token requested before the customer was forgotten, even for the same customer', async () => {
    const { session, deliver } = slowBackend();
    const before = problemOf(session.run(echo, { scope: 'ada' }));
    session.forget('ada');
    const after = session.run(echo, { scope: 'ada' });
    deliver.forEach((give, index) => give(`polar_cst_${index}`));
    expect(await after).toBe('polar_cst_1');
    expect((await before).code).toBe('session_expired');
  });

  it('does not repeat a refused request of a forgotten customer', async () => {
    const getToken = vi.fn(async () => 'polar_cst_a');
    const session = createTokenSession({ getToken, timeout: 1000 });
    let refuse = () => {};
    const send = vi.fn(
      () => new Promise<string>((_, reject) => { refuse = () => reject(new PortalError('unauthorized', 'No. No. No.', { status: 401 })); }),
    );
    const ada = problemOf(session.run(send, { scope: 'ada' }));
    await vi.waitFor(() => expect(send).toHaveBeenCalled(), 15_000);
    session.forget('ada');
    await session.run(echo, { scope: 'bob' });
    refuse();
    expect((await ada).code).toBe('session_expired');
    expect(send).toHaveBeenCalledTimes(1);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('uses a fixed token for the first customer only', async () => {
    const { run, forget } = createTokenSession({ token: 'polar_cst_ada', timeout: 1000 });
    const send = vi.fn(echo);
    expect(await Promise.all([run(echo, {}), run(echo, { scope: 'ada' }), run(echo, {})])).toHaveLength(3);
    const message = 'The request was dropped. A fixed `token` serves one `scope`. Pass `getToken` for several.';
    expect(await problemOf(run(send, { scope: 'bob' }))).toMatchObject({ code: 'session_expired', retryable: false, message });
    expect(send).not.toHaveBeenCalled();
    forget('ada');
    expect((await problemOf(run(send, { scope: 'bob' }))).code).toBe('session_expired');
    expect(await run(echo, { scope: 'ada' })).toBe('polar_cst_ada');
  });
});
