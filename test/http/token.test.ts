import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { isCustomerToken, isHeaderToken, isOrganizationToken, isTokenRefusal } from '../../src/http/token';

describe('isHeaderToken()', () => {
  it.each(['polar_cst_a', 'polar_mst_a', 'x', '!~', 'a.b/c=='])('accepts %j', (token) => {
    expect(isHeaderToken(token)).toBe(true);
  });

  it.each(['', ' ', 'a b', 'a\n', '\na', 'a\r\nX-Other: 1', 'é', '\u007f', '\0', null, undefined, 42, {}, ['polar_cst_a']].map((token) => [token]))('rejects %o', (token) => {
    expect(isHeaderToken(token)).toBe(false);
  });
});

describe('isOrganizationToken() and isCustomerToken()', () => {
  it.each([
    [true, false, 'polar_oat_a'],
    [false, true, 'polar_cst_a'],
    [false, true, 'polar_mst_a'],
    [false, false, 'polar_pat_a'],
    [false, false, 'xpolar_oat_a'],
    [false, false, 'xpolar_cst_a'],
  ])('return %s and %s for %s', (isOrganization, isCustomer, token) => {
    expect([isOrganizationToken(token), isCustomerToken(token)]).toEqual([isOrganization, isCustomer]);
  });
});

describe('isTokenRefusal()', () => {
  it('accepts every PortalError with status 401 and nothing else', () => {
    expect(isTokenRefusal(new PortalError('unauthorized', '', { status: 401 }))).toBe(true);
    expect(isTokenRefusal(new PortalError('session_expired', '', { status: 401 }))).toBe(true);
    expect(isTokenRefusal(new PortalError('session_expired', ''))).toBe(false);
    expect(isTokenRefusal(new PortalError('forbidden', '', { status: 403 }))).toBe(false);
    expect(isTokenRefusal(Object.assign(new Error('own'), { status: 401 }))).toBe(false);
  });
});
