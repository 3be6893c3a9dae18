/** Every {@link PortalErrorCode}. A released code keeps its name and its meaning; new codes may be added. */
export const portalErrorCodes = [
  /** A response or an object doesn't have Polar's shape. `path` says where. */
  'invalid_data',
  /** The response had an unexpected status, wasn't JSON, was empty, was too long, or was cut off. */
  'unexpected_response',
  /** An option passed to Meterface is invalid. */
  'invalid_option',
  /** An organization token was passed where a browser would send it. Meterface sent nothing. */
  'organization_token',
  /** `getToken` or `token` gave no usable token. */
  'no_token',
  /** 401: the customer isn't signed in, or Polar refused the proxy's token. */
  'unauthorized',
  /** 401: the token expired, was revoked, belongs to the other environment, or isn't a session token. Also a request that was dropped because its customer has left the page. */
  'session_expired',
  /** 403: this customer or member may not see this. */
  'forbidden',
  /** 404, or the id is malformed, or nothing in the response has the requested name or id, or the source doesn't have this kind of data. */
  'not_found',
  /** More than one meter has the requested name. */
  'ambiguous_meter',
  /** 422: the server rejected the request's parameters. Or Meterface found a page, a limit or a sort field invalid. */
  'invalid_request',
  /** 429: too many requests. */
  'rate_limited',
  /** 5xx. */
  'server_error',
  /** No response before the deadline, or no result of a function that the host wrote. */
  'timeout',
  /** No response that a page can read: network, DNS or CORS failure, or a crashed server. Or a file of Meterface, or `getState`, failed. */
  'unreachable',
  /** A widget, or a source that the host wrote, threw an error that isn't a PortalError. */
  'unexpected_failure',
] as const;

/** The kind of error, for programs. docs/errors.md says what each one means and what to do. */
export type PortalErrorCode = (typeof portalErrorCodes)[number];

/** A property name or list index on the way to a value inside a payload, spelled as the payload spells it; `…` for a key that doesn't look like a name. */
export type PathStep = string | number;

/** The details of a {@link PortalError}, besides its code and message. */
export interface PortalErrorOptions {
  /** The invalid value's place in the payload, or the name of an option. Default: empty. */
  path?: readonly PathStep[];
  /** HTTP status, if there was a response. */
  status?: number;
  /** Whether the same request may succeed later. Default: false. */
  retryable?: boolean;
  /** Seconds to wait. Rounded up, and kept between 1 and 1,800. */
  retryAfter?: number | undefined;
}

const brand = Symbol.for('meterface.PortalError');

/**
 * The error that Meterface throws on purpose, except that schemas throw zod's, and `meterface/testing` an `Error` or `RangeError`.
 * Programs read `code`; `message` tells a developer what happened, why, and what to do. The error contains no
 * token and, except for the status and the time to wait, no value from a response: of an invalid value,
 * it names only the path and the type.
 * `docs/errors/<code>.md` in the package describes each code.
 */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  declare readonly code: PortalErrorCode;
  /** The invalid value's place in the payload, or the name of an option; else empty. */
  declare readonly path: readonly PathStep[];
  /** HTTP status, if there was a response. */
  declare readonly status?: number;
  /** Whether the same request may succeed later. */
  declare readonly retryable: boolean;
  /** Seconds to wait before the next request, from 1 to 1,800. Meterface sets it for each `rate_limited`, and for a `server_error` whose response names it; a source of your own may leave it out. */
  declare readonly retryAfter?: number;

  constructor(code: PortalErrorCode, message: string, options: PortalErrorOptions = {}) {
    super(message);
    const { path = [], status, retryable = false, retryAfter: wait } = options;
    // A host's own source may pass any number: an infinite wait would never end, and NaN or a negative one would not wait.
    const retryAfter = wait == null ? undefined : wait >= 1 ? Math.min(1800, Math.ceil(wait)) : 1;
    Object.assign(this, { code, path, status, retryable, retryAfter });
    Object.defineProperty(this, brand, { value: Date.now() });
  }
}

/**
 * Whether a value is a {@link PortalError}. Unlike `instanceof`, it also recognizes errors of another copy of this
 * package, for example when two versions or two bundles share a page.
 */
export function isPortalError(value: unknown): value is PortalError {
  return madeAt(value) !== undefined;
}

/**
 * When a {@link PortalError} was made, in milliseconds since 1970; `undefined` for any other error.
 * @internal
 */
export function madeAt(error: unknown): number | undefined {
  return (error as { [brand]?: number } | null | undefined)?.[brand];
}

/**
 * Milliseconds for which not to repeat a failed request: the rest of a `Retry-After`, or of `pause` if the same failure would
 * only happen again; else 0. Counts from the response: once no component uses a query, TanStack Query sets its error only
 * after the retry pause.
 * @internal
 */
export function waitAfter(error: unknown, pause = 0): number {
  const { retryable, retryAfter } = (error ?? {}) as { retryable: boolean; retryAfter: number };
  // Negative when the system clock was set back, which must not lengthen the wait.
  const passed = Date.now() - (madeAt(error) as number);
  const left = (1000 * retryAfter || (retryable ? 0 : pause)) - passed;
  // NaN, for other errors, compares false.
  return passed >= 0 && left > 0 ? left : 0;
}

/**
 * Writes a path as text: `['items', 3, 'meter', 'name']` becomes `items[3].meter.name`.
 * @internal
 */
export function formatPath(path: readonly PathStep[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
