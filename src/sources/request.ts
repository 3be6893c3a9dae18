import type { BodyKind } from '../http/body';
import { type Fetch, requestJson } from '../http/request';
import type { FailurePolicy } from '../http/status';

interface PortalRequestOptions {
  /** Default: the global `fetch` at the time of the request. */
  fetch?: Fetch | undefined;
  /** `Accept`, `Authorization` and `Polar-Version`: Polar's CORS check rejects all but a few headers. */
  headers: Record<string, string>;
  credentials: 'omit' | 'same-origin' | 'include';
  /** Bounds the size of the response. */
  kind: BodyKind;
  /** Milliseconds for the whole response, body included. */
  timeout: number;
  signal?: AbortSignal | undefined;
  onHeaders?: ((headers: Headers | undefined) => void) | undefined;
}

export const sessionExpiredMessage = 'The session has ended. Its token expired, was revoked, or is for another server. Sign in again.';

const pageFailures: FailurePolicy = {
  unreachable: 'The server is unreachable. It may be the network, CORS or a crash. Try again in a moment.',
  sessionExpired: sessionExpiredMessage,
  // Few pages ever need it.
  explain: async (code, headers) => (await import('./failures')).failures(code, headers),
};

/**
 * Sends one GET request with the policy that all sources share, and parses the JSON of its response.
 * @throws PortalError with the code for the status, `unexpected_response`, `unreachable` or `timeout`; or the reason of `signal`.
 */
export function requestPortal(url: string, { headers, credentials, ...options }: PortalRequestOptions): Promise<unknown> {
  // A redirect could carry the token to another site, and a referrer would reveal the page's URL, which may identify the customer.
  return requestJson(url, { headers, credentials, cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' }, { ...options, failures: pageFailures });
}
