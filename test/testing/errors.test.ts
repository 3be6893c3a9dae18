// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, DEMO_ACCESS_TOKEN, wireMeter } from '../../src/testing';
import { asMerchant, clock, origin, visit } from './visit';

const demo = createDemoPolar({ now: clock().now });
const { ask } = visit(demo, 'ada');
const meters = '/v1/customer-portal/meters/';

const Unauthorized = { error: 'Unauthorized', detail: 'Unauthorized' };
const ResourceNotFound = { error: 'ResourceNotFound', detail: 'Not found' };

async function withToken(path: string, authorization?: string) {
  const response = await demo(`${origin}${path}`, authorization === undefined ? {} : { headers: { authorization } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('401', () => {
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

  it('says invalid_token, without a detail, for a token it does not know', async () => {
    const foreign = createDemoPolar().createSession('ada').token;
    for (const token of ['polar_cst_unknown', 'whatever', foreign]) {
      const { status, body } = await withToken(meters, `Bearer ${token}`);
      expect(status).toBe(401);
      expect(Object.keys(body)).toEqual(['error', 'error_description']);
      expect(body['error']).toBe('invalid_token');
    }
  });
});

describe('404', () => {
  it('says ResourceNotFound for what does not exist or belongs to another customer', async () => {
    const [foreign] = (await visit(demo, 'bo').meters()).items;
    for (const id of [wireMeter({ name: 'nobody' }).meter_id, foreign?.id]) {
      const response = await ask(`${meters}${id}`);
      expect([response.status, await response.json()]).toEqual([404, ResourceNotFound]);
    }
    const state = await asMerchant(demo, '/v1/customers/external/nobody/state');
    expect([state.status, await state.json()]).toEqual([404, ResourceNotFound]);
  });

  it('says Not Found where there is no route', async () => {
    const response = await ask('/v1/customer-portal/nothing');
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
  });
});

describe('405', () => {
  it('names the method that would do', async () => {
    const response = await demo(`${origin}${meters}`, { method: 'DELETE' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
    expect(await response.json()).toEqual({ detail: 'Method Not Allowed' });
  });
});

describe('422', () => {
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
  ])('echoes %s', async (query, type, loc, input) => {
    const { status, error, detail } = await issues(await ask(`${meters}?${query}`));
    expect({ status, error }).toEqual({ status: 422, error: 'RequestValidationError' });
    expect(detail).toEqual([expect.objectContaining({ type, loc, input, msg: expect.any(String) })]);
  });

  it('echoes a bad id in a path and a bad flag', async () => {
    expect((await issues(await ask(`${meters}42`))).detail).toMatchObject([{ loc: ['path', 'id'], input: '42' }]);
    const flag = await issues(await ask('/v1/customer-portal/subscriptions/?active=perhaps'));
    expect(flag.detail).toMatchObject([{ type: 'bool_parsing', input: 'perhaps' }]);
  });

  it('reports everything that is wrong at once', async () => {
    const { detail } = await issues(await ask(`${meters}?limit=0&page=x&sorting=a&sorting=balance&sorting=b`));
    expect(detail).toHaveLength(4);
  });

  it.each([
    ['', 'missing', ['body'], null],
    ['{', 'json_invalid', ['body', 0], {}],
    ['[]', 'model_attributes_type', ['body'], []],
    ['{"customer_id":"7"}', 'uuid_parsing', ['body', 'CustomerSessionCustomerIDCreate', 'customer_id'], '7'],
    ['{"external_customer_id":7}', 'string_type', ['body', 'CustomerSessionCustomerExternalIDCreate', 'external_customer_id'], 7],
  ])('refuses to make a session from %j', async (body, type, loc, input) => {
    const answer = await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body }));
    expect(answer.status).toBe(422);
    expect(answer.detail).toEqual([expect.objectContaining({ type, loc, input })]);
  });

  it('names both ways of naming a customer when neither was used', async () => {
    const answer = await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body: '{}' }));
    expect(answer.detail.map(({ loc }) => (loc as string[]).at(-1))).toEqual(['customer_id', 'external_customer_id']);
  });

  it('refuses to make a session for an unknown customer', async () => {
    const body = JSON.stringify({ external_customer_id: 'nobody' });
    expect(await issues(await asMerchant(demo, '/v1/customer-sessions/', { method: 'POST', body }))).toEqual({
      status: 422,
      error: 'PolarRequestValidationError',
      detail: [
        { type: 'value_error', loc: ['body', 'external_customer_id'], msg: 'Customer does not exist.', input: 'nobody' },
      ],
    });
  });
});
