/** What kind of thing went wrong, for programs. Stable: a code is never renamed or given another meaning. */
export type PortalErrorCode =
  /** An answer or object that does not have Polar's shape; `path` says where. */
  | 'invalid_data'
  /** The answer was not JSON, was empty, or was cut off. */
  | 'unexpected_response'
  /** An option given to Meterface cannot work. */
  | 'invalid_option'
  /** An organization token was about to be used in a browser; nothing was sent. */
  | 'organization_token'
  /** The host's `getToken` gave no usable token. */
  | 'no_token'
  /** 401: no token, or the wrong kind of token. */
  | 'unauthorized'
  /** 401 `invalid_token`: expired, revoked, or made for the other environment. */
  | 'session_expired'
  /** 403: this customer or member may not see this. */
  | 'forbidden'
  /** 404, or nothing here has the name or id that was asked for. */
  | 'not_found'
  /** More than one meter has the name that was asked for. */
  | 'ambiguous_meter'
  /** 422: the server did not accept the question. */
  | 'invalid_request'
  /** 429: too many requests in this minute. */
  | 'rate_limited'
  /** 5xx. */
  | 'server_error'
  /** No answer within the deadline. */
  | 'timeout'
  /** No answer that a browser lets us read: network, DNS, CORS, or a server crash. */
  | 'unreachable'
  /** A widget, or a source of the host's own, threw something that is no PortalError. */
  | 'unexpected_failure';

/** A step on the way to a value inside a payload, as it was spelled there. */
export type PathStep = string | number;

export interface PortalErrorOptions {
  /** Where in the payload, for `invalid_data`. */
  path?: readonly PathStep[];
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Whether asking again later, unchanged, may work. Default false. */
  retryable?: boolean;
  /** Seconds that the server asked to wait, where it said so. */
  retryAfter?: number;
}

const brand = Symbol.for('meterface.PortalError');

/**
 * The only error that Meterface throws on purpose. `code` is for programs, `message` for people:
 * what happened, why, and what to do. Neither ever contains a token or what the server echoed.
 * Each code has a page in the package: `docs/errors/<code>.md`.
 */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  readonly code: PortalErrorCode;
  /** Where in the payload the fault is; empty when the fault is not in a payload. */
  readonly path: readonly PathStep[];
  readonly status?: number;
  readonly retryable: boolean;
  /** Seconds to wait before asking again, where the server said so. */
  readonly retryAfter?: number;

  constructor(code: PortalErrorCode, message: string, options: PortalErrorOptions = {}) {
    super(message);
    this.code = code;
    this.path = options.path ?? [];
    this.retryable = options.retryable ?? false;
    if (options.status !== undefined) this.status = options.status;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether a value is a {@link PortalError}. Unlike `instanceof` it also recognises one that was made by
 * another copy of this package, as happens when two versions or two bundles meet on one page.
 */
export function isPortalError(value: unknown): value is PortalError {
  return typeof value === 'object' && value !== null && brand in value;
}

/** `['items', 3, 'meter', 'name']` → `items[3].meter.name`, as a person would write it. */
export function formatPath(path: readonly PathStep[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
