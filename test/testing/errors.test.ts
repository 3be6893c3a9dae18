// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireMeter } from '../../src/testing';
import { asMerchant, clock, origin, signIn } from './signIn';

const demo = createDemoPolar({ now: clock().now });
const { get } = signIn(demo, 'ada');
const meters = '/v1/customer-portal/meters/';

const Unauthorized = { error: 'Unauthorized', detail: 'Unauthorized' };
const ResourceNotFound = { error: 'ResourceNotFound', detail: 'Not found' };

async function withToken(path: string, authorization?: string) {
  const response = await demo(`${origin}${path}`, authorization === undefined ? {} : { headers: { authorization } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('401 of the demo', () => {
  it('says Unauthorized without a token', async () => {
    expect(await withToken(meters)).toEqual({ status: 401, body: Unauthorized });
    expect(await withToken(meters, 'Basic YTpi')).toEqual({ status: 401, body: Unauthorized });
  });

  it('says Unauthorized for a token of the wrong kind', async () => {
    expect(await withToken(meters, `Bearer ${DEMO_ACCESS_TOKEN}`)).toEqual({ status: 401, body: Unauthorized });
    expect(await withToken(meters, 'Bearer polar_oat_other')).toEqual({ status: 401, body: Unauthorized });
    const { token } = demo.createSession('ada');
    const state = await withToken('/v1/customers/external/ada/state', `Bearer ${token}`);
    expect(state).toEqual({ status: 401, body: Unauthorized });
  });

  it('says invalid_token, without a detail, for an unknown token', async () => {
    const foreign = createDemoPolar().createSession('ada').token;
    for (const token of ['polar_cst_unknown', 'whatever', foreign]) {
      const { status, body } = await withToken(meters, `Bearer ${token}`);
      expect(status).toBe(401);
      expect(Object.keys(body)).toEqual(['error', 'error_description']);
      expect(body['error']).toBe('invalid_token');
    }
  });
});

describe('404 of the demo', () => {
  it('says ResourceNotFound for an id that doesn’t exist or belongs to another customer', async () => {
    const [foreign] = (await signIn(demo, 'bo').meters()).items;
    for (const id of [wireMeter({ name: 'unknown' }).meter_id, foreign?.id]) {
      const response = await get(`${meters}${id}`);
      expect([response.status, await response.json()]).toEqual([404, ResourceNotFound]);
    }
    const state = await asMerchant(demo, '/v1/customers/external/unknown/state');
    expect([state.status, await state.json()]).toEqual([404, ResourceNotFound]);
  });

  it('is the status of a customer state by an unknown id, while a malformed id gets 422 and a known one its state', async () => {
    const known = (await (await asMerchant(demo, '/v1/customers/external/ada/state')).json()) as { id: string };
    const statusOf = async (id: string) => (await asMerchant(demo, `/v1/customers/${id}/state`)).status;
    expect(await Promise.all([statusOf(wireMeter({ name: 'unknown' }).meter_id), statusOf('ada'), statusOf('%E0%A4%A')])).toEqual([404, 422, 422]);
    const byId = await asMerchant(demo, `/v1/customers/${known.id.toUpperCase()}/state`);
    expect([byId.status, await byId.json()]).toEqual([200, expect.objectContaining({ id: known.id, external_id: 'ada' })]);
  });

  it('says Not Found for an unknown path', async () => {
    const response = await get('/v1/customer-portal/nothing');
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
  });
});

describe('405 of the demo', () => {
  it('names the allowed method', async () => {
    const response = await demo(`${origin}${meters}`, { method: 'DELETE' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
    expect(await response.json()).toEqual({ detail: 'Method Not Allowed' });
  });
});

describe('422 of the demo', () => {
  const issues = async (response: Response) => {
    const { error, detail } = (await response.json()) as { error: string; detail: Record<string, unknown>[] };
    return { status: response.status, error, detail };
  };

  it.each([
    ['limit=0', 'greater_than', ['query', 'limit'], '0'],
    ['limit=-1', 'greater_than', ['query', 'limit'], '-1'],
    ['page=0', 'greater_than', ['query', 'page'], '0'],
    ['limit=many', 'int_parsing', ['query', 'limit'], 'many'],
    ['page=1.5', 'int_parsing', ['query', 'page'], '1.5'],
    ['sorting=size', 'enum', ['query', 'sorting', 0], 'size'],
    ['meter_id=<script>', 'uuid_parsing', ['query', 'meter_id'], '<script>'],
  ])('repeats the invalid input of %s', async (query, type, loc, input) => {
    const { status, error, detail } = await issues(await get(`${meters}?${query}`));
    expect({ status, error }).toEqual({ status: 422, error: 'RequestValidationError' });
    expect(detail).toEqual([expect.objectContaining({ type, loc, input, msg: expect.any(String) })]);
  });

  it('repeats an invalid id of a path and an invalid boolean', async () => {
    expect((await issues(await get(`${meters}42`))).detail).toMatchObject([{ loc: ['path', 'id'], input: '42' }]);
    const flag = await issues(await get('/v1/customer-portal/subscriptions/?active=perhaps'));
    expect(flag.detail).toMatchObject([{ type: 'bool_parsing', input: 'perhaps' }]);
  });

  it('reports all issues at once', async () => {
    const { detail } = await issues(await get(`${meters}?limit=0&page=x&sorting=a&sorting=balance&sorting=b`));
    expect(detail).toHaveLength(4);
  });

  it.each([
    ['', 'missing', ['body'], null],
    ['{', 'json_invalid', ['body', 0], {}],
    ['[]', 'model_attributes_type', ['body'], []],
    ['{"customer_id":"7"}', 'uuid_parsing', ['body', 'CustomerSessionCustomerIDCreate', 'customer_id'], '7'],
    ['{"external_customer_id":7}', 'string_type', ['body', 'CustomerSessionCustomerExternalIDCreate', 'external_customer_id'], 7],
  ])('rejects the session request body %j', async (body, type, loc, input) => {
    const response = await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body }));
    expect(response.status).toBe(422);
    expect(response.detail).toEqual([expect.objectContaining({ type, loc, input })]);
  });

  it('names both fields that identify a customer when both are missing', async () => {
    const response = await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body: '{}' }));
    expect(response.detail.map(({ loc }) => (loc as string[]).at(-1))).toEqual(['customer_id', 'external_customer_id']);
  });

  it('rejects a session for an unknown customer', async () => {
    const body = JSON.stringify({ external_customer_id: 'unknown' });
    expect(await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body }))).toEqual({
      status: 422,
      error: 'PolarRequestValidationError',
      detail: [
        { type: 'value_error', loc: ['body', 'external_customer_id'], msg: 'Customer does not exist.', input: 'unknown' },
      ],
    });
  });
});
