import type { PortalError } from '../core/errors';
import { readRetryAfter } from './retryAfter';

/** The code for each status; 500 covers every status from 500 on. */
const codes = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  422: 'invalid_request',
  429: 'rate_limited',
  500: 'server_error',
} as const;

type StatusCode = (typeof codes)[keyof typeof codes];

/** How failed requests are read and reported. Sources and the proxy have different policies. */
export interface FailurePolicy {
  /** A message of three short sentences for each code. */
  messages: Readonly<Record<StatusCode, string>>;
  /** The message of `session_expired`, for a 401 that says `invalid_token`. Without it, 401 is always `unauthorized`. */
  sessionExpired?: string;
  /** Whether 400 means the same as 422. Default: a 400 is unexpected. */
  readsBadRequest?: boolean;
}

/** What a failed response means, as the arguments of a `PortalError`; `undefined` if its status is unexpected. */
export type StatusMeaning = ConstructorParameters<typeof PortalError> | undefined;

/**
 * Reads a failed response. The result holds nothing that the server sent: a 422 echoes input, and a body may
 * contain anyone's data. Only the body of a 401 is read; `withDeadline` aborts the request after a failure.
 */
export async function readStatus({ status, headers }: Response, readBody: () => Promise<string>, { messages, sessionExpired, readsBadRequest = false }: FailurePolicy): Promise<StatusMeaning> {
  if (status === 401 && sessionExpired !== undefined && saysInvalidToken(await readBody())) return ['session_expired', sessionExpired, { status }];
  const code = codes[(status === 400 && readsBadRequest ? 422 : Math.min(status, 500)) as keyof typeof codes] as StatusCode | undefined;
  if (code === undefined) return undefined;
  const isLimit = code === 'rate_limited';
  return [code, messages[code], { status, retryable: isLimit || status >= 500, ...(isLimit && { retryAfter: readRetryAfter(headers) }) }];
}

function saysInvalidToken(body: string): boolean {
  return /"error"\s*:\s*"invalid_token"/.test(body);
}
