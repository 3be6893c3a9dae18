import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { createTokenSession, type GetToken } from '../../src/sources/session';
import { failureOf, problemOf, sentinel } from './server';

const minute = 60_000;
const hour = 60 * minute;

/** A backend that returns `polar_cst_1`, `polar_cst_2`, … */
function backend(more: (count: number) => { expiresAt?: Date | string } = () => ({})) {
  let count = 0;
  return vi.fn<GetToken>(async () => ({ token: `polar_cst_${++count}`, ...more(count) }));
}

const echo = async (token: string) => token;
const refuse = async () => {
  throw new PortalError('session_expired', 'The session has ended. It was revoked. Sign in again.', { status: 401 });
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Moves the date. `performance.now()` does not move, as while a laptop sleeps. */
function advance(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

describe('a token session', () => {
  it('calls getToken once for ten simultaneous requests and keeps the token', async () => {
    const getToken = backend();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    const tokens = await Promise.all(Array.from({ length: 10 }, () => session(echo, {})));
    expect(new Set(tokens)).toEqual(new Set(['polar_cst_1']));
    await session(echo, {});
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('does not call getToken before the first request', () => {
    const getToken = backend();
    createTokenSession({ getToken, timeout: 1000 });
    expect(getToken).not.toHaveBeenCalled();
  });

  it.each<[string, GetToken]>([
    ['a promise of a string', async () => 'polar_mst_a'],
    ['a string', () => 'polar_mst_a'],
    ['an object', () => ({ token: 'polar_mst_a', expiresAt: new Date(Date.now() + hour) })],
    ['an object with an unreadable expiry', () => ({ token: 'polar_mst_a', expiresAt: 'soon' })],
  ])('accepts a token as %s', async (_, getToken) => {
    expect(await createTokenSession({ getToken, timeout: 1000 }).run(echo, {})).toBe('polar_mst_a');
  });

  it('renews the token five minutes before its hour ends, with one call for all requests', async () => {
    const getToken = backend();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    await session(echo, {});
    advance(54 * minute);
    expect(await session(echo, {})).toBe('polar_cst_1');
    advance(2 * minute);
    expect(await Promise.all([session(echo, {}), session(echo, {})])).toEqual(['polar_cst_2', 'polar_cst_2']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('renews the token before the first request after a laptop slept for three hours', async () => {
    const { run: session } = createTokenSession({ getToken: backend(), timeout: 1000 });
    await session(echo, {});
    advance(3 * hour);
    expect(await session(echo, {})).toBe('polar_cst_2');
  });

  it('renews the token in time after the system clock was set back', async () => {
    const { run: session } = createTokenSession({ getToken: backend(), timeout: 1000 });
    await session(echo, {});
    advance(-2 * hour);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 56 * minute);
    expect(await session(echo, {})).toBe('polar_cst_2');
  });

  it.each([-2 * hour, -hour, -30 * minute, 0, 59 * minute, hour, 2 * hour])(
    'uses the token for up to an hour, instead of renewing it with every request, if the clock is off by %i ms',
    async (skew) => {
      const getToken = backend(() => ({ expiresAt: new Date(Date.now() - skew + hour).toISOString() }));
      const { run: session } = createTokenSession({ getToken, timeout: 1000 });
      await session(echo, {});
      advance(50_000);
      await session(echo, {});
      expect(getToken).toHaveBeenCalledTimes(1);
      advance(56 * minute);
      expect(await session(echo, {})).toBe('polar_cst_2');
    },
  );

  it.each([-2 * hour, hour, 2 * hour])('uses the token for 55 minutes if the clock is off by %i ms and its expiry is implausible', async (skew) => {
    const { run: session } = createTokenSession({ getToken: backend(() => ({ expiresAt: new Date(Date.now() - skew + hour) })), timeout: 1000 });
    await session(echo, {});
    advance(54 * minute);
    expect(await session(echo, {})).toBe('polar_cst_1');
  });

  it('renews a token with six minutes left after three minutes, and one with a minute left after one minute', async () => {
    const left = [6 * minute, minute, hour];
    const getToken = backend((count) => ({ expiresAt: new Date(Date.now() + (left[count - 1] ?? hour)) }));
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    await session(echo, {});
    advance(3 * minute - 1);
    expect(await session(echo, {})).toBe('polar_cst_1');
    advance(1);
    expect(await session(echo, {})).toBe('polar_cst_2');
    advance(minute - 1);
    expect(await session(echo, {})).toBe('polar_cst_2');
    advance(1);
    expect(await session(echo, {})).toBe('polar_cst_3');
  });
});

describe('a session whose getToken returns no usable token', () => {
  const textLike = { toString: () => sentinel };
  it.each<[string, unknown]>([
    ['throws', () => { throw new Error(sentinel); }],
    ['rejects', () => Promise.reject(new Error(sentinel))],
    ['rejects with nothing', () => Promise.reject()],
    ['never settles', () => new Promise(() => {})],
    ['returns ""', () => ''],
    ['returns null', () => null],
    ['returns undefined', () => undefined],
    ['returns a number', () => 42],
    ['returns an object without a token', async () => ({ expires_at: sentinel })],
    ['returns an object with an empty token', async () => ({ token: '' })],
    ['returns an object that looks like text', async () => ({ token: textLike })],
    ['returns an object that throws when read', () => ({ get token() { throw new Error(sentinel); } })],
    ['returns an expiry that throws when read', () => ({ token: 'polar_cst_a', expiresAt: Symbol(sentinel) })],
    ['returns a token with a line break', async () => `${sentinel}\r\nX-Other: 1`],
    ['returns a token with a space', async () => `Bearer ${sentinel}`],
    ['returns a token beyond ASCII', async () => `${sentinel}é`],
  ])('rejects all waiting requests with `no_token` after one call when getToken %s, without its value in the message', async (_, result) => {
    const getToken = vi.fn(result as GetToken);
    const send = vi.fn(echo);
    const { run: session } = createTokenSession({ getToken, timeout: 60 });
    const problems = await Promise.all([problemOf(session(send, {})), problemOf(session(send, {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['no_token', 'no_token']);
    expect(getToken).toHaveBeenCalledTimes(1);
    expect(send).not.toHaveBeenCalled();
  });

  it('calls getToken again for the next request after a failure', async () => {
    const getToken = vi.fn<GetToken>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('polar_cst_a');
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    expect(await problemOf(session(echo, {}))).toMatchObject({ code: 'no_token', retryable: true });
    expect(await session(echo, {})).toBe('polar_cst_a');
  });

  it.each([null, undefined, '', 42, { token: null }])('rejects with a final error when getToken returns %j', async (result) => {
    const { run: session } = createTokenSession({ getToken: () => result as never, timeout: 1000 });
    expect(await problemOf(session(echo, {}))).toMatchObject({ code: 'no_token', retryable: false });
  });

  it('rejects an organization token before any request, without repeating it', async () => {
    const organization = 'polar_oat_SENTINEL';
    const send = vi.fn(echo);
    const problem = await problemOf(createTokenSession({ getToken: () => organization, timeout: 1000 }).run(send, {}));
    expect(problem.code).toBe('organization_token');
    expect(problem.message).toBe(
      'Nothing was sent: this is an organization token. In a browser, anyone could use it. Revoke it, and pass a customer session token.',
    );
    expect(send).not.toHaveBeenCalled();
  });
});

describe('a session after a 401', () => {
  /** Accepts only these tokens. */
  const serverFor = (...good: string[]) =>
    vi.fn(async (token: string) => (good.includes(token) ? `data for ${token}` : refuse()));

  it('gets one new token and repeats the request once', async () => {
    const [getToken, send] = [backend(), serverFor('polar_cst_2')];
    expect(await createTokenSession({ getToken, timeout: 1000 }).run(send, {})).toBe('data for polar_cst_2');
    expect(send.mock.calls).toEqual([['polar_cst_1'], ['polar_cst_2']]);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('gets one new token for ten requests refused together', async () => {
    const [getToken, send] = [backend(), serverFor('polar_cst_2')];
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    const results = await Promise.all(Array.from({ length: 10 }, () => session(send, {})));
    expect(new Set(results)).toEqual(new Set(['data for polar_cst_2']));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenCalledTimes(20);
  });

  it('repeats a request refused late with the token that another request renewed', async () => {
    const getToken = backend();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    let refuseLate = () => {};
    const late = session(
      (token) => (token === 'polar_cst_1' ? new Promise<string>((_, reject) => { refuseLate = () => refuse().catch(reject); }) : echo(token)),
      {},
    );
    expect(await session(serverFor('polar_cst_2'), {})).toBe('data for polar_cst_2');
    refuseLate();
    expect(await late).toBe('polar_cst_2');
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('rejects with session_expired after a second 401, and gets a new token for the next request', async () => {
    const [getToken, send] = [backend(), serverFor('polar_cst_3')];
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all(Array.from({ length: 10 }, () => problemOf(session(send, {}))));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['session_expired']));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(await session(send, {})).toBe('data for polar_cst_3');
    expect(getToken).toHaveBeenCalledTimes(3);
  });

  it('rejects with session_expired after a second 401 of any kind', async () => {
    const send = () => Promise.reject(new PortalError('unauthorized', 'No. No. No.', { status: 401 }));
    expect(await problemOf(createTokenSession({ getToken: backend(), timeout: 1000 }).run(send, {}))).toMatchObject({ code: 'session_expired', status: 401 });
  });

  it('passes on a host error that only looks like a 401, without a new token', async () => {
    const getToken = backend();
    const own = Object.assign(new Error('own'), { status: 401 });
    expect(await failureOf(createTokenSession({ getToken, timeout: 1000 }).run(() => Promise.reject(own), {}))).toBe(own);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('rejects with session_expired when getToken returns the refused token again, without another request', async () => {
    const getToken = vi.fn(async () => sentinel);
    const send = serverFor();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all([problemOf(session(send, {})), problemOf(session(send, {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['session_expired', 'session_expired']);
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('rejects all waiting requests with `no_token` when getToken then fails', async () => {
    const getToken = vi.fn<GetToken>().mockResolvedValueOnce('polar_cst_1').mockRejectedValue(new Error(sentinel));
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    const problems = await Promise.all([problemOf(session(serverFor(), {})), problemOf(session(serverFor(), {}))]);
    expect(problems.map(({ code }) => code)).toEqual(['no_token', 'no_token']);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('passes on other failures unchanged, even from the repeated request', async () => {
    const forbidden = new PortalError('forbidden', 'No. No. No.', { status: 403 });
    const getToken = backend();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    expect(await failureOf(session(() => Promise.reject(forbidden), {}))).toBe(forbidden);
    expect(getToken).toHaveBeenCalledTimes(1);
    const send = (token: string) => (token === 'polar_cst_1' ? refuse() : Promise.reject(forbidden));
    expect(await failureOf(session(send, {}))).toBe(forbidden);
  });
});

describe('a request that waits for a token', () => {
  it('rejects at once when its caller aborts, while another request still gets the token', async () => {
    let give: (token: string) => void = () => {};
    const { run: session } = createTokenSession({ getToken: () => new Promise<string>((resolve) => (give = resolve)), timeout: 5000 });
    const controller = new AbortController();
    const aborted = failureOf(session(echo, { signal: controller.signal }));
    const patient = session(echo, {});
    const begin = performance.now();
    controller.abort('unmounted');
    expect(await aborted).toBe('unmounted');
    expect(performance.now() - begin).toBeLessThan(200);
    give('polar_cst_a');
    expect(await patient).toBe('polar_cst_a');
  });

  it('causes no unhandledrejection when the token fails after the caller has aborted', async () => {
    let fail: (error: Error) => void = () => {};
    const { run: session } = createTokenSession({ getToken: () => new Promise<string>((_, reject) => (fail = reject)), timeout: 5000 });
    const controller = new AbortController();
    const aborted = failureOf(session(echo, { signal: controller.signal }));
    controller.abort('unmounted');
    await aborted;
    fail(new Error('late'));
    // Vitest fails a run with an unhandled rejection.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('does not call getToken after its caller has aborted', async () => {
    const getToken = backend();
    const { run: session } = createTokenSession({ getToken, timeout: 1000 });
    expect(await failureOf(session(echo, { signal: AbortSignal.abort('gone') }))).toBe('gone');
    expect(getToken).not.toHaveBeenCalled();
  });
});
