import { PortalError } from '../core/errors';
import { readText, unexpectedResponse, type Until } from './body';

/** The code for each status; 500 covers every status from 500 on. */
const codes = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  422: 'invalid_request',
  429: 'rate_limited',
  500: 'server_error',
} as const;

export type StatusCode = (typeof codes)[keyof typeof codes];

/** How failed requests are read and reported. Sources and the proxy have different policies. */
export interface FailurePolicy {
  /** The message for a request without a response. */
  unreachable: string;
  /** The message of three short sentences for a code, and the seconds to wait. Rejects if a page can't download its messages. */
  explain: (code: StatusCode, headers: Headers) => Promise<[message: string, retryAfter?: number | undefined]>;
  /** The message of `session_expired`, for a 401 that says `invalid_token`. Without it, 401 is always `unauthorized`. */
  sessionExpired?: string;
  /** The code for a 400. Without one, a 400 is unexpected. */
  badRequest?: StatusCode;
}

/**
 * The error for an unsuccessful response. Of what the server sent, it has only the status and the time to wait: a 422
 * echoes input, and a body may contain anyone's data. Only the body of a 401 is read, and only by a policy with
 * `sessionExpired`.
 */
export async function toStatusError(response: Response, { explain, sessionExpired, badRequest }: FailurePolicy, until: Until): Promise<PortalError> {
  const { status, headers } = response;
  if (status === 401 && sessionExpired !== undefined && (await saysInvalidToken(response, until))) {
    return new PortalError('session_expired', sessionExpired, { status });
  }
  const code = status === 400 ? badRequest : (codes[Math.min(status, 500) as keyof typeof codes] as StatusCode | undefined);
  if (code === undefined) return unexpectedResponse('its status is unexpected', { status });
  // A minute if the server names no time, or if the code that reads it couldn't be downloaded: Polar counts requests per minute.
  const fallback = status === 429 ? 60 : undefined;
  const [message, retryAfter = fallback] = await explain(code, headers).catch((): [string, number?] => ["The request failed. Its message didn't load. See `code`."]);
  return new PortalError(code, message, { status, retryable: !!fallback || status >= 500, retryAfter });
}

async function saysInvalidToken(response: Response, until: Until): Promise<boolean> {
  const text = await readText(response, until, 'error').catch(() => '');
  return /"error"\s*:\s*"invalid_token"/.test(text);
}
