import { describe, expect, it } from 'vitest';
import { toPortalAddress } from '../../src/http/address';
import { createTargets } from '../../src/server/targets';
import { someId } from './shop';

const shop = 'https://shop.example/api/portal';
const read = () => createTargets(toPortalAddress('production'), '/api/portal', new Map());

describe('createTargets()', () => {
  it('reads each URL only once', () => {
    const targetOf = read();
    const first = targetOf(`${shop}/meters?limit=100&x=1`);
    expect(first).toMatchObject({ id: '', url: 'https://api.polar.sh/v1/customer-portal/meters/?limit=100' });
    expect(targetOf(`${shop}/meters?limit=100&x=1`)).toBe(first);
    expect(targetOf(`${shop}/meters?limit=20`)?.url).toBe('https://api.polar.sh/v1/customer-portal/meters/?limit=20');
  });

  it('turns a `limit` below 1 into 1, and one above 100 into 100, even one of 400 digits', () => {
    const limitOf = (limit: string) => read()(`${shop}/meters?limit=${limit}`)?.query.get('limit');
    expect(['20', '0', '-5', '1000', '12345678901', '9'.repeat(400)].map(limitOf)).toEqual(['20', '1', '1', '100', '100', '100']);
  });

  it('returns nothing for a URL that names nothing, and the problem of an invalid query', () => {
    const targetOf = read();
    expect(targetOf(`${shop}/customers`)).toBeUndefined();
    expect(targetOf(`${shop}/meters?limit=ten`)?.problem).toMatchObject({ code: 'invalid_request', path: ['query', 'limit'] });
    expect(targetOf(`${shop}/meters/${someId}/history`)?.problem).toMatchObject({ code: 'invalid_request', path: ['query', 'start_timestamp'] });
  });

  it('keeps no more than 500 URLs', () => {
    const targetOf = read();
    const first = targetOf(`${shop}/meters?page=1`);
    for (let page = 2; page <= 500; page += 1) targetOf(`${shop}/meters?page=${page}`);
    expect(targetOf(`${shop}/meters?page=1`)).toBe(first);
    targetOf(`${shop}/meters?page=501`);
    expect(targetOf(`${shop}/meters?page=1`)).not.toBe(first);
    expect(targetOf(`${shop}/meters?page=1`)).toEqual(first);
  });
});
