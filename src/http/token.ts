import { isPortalError } from '../core/errors';

/** Whether a header can carry this token: printable ASCII without spaces, and not empty. */
export function isHeaderToken(token: unknown): token is string {
  return typeof token === 'string' && /^[!-~]+$/.test(token);
}

/** Whether the token opens a whole organization. A customer's session must never run on one. */
export function isOrganizationToken(token: string): boolean {
  return token.startsWith('polar_oat_');
}

/** Whether the token is a customer's or a member's session, which opens too little for a server. */
export function isCustomerToken(token: string): boolean {
  return /^polar_(?:cst|mst)_/.test(token);
}

/** Whether a server refused the token of a request. Any kind of 401 counts: a new token may help. */
export function isTokenRefusal(error: unknown): boolean {
  return isPortalError(error) && error.status === 401;
}
