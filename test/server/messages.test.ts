import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPortalError } from '../../src/core/errors';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, emptyList, fakePolar, requestFrom, sessionResponse, someId } from './shop';

afterEach(() => vi.useRealTimers());

const accessToken = 'polar_oat_x';

/** The body of a response, and the messages of the errors that `onError` received. */
async function outcome(options: Partial<PortalHandlerOptions>, path = '/meters', init: RequestInit = {}, user = 'ada') {
  const messages: string[] = [];
  const onError = (error: unknown) => void messages.push(isPortalError(error) ? error.message : 'not a PortalError');
  const handler = createPortalHandler({ accessToken, customer: byCookie, onError, ...options });
  const response = await handler(requestFrom(path, user, init));
  return { status: response.status, body: JSON.parse(await response.text()) as unknown, messages };
}

/** A Polar that creates sessions, and gives every other request this response. */
const afterSession = (respond: () => Response | Promise<Response>) => ({ fetch: fakePolar(respond).fetch });
const withStatus = (status: number) => afterSession(() => new Response('{}', { status }));
/** A Polar that gives the request for a session this response. */
const insteadOfSession = (respond: () => Response | Promise<Response>) => ({ fetch: async () => respond() });

const unavailable = { error: 'BadGateway', detail: 'Polar is unavailable at the moment.' };
const refused = { error: 'BadGateway', detail: 'Polar refuses a token of this server.' };
const late = { error: 'GatewayTimeout', detail: 'Polar did not respond in time.' };
const ownFault = { error: 'InternalServerError', detail: 'Internal Server Error' };
const foreign = (why: string) => `The response can't be used: ${why}. It may not be from Polar. Check the URL.`;

describe('the proxy tells the page whose fault it is, and onError what to do', () => {
  it.each<[string, Partial<PortalHandlerOptions>, number, unknown, string]>([
    ['Polar refuses the token', insteadOfSession(() => new Response('{}', { status: 401 })), 502, refused, 'Polar refused the token. It was revoked, has expired, or belongs to another server. Check `accessToken` and `server`.'],
    ['Polar refuses the new session of a customer', afterSession(() => new Response('{}', { status: 401 })), 502, refused, 'Polar refused the token. It was revoked, has expired, or belongs to another server. Check `accessToken` and `server`.'],
    ['the token lacks a scope', insteadOfSession(() => new Response('{}', { status: 403 })), 502, refused, 'Polar refuses to create a session. The token may lack `customer_sessions:write`. Check its scopes.'],
    ['the server has no route for sessions', insteadOfSession(() => new Response('{}', { status: 404 })), 502, unavailable, foreign('the server has no route for sessions')],
    ['the session has no token', insteadOfSession(() => Response.json({ expires_at: null })), 502, unavailable, foreign('it holds no session')],
    ['Polar fails', withStatus(503), 502, unavailable, 'Polar failed. The fault is on its side. Try again in a moment.'],
    ['Polar is unreachable', afterSession(() => Promise.reject(new TypeError('fetch failed'))), 502, unavailable, 'Polar is unreachable. The network is down, or the connection was refused. Try again in a moment.'],
    ['the response is a list', afterSession(() => new Response(' [1]')), 502, unavailable, foreign('it is not an object')],
    ['the response is HTML', afterSession(() => new Response('<p>[1]</p>')), 502, unavailable, foreign('it is not JSON')],
    ['the response is cut off', afterSession(() => new Response('{"items":[')), 502, unavailable, 'The response was cut off. The connection broke. Try again in a moment.'],
    ['the status is unexpected', withStatus(418), 502, unavailable, foreign('its status is unexpected')],
    ['Polar is late', { ...afterSession(() => new Promise(() => {})), timeout: 30 }, 504, late, 'The response took too long. The network or the server is slow. Try again in a moment.'],
    ['`customer` is late', { customer: () => new Promise(() => {}), timeout: 30 }, 500, ownFault, 'The function `customer` took too long. It has neither returned nor thrown. Check what it waits for, or raise `timeout`.'],
    [
      '`customer` identifies no customer',
      { customer: () => ({}) as never },
      500,
      ownFault,
      "The function `customer` did not identify one customer. It returned no id, two ids, or an invalid id. Return { externalId }, { id } with Polar's id, or null if not signed in.",
    ],
    ['`customer` throws', { customer: () => Promise.reject(new Error('postgres://')) }, 500, ownFault, 'not a PortalError'],
  ])('when %s', async (_, options, status, body, message) => {
    expect(await outcome(options)).toEqual({ status, body, messages: [message] });
  });

  it.each([' \n[1]', '\t\t[{}]'])('when Polar sends a list after white space: %j', async (text) => {
    expect((await outcome(afterSession(() => new Response(text)))).messages).toEqual([foreign('it is not an object')]);
  });

  it('when the store of sessions is late', async () => {
    const store = { get: () => new Promise<null>(() => {}), set: async () => {}, delete: async () => {} };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const pending = outcome({ ...afterSession(() => Response.json(emptyList)), sessions: store });
    await vi.advanceTimersByTimeAsync(2000);
    const { status, messages } = await pending;
    expect([status, messages]).toEqual([200, ['The store in `sessions` took too long. It has neither returned nor thrown. Check that it is reachable.']]);
  });
});

it('the proxy marks a timeout of `customer` as retryable', async () => {
  const errors: unknown[] = [];
  const handler = createPortalHandler({ accessToken, customer: () => new Promise(() => {}), timeout: 30, onError: (error) => void errors.push(error) });
  await handler(requestFrom('/meters'));
  expect(errors).toMatchObject([{ code: 'timeout', retryable: true }]);
});

describe('the proxy tells the page, and not onError', () => {
  const issue = (name: string, msg: string) => ({ error: 'RequestValidationError', detail: [{ type: 'value_error', loc: ['query', name], msg: `\`${name}\` ${msg}.` }] });
  const history = (query: string) => `/meters/${someId}/history?${query}`;

  it.each<[string, Partial<PortalHandlerOptions>, number, unknown]>([
    ['that Polar forbids the request', withStatus(403), 403, { error: 'NotPermitted', detail: 'Not permitted' }],
    ['that nothing was found', withStatus(404), 404, { error: 'ResourceNotFound', detail: 'Not found' }],
    ['that Polar limits requests', withStatus(429), 429, { error: 'RateLimited', detail: 'Too many requests.' }],
    ['that Polar does not accept the request', withStatus(422), 422, { error: 'RequestValidationError', detail: [{ type: 'value_error', loc: ['query'], msg: 'Polar does not accept this request.' }] }],
    ['that Polar does not know the customer', insteadOfSession(() => new Response('{}', { status: 422 })), 404, { error: 'ResourceNotFound', detail: 'Not found' }],
  ])('%s', async (_, options, status, body) => {
    expect(await outcome(options)).toEqual({ status, body, messages: [] });
  });

  it.each<[string, string, RequestInit, string, number, unknown]>([
    ['the method is not allowed', '/meters', { method: 'POST' }, 'ada', 405, { detail: 'Method Not Allowed' }],
    ['the path is unknown', '/customers', {}, 'ada', 404, { detail: 'Not Found' }],
    ['the customer is not signed in', '/meters', {}, '', 401, { error: 'Unauthorized', detail: 'Unauthorized' }],
    ['the page is of another site', '/meters', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 'ada', 403, { error: 'NotPermitted', detail: 'Pages of this origin may not send requests to this server.' }],
    ['the URL is too long', `/meters?query=${'x'.repeat(8200)}`, {}, 'ada', 414, { detail: 'URI Too Long' }],
    ['`page` is invalid', '/meters?page=0', {}, 'ada', 422, issue('page', 'must be a whole number from 1 to 9999999')],
    ['`limit` is invalid', '/meters?limit=all', {}, 'ada', 422, issue('limit', 'must be a whole number')],
    ['`meter_id` is invalid', '/meters?meter_id=x', {}, 'ada', 422, issue('meter_id', 'must be up to 100 UUIDs')],
    ['`query` is invalid', `/meters?query=${'x'.repeat(201)}`, {}, 'ada', 422, issue('query', 'must be text of up to 200 characters, without control characters')],
    ['`sorting` is invalid', '/meters?sorting=A', {}, 'ada', 422, issue('sorting', 'must be up to 20 sort fields, like `-created_at`')],
    ['`active` is invalid', '/subscriptions?active=maybe', {}, 'ada', 422, issue('active', 'must be true or false')],
    ['`type` is invalid', '/benefit-grants?type=discord', {}, 'ada', 422, issue('type', 'must be meter_credit')],
    ['`interval` is missing', history('start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-10-01T00:00:00Z'), {}, 'ada', 422, issue('interval', 'must be one of hour, day, week, month, year')],
    ['`start_timestamp` is missing', history('end_timestamp=2026-10-01T00:00:00Z&interval=day'), {}, 'ada', 422, issue('start_timestamp', 'must be a timestamp, like 2026-09-01T00:00:00Z')],
    ['the range is empty', history('start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-09-01T00:00:00Z&interval=day'), {}, 'ada', 422, issue('end_timestamp', 'must be later than `start_timestamp`')],
    [
      'the range is too long',
      history('start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-10-02T00:00:01Z&interval=hour'),
      {},
      'ada',
      422,
      issue('start_timestamp', 'must be at most 7 days before `end_timestamp` for the interval hour'),
    ],
    ['the range is before Polar existed', history('start_timestamp=2022-09-01T00:00:00Z&end_timestamp=2022-09-02T00:00:00Z&interval=day'), {}, 'ada', 422, issue('start_timestamp', 'must not be before 2023-01-01')],
    ['the time zone is unknown', history('timezone=Mars/Olympus'), {}, 'ada', 422, issue('timezone', 'must be the name of a time zone, like Europe/Rome')],
  ])('that %s', async (_, path, init, user, status, body) => {
    expect(await outcome(afterSession(() => Response.json(emptyList)), path, init, user)).toEqual({ status, body, messages: [] });
  });
});

describe('createPortalHandler()', () => {
  const tokenAdvice = 'Pass your organization access token, polar_oat_….';

  it.each<[string, Record<string, unknown>, string]>([
    ['server', { server: '/api' }, "must not be a path, which only a page can resolve. Pass 'production', 'sandbox' or a URL."],
    ['accessToken', { accessToken: 'a b' }, `must be text that a header can hold, without spaces or line breaks. ${tokenAdvice}`],
    ['accessToken', { accessToken: 'polar_cst_x' }, `must not be a customer's session token. ${tokenAdvice}`],
    ['customer', { customer: 'ada' }, 'must be a function that identifies the signed-in customer. Pass one.'],
    ['version', { version: '' }, "must name a version of the API. Pass one like '2026-10', or leave it out."],
    ['timeout', { timeout: 0 }, 'must be from 1 to 2147483647 milliseconds. Correct it or leave it out.'],
    ['cache', { cache: 60_001 }, 'must be a number of milliseconds from 0 to 60,000. Correct it or leave it out.'],
    ['limits', { limits: { sessions: 0 } }, 'must contain numbers of at least 1. Correct it or leave it out.'],
    ['basePath', { basePath: 'api' }, 'must be an absolute path. Pass one such as "/api/portal".'],
    ['cors', { cors: { origins: ['*'] } }, 'must list exact origins. Pass origins like "https://app.example.com".'],
  ])('says how to correct an invalid `%s` (%j)', (name, options, rest) => {
    expect(() => createPortalHandler({ accessToken, customer: byCookie, ...options })).toThrow(`Invalid option \`${name}\`. It ${rest}`);
  });

  it('says how to correct a missing `accessToken`, at the first request', async () => {
    await expect(createPortalHandler({ accessToken: undefined, customer: byCookie })(requestFrom('/meters'))).rejects.toThrow(
      "There is no `accessToken`. Without it the handler can't send requests to Polar. Pass your organization access token, polar_oat_…, for example from an environment variable.",
    );
  });

  it.each(['2026-10', 'v1', 'a.b_c-d', 'x'.repeat(32)])('accepts the version %s', (version) => {
    expect(() => createPortalHandler({ accessToken, customer: byCookie, version })).not.toThrow();
  });

  it.each(['x'.repeat(33), 'a b', ' v1', 'v1\n'])('rejects the version %j', (version) => {
    expect(() => createPortalHandler({ accessToken, customer: byCookie, version })).toThrow('`version`');
  });

  it.each([0, 60_000])('accepts a cache of %d', (cache) => {
    expect(() => createPortalHandler({ accessToken, customer: byCookie, cache })).not.toThrow();
  });

  it('accepts limits of 1', () => {
    const limits = { sessions: 1, organizationPerMinute: 1, historyPerMinute: 1, historyPerCustomer: 1 };
    expect(() => createPortalHandler({ accessToken, customer: byCookie, limits })).not.toThrow();
  });
});

describe('a response of the proxy', () => {
  const common = { 'cache-control': 'private, no-store', vary: 'Cookie, Authorization, Origin, Sec-Fetch-Site', 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
  const json = { ...common, 'content-type': 'application/json' };

  it.each<[string, string, RequestInit, number, Record<string, string>]>([
    ['data', '/meters', {}, 200, json],
    ['an unknown path', '/customers', {}, 404, json],
    ['a wrong method', '/meters', { method: 'PUT' }, 405, { ...json, allow: 'GET, OPTIONS' }],
    [
      'a preflight',
      '/meters',
      { method: 'OPTIONS', headers: { Origin: 'https://app.example' } },
      204,
      {
        ...common,
        'access-control-allow-methods': 'GET',
        'access-control-allow-headers': 'Accept, Authorization, Content-Type, Polar-Version',
        'access-control-max-age': '600',
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Age, Retry-After',
      },
    ],
  ])('forbids caches and other sites: %s', async (_, path, init, status, headers) => {
    const handler = createPortalHandler({ accessToken, customer: byCookie, cors: { origins: ['https://app.example'] }, ...afterSession(() => Response.json(emptyList)) });
    const response = await handler(requestFrom(path, 'ada', init));
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([status, headers]);
  });

  it('allows only GET without `cors`', async () => {
    const handler = createPortalHandler({ accessToken, customer: byCookie, ...afterSession(() => Response.json(emptyList)) });
    expect((await handler(requestFrom('/meters', 'ada', { method: 'OPTIONS' }))).headers.get('Allow')).toBe('GET');
  });

  it('says how many seconds to wait after Polar’s rate limit, or 60 if Polar doesn’t', async () => {
    const waits = [];
    for (const headers of [{ 'Retry-After': '7' }, {}]) {
      const handler = createPortalHandler({ accessToken, customer: byCookie, fetch: async (url) => (url.endsWith('/customer-sessions/') ? sessionResponse('polar_cst_x') : new Response('{}', { status: 429, headers })) });
      waits.push((await handler(requestFrom('/meters'))).headers.get('Retry-After'));
    }
    expect(waits).toEqual(['7', '60']);
  });
});
