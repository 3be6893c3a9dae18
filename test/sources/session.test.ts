// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core';
import { createTokenSession, type GetToken } from '../../src/sources/session';
import { failureOf, problemOf, sentinel } from './server';

const minute = 60_000;
const hour = 60 * minute;

/** A backend that gives `polar_cst_1`, `polar_cst_2`, … */
function backend(more: (count: number) => { expiresAt?: Date | string } = () => ({})) {
  let count = 0;
  return vi.fn<GetToken>(async () => ({ token: `polar_cst_${++count}`, ...more(count) }));
}

const tell = async (token: string) => token;
const refuse = async () => {
  throw new PortalError('session_expired', 'The session is over. It was revoked. Sign in again.', { status: 401 });
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Time passes; a sleeping laptop's steady clock does not notice, as here. */
function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

describe('a token', () => {
  it('is asked for once by ten questions together, and kept', async () => {
    const getToken = backend();
    const session = createTokenSession({ getToken, timeout: 1000 });
    const tokens = await Promise.all(Array.from({ length: 10 }, () => session(tell, {})));
    expect(new Set(tokens)).toEqual(new Set(['polar_cst_1']));
    await session(tell, {});
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('is not asked for before the first question', () => {
    const getToken = backend();
    createTokenSession({ getToken, timeout: 1000 });
    expect(getToken).not.toHaveBeenCalled();
  });

  it.each<[string, GetToken]>([
    ['a promise of text', async () => 'polar_mst_a'],
    ['text', () => 'polar_mst_a'],
    ['an object', () => ({ token: 'polar_mst_a', expiresAt: new Date(Date.now() + hour) })],
    ['an object with an unreadable expiry', () => ({ token: 'polar_mst_a', expiresAt: 'soon' })],
  ])('may come as %s', async (_, getToken) => {
    expect(await createTokenSession({ getToken, timeout: 1000 })(tell, {})).toBe('polar_mst_a');
  });

  it('is renewed five minutes before its hour ends, by one call for all', async () => {
    const getToken = backend();
    const session = createTokenSession({ getToken, timeout: 1000 });
    await session(tell, {});
    pass(54 * minute);
    expect(await session(tell, {})).toBe('polar_cst_1');
    pass(2 * minute);
    expect(await Promise.all([session(tell, {}), session(tell, {})])).toEqual(['polar_cst_2', 'polar_cst_2']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('is renewed first after the laptop slept for three hours', async () => {
    const session = createTokenSession({ getToken: backend(), timeout: 1000 });
    await session(tell, {});
    pass(3 * hour);
    expect(await session(tell, {})).toBe('polar_cst_2');
  });

  it('is renewed in time although somebody set the clock back', async () => {
    const session = createTokenSession({ getToken: backend(), timeout: 1000 });
    await session(tell, {});
    pass(-2 * hour);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 56 * minute);
    expect(await session(tell, {})).toBe('polar_cst_2');
  });

  it.each([-2 * hour, -hour, -30 * minute, 0, 59 * minute, hour, 2 * hour])(
    'is used up to an hour, and never renewed with every question, by a clock that is off by %i ms',
    async (skew) => {
      const getToken = backend(() => ({ expiresAt: new Date(Date.now() - skew + hour).toISOString() }));
      const session = createTokenSession({ getToken, timeout: 1000 });
      await session(tell, {});
      pass(50_000);
      await session(tell, {});
      expect(getToken).toHaveBeenCalledTimes(1);
      pass(56 * minute);
      expect(await session(tell, {})).toBe('polar_cst_2');
    },
  );

  it.each([-2 * hour, hour, 2 * hour])('lasts an hour from receipt where its expiry makes no sense, by a clock off by %i ms', async (skew) => {
    const session = createTokenSession({ getToken: backend(() => ({ expiresAt: new Date(Date.now() - skew + hour) })), timeout: 1000 });
    await session(tell, {});
    pass(54 * minute);
    expect(await session(tell, {})).toBe('polar_cst_1');
  });

  it('with six minutes left is renewed after three, with one minute left not before it is over', async () => {
    const left = [6 * minute, minute, hour];
    const getToken = backend((count) => ({ expiresAt: new Date(Date.now() + (left[count - 1] ?? hour)) }));
    const session = createTokenSession({ getToken, timeout: 1000 });
    await session(tell, {});
    pass(3 * minute - 1);
    expect(await session(tell, {})).toBe('polar_cst_1');
    pass(1);
    expect(await session(tell, {})).toBe('polar_cst_2');
    pass(minute - 1);
    expect(await session(tell, {})).toBe('polar_cst_2');
    pass(1);
    expect(await session(tell, {})).toBe('polar_cst_3');
  });
});

describe('getToken that gives nothing usable', () => {
  const expired = { toString: () => sentinel };
  it.each<[string, unknown]>([
    ['throws', () => { throw new Error(sentinel); }],
    ['rejects', () => Promise.reject(new Error(sentinel))],
    ['rejects with nothing', () => Promise.reject()],
    ['never settles', () => new Promise(() => {})],
    ['returns ""', () => ''],
    ['returns null', () => null],
    ['returns nothing', () => undefined],
    ['returns a number', () => 42],
    ['returns an object without a token', async () => ({ expires_at: sentinel })],
    ['returns an object with an empty token', async () => ({ token: '' })],
    ['returns an object that looks like text', async () => ({ token: expired })],
    ['returns an object that throws when read', () => ({ get token() { throw new Error(sentinel); } })],
    ['returns an expiry that throws when read', () => ({ token: 'polar_cst_a', expiresAt: Symbol(sentinel) })],
    ['returns a token with a line break', async () => `${sentinel}\r\nX-Other: 1`],
    ['returns a token with a space', async () => `Bearer ${sentinel}`],
    ['returns a token beyond ASCII', async () => `${sentinel}é`],
  ])('%s: `no_token`, called once for all who wait, its value in no message', async (_, answer) => {
    const getToken = vi.fn(answer as GetToken);
    const question = vi.fn(tell);
    const session = createTokenSession({ getToken, timeout: 60 });
    const problems = await Promise.all([problemOf(session(question, {})), problemOf(session(question, {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['no_token', 'no_token']);
    expect(getToken).toHaveBeenCalledTimes(1);
    expect(question).not.toHaveBeenCalled();
  });

  it('is asked again by the next question, which works', async () => {
    const getToken = vi.fn<GetToken>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('polar_cst_a');
    const session = createTokenSession({ getToken, timeout: 1000 });
    expect(await problemOf(session(tell, {}))).toMatchObject({ code: 'no_token', retryable: true });
    expect(await session(tell, {})).toBe('polar_cst_a');
  });

  it.each([null, undefined, '', 42, { token: null }])('and is not worth asking again where it is %j', async (answer) => {
    const session = createTokenSession({ getToken: () => answer as never, timeout: 1000 });
    expect(await problemOf(session(tell, {}))).toMatchObject({ code: 'no_token', retryable: false });
  });

  it('an organization token is refused before any question, and not repeated', async () => {
    const organization = 'polar_oat_SENTINEL';
    const question = vi.fn(tell);
    const problem = await problemOf(createTokenSession({ getToken: () => organization, timeout: 1000 })(question, {}));
    expect(problem.code).toBe('organization_token');
    expect(question).not.toHaveBeenCalled();
  });
});

describe('after a 401', () => {
  /** Accepts the tokens that are listed. */
  const server = (...good: string[]) =>
    vi.fn(async (token: string) => (good.includes(token) ? `data for ${token}` : refuse()));

  it('a new token is asked for once, and the question put once more', async () => {
    const [getToken, question] = [backend(), server('polar_cst_2')];
    expect(await createTokenSession({ getToken, timeout: 1000 })(question, {})).toBe('data for polar_cst_2');
    expect(question.mock.calls).toEqual([['polar_cst_1'], ['polar_cst_2']]);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('ten questions refused together share one new token', async () => {
    const [getToken, question] = [backend(), server('polar_cst_2')];
    const session = createTokenSession({ getToken, timeout: 1000 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => session(question, {})));
    expect(new Set(answers)).toEqual(new Set(['data for polar_cst_2']));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(question).toHaveBeenCalledTimes(20);
  });

  it('a question refused late finds the token that another has renewed', async () => {
    const getToken = backend();
    const session = createTokenSession({ getToken, timeout: 1000 });
    let refuseLate = () => {};
    const late = session(
      (token) => (token === 'polar_cst_1' ? new Promise<string>((_, reject) => { refuseLate = () => refuse().catch(reject); }) : tell(token)),
      {},
    );
    expect(await session(server('polar_cst_2'), {})).toBe('data for polar_cst_2');
    refuseLate();
    expect(await late).toBe('polar_cst_2');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('a second 401 is an expired session; the next question gets a new token', async () => {
    const [getToken, question] = [backend(), server('polar_cst_3')];
    const session = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all(Array.from({ length: 10 }, () => problemOf(session(question, {}))));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['session_expired']));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(await session(question, {})).toBe('data for polar_cst_3');
    expect(getToken).toHaveBeenCalledTimes(3);
  });

  it('a second 401 of any kind is an expired session', async () => {
    const question = () => Promise.reject(new PortalError('unauthorized', 'No. No. No.', { status: 401 }));
    expect(await problemOf(createTokenSession({ getToken: backend(), timeout: 1000 })(question, {}))).toMatchObject({ code: 'session_expired', status: 401 });
  });

  it('an error of the host that only looks like a refusal is passed on, and no new token asked for', async () => {
    const getToken = backend();
    const own = Object.assign(new Error('own'), { status: 401 });
    expect(await failureOf(createTokenSession({ getToken, timeout: 1000 })(() => Promise.reject(own), {}))).toBe(own);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('the same token again is an expired session, without asking the server again', async () => {
    const getToken = vi.fn(async () => sentinel);
    const question = server();
    const session = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all([problemOf(session(question, {})), problemOf(session(question, {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['session_expired', 'session_expired']);
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(question).toHaveBeenCalledTimes(2);
  });

  it('getToken that fails then is `no_token`, told to all', async () => {
    const getToken = vi.fn<GetToken>().mockResolvedValueOnce('polar_cst_1').mockRejectedValue(new Error(sentinel));
    const session = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all([problemOf(session(server(), {})), problemOf(session(server(), {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['no_token', 'no_token']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('other failures are passed on as they are, also from the second try', async () => {
    const forbidden = new PortalError('forbidden', 'No. No. No.', { status: 403 });
    const getToken = backend();
    const session = createTokenSession({ getToken, timeout: 1000 });
    expect(await failureOf(session(() => Promise.reject(forbidden), {}))).toBe(forbidden);
    expect(getToken).toHaveBeenCalledTimes(1);
    const question = (token: string) => (token === 'polar_cst_1' ? refuse() : Promise.reject(forbidden));
    expect(await failureOf(session(question, {}))).toBe(forbidden);
  });
});

describe('waiting for a token', () => {
  it('ends at once when the caller aborts; another who waits still gets it', async () => {
    let give: (token: string) => void = () => {};
    const session = createTokenSession({ getToken: () => new Promise<string>((resolve) => (give = resolve)), timeout: 5000 });
    const controller = new AbortController();
    const aborted = failureOf(session(tell, { signal: controller.signal }));
    const patient = session(tell, {});
    const begin = performance.now();
    controller.abort('unmounted');
    expect(await aborted).toBe('unmounted');
    expect(performance.now() - begin).toBeLessThan(200);
    give('polar_cst_a');
    expect(await patient).toBe('polar_cst_a');
  });

  it('that nobody waits for any more may fail without anybody hearing of it', async () => {
    let fail: (error: Error) => void = () => {};
    const session = createTokenSession({ getToken: () => new Promise<string>((_, reject) => (fail = reject)), timeout: 5000 });
    const controller = new AbortController();
    const aborted = failureOf(session(tell, { signal: controller.signal }));
    controller.abort('unmounted');
    await aborted;
    fail(new Error('late'));
    // An unhandled rejection would fail this run.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('does not begin for a caller who has aborted before', async () => {
    const getToken = backend();
    const session = createTokenSession({ getToken, timeout: 1000 });
    expect(await failureOf(session(tell, { signal: AbortSignal.abort('gone') }))).toBe('gone');
    expect(getToken).not.toHaveBeenCalled();
  });
});
