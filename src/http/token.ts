import { isPortalError } from '../core/errors';

/** Whether a header can carry this token: printable ASCII without spaces, and not empty. */
export function isHeaderToken(token: unknown): token is string {
  return typeof token === 'string' && /^[!-~]+$/.test(token);
}

/** Whether the token gives access to a whole organization. It must never serve as a customer's session. */
export function isOrganizationToken(token: string): boolean {
  return token.startsWith('polar_oat_');
}

/** Whether the token is a customer's or a member's session, which gives a server too little access. */
export function isCustomerToken(token: string): boolean {
  return /^polar_(?:cst|mst)_/.test(token);
}

/** Whether a server refused the token of a request. Any kind of 401 counts: a new token may help. */
export function isTokenRefusal(error: unknown): boolean {
  return isPortalError(error) && error.status === 401;
}
