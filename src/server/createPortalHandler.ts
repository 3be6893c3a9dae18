import { PortalError } from '../core/errors';
import { createCors, preflightHeaders } from './cors';
import { type Customer, readCustomer } from './customer';
import { type PortalHandlerOptions, readOptions } from './options';
import { plainHandlers, type PlainResponse } from './plainHandler';
import { createPortalReader } from './portalReader';
import { type RequestLife, startLife } from './requestLife';
import { crossSiteResponse, dataResponse, errorResponse, noContentResponse, signedOutResponse, toErrorResponse, unknownPathResponse, wrongMethodResponse } from './responses';
import { createTargets } from './targets';
import { createUpstream } from './upstream';

/** Characters of a URL: enough for a hundred ids. */
const longestUrl = 8192;

/**
 * A read-only proxy in front of Polar's customer portal, for every server that uses `Request` and `Response`. It serves only
 * GET requests, and only what the signed-in customer may see; tokens stay on the server. A page reads from it with
 * `createPolarSource({ server: '/api/portal' })`.
 * @throws PortalError `invalid_option` for options that can't work. The handler itself rejects only if `accessToken` is
 * missing. It passes its second argument, such as a framework's context, to `customer`.
 * @example export const GET = createPortalHandler({ accessToken, customer: async (request) => ({ externalId: await userOf(request) }) });
 */
export function createPortalHandler<Context = unknown>(options: PortalHandlerOptions<Context>): (request: Request, context?: Context) => Promise<Response> {
  const { customer, basePath, timeout, onError, ...settings } = readOptions(options);
  const cors = createCors(options.cors);
  const readPortal = createPortalReader({ ...settings, timeout, reportStore: (error) => void report(error), upstream: createUpstream(options.fetch, settings.version) });
  const readTarget = createTargets(settings.address, basePath, settings.breakdowns);
  const allowed = cors.isOn ? 'GET, OPTIONS' : 'GET';

  async function respond(request: Request, url: string, context: Context, life: RequestLife): Promise<PlainResponse> {
    life.throwIfAborted();
    if (url.length > longestUrl) return errorResponse(414, { detail: 'URI Too Long' });
    const target = readTarget(url);
    if (!target) return unknownPathResponse();
    if (request.method === 'OPTIONS' && cors.isOn) return respondToPreflight(request);
    if (request.method !== 'GET') return wrongMethodResponse(allowed);
    if (!cors.allows(request)) return crossSiteResponse();
    const signedIn = await identify(request, context, life);
    if (signedIn === null) return signedOutResponse();
    const { body, age } = await readPortal(signedIn, target, life);
    return dataResponse(body, age);
  }

  async function identify(request: Request, context: Context, life: RequestLife): Promise<Customer | null> {
    try {
      const result = customer(request, context);
      // A separate deadline, so that a slow login is not reported as a slow Polar.
      return readCustomer(isPromise(result) ? await life.wait(Promise.resolve(result), timeout, customerTooLate) : result);
    } catch (error) {
      // Wrapped, so that a PortalError of the merchant's own is not taken for one of Polar's.
      throw new CustomerFailure(error);
    }
  }

  function respondToPreflight(request: Request): PlainResponse {
    return cors.allows(request) ? noContentResponse(preflightHeaders) : crossSiteResponse();
  }

  /** If `onError` fails, the response is still sent and the process keeps running. */
  async function report(error: unknown): Promise<void> {
    try {
      await onError?.(error);
    } catch {
      // Reporting this failure would call `onError` again.
    }
  }

  async function handle(request: Request, url: string, context: unknown, life: RequestLife): Promise<PlainResponse> {
    if (settings.accessToken === '') {
      throw new PortalError('invalid_option', 'There is no `accessToken`. Without it the handler can\'t send requests to Polar. Pass your organization access token, polar_oat_…, for example from an environment variable.');
    }
    let response: PlainResponse;
    try {
      // `plainHandlers` has handlers of every `Context`, so the type here is `unknown`.
      response = await respond(request, url, context as Context, life);
    } catch (error) {
      response = toErrorResponse(error);
      if (response.status >= 500 && !life.hasLeft) void report(error instanceof CustomerFailure ? error.reason : error);
    }
    if (cors.isOn) Object.assign(response.headers, cors.headers(request));
    return response;
  }

  const handler = async (request: Request, context?: Context): Promise<Response> => {
    const life = startLife();
    // Some adapters' requests have no signal.
    const signal = request.signal as AbortSignal | null | undefined;
    const leave = () => life.leave();
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave);
    try {
      const { status, headers, body } = await handle(request, request.url, context, life);
      return new Response(body, { status, headers });
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  };
  plainHandlers.set(handler, handle);
  return handler;
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | null | undefined)?.then === 'function';
}

function customerTooLate(): PortalError {
  return new PortalError('timeout', 'The function `customer` took too long. It has neither returned nor thrown. Check what it waits for, or raise `timeout`.', { retryable: true });
}

/** Wraps what the merchant's `customer` threw. The page gets a bare 500. */
class CustomerFailure {
  constructor(readonly reason: unknown) {}
}
