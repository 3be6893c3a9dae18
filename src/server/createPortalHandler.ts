import { PortalError } from '../core/errors';
import { withDeadline } from '../http/deadline';
import { createCors, preflightHeaders } from './cors';
import { type Customer, readCustomer } from './customer';
import { type PortalHandlerOptions, readOptions } from './options';
import { createPortalReader } from './portalReader';
import { crossSiteResponse, errorResponse, dataResponse, noContentResponse, toErrorResponse, signedOutResponse, unknownPathResponse, wrongMethodResponse } from './responses';
import { findProxyRoute } from './routes';
import { createUpstream } from './upstream';

/** Characters of a URL: enough for a hundred ids. */
const longestUrl = 8192;

/**
 * A read-only proxy in front of Polar's customer portal, for every server that uses `Request` and `Response`. It responds
 * only to GET requests below one path, and only with data of the signed-in customer; tokens stay on the server. A page
 * reads from it with `createPolarSource({ server: '/api/portal' })`.
 * @throws PortalError `invalid_option` for options that can't work. The handler itself rejects only if `accessToken` is
 * missing. It passes its second argument, such as a framework's context, to `customer`.
 * @example export const GET = createPortalHandler({ accessToken, customer: async (request) => ({ externalId: await userOf(request) }) });
 */
export function createPortalHandler<Context = unknown>(options: PortalHandlerOptions<Context>): (request: Request, context?: Context) => Promise<Response> {
  const { customer, basePath, timeout, onError, ...settings } = readOptions(options);
  const cors = createCors(options.cors);
  const readPortal = createPortalReader({ ...settings, timeout, upstream: createUpstream(options.fetch, settings.version) });
  const allowed = cors.isOn ? 'GET, OPTIONS' : 'GET';

  async function respond(request: Request, context: Context): Promise<Response> {
    if (request.url.length > longestUrl) return errorResponse(414, { detail: 'URI Too Long' });
    const url = new URL(request.url);
    const found = findProxyRoute(url.pathname, basePath);
    if (!found) return unknownPathResponse();
    if (request.method === 'OPTIONS' && cors.isOn) return respondToPreflight(request);
    if (request.method !== 'GET') return wrongMethodResponse(allowed);
    if (!cors.allows(request)) return crossSiteResponse();
    const signedIn = await identify(request, context);
    if (signedIn === null) return signedOutResponse();
    const read = (signal: AbortSignal) => readPortal({ ...found, customer: signedIn, query: url.searchParams }, signal);
    return dataResponse(await withDeadline(read, timeout, request.signal));
  }

  async function identify(request: Request, context: Context): Promise<Customer | null> {
    try {
      // A separate deadline, so that a slow login is not reported as a slow Polar.
      return readCustomer(await withDeadline(async () => customer(request, context), timeout, request.signal, customerTooLate));
    } catch (error) {
      // Wrapped, so that a PortalError of the shop's own is not taken for one of Polar's.
      throw new CustomerFailure(error);
    }
  }

  function respondToPreflight(request: Request): Response {
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

  return async (request, context) => {
    if (settings.accessToken === '') {
      throw new PortalError('invalid_option', 'There is no `accessToken`. Without it the handler can\'t send requests to Polar. Pass your organization access token, polar_oat_…, for example from an environment variable.');
    }
    let response: Response;
    try {
      // Callers without a context leave its type `unknown`, which `customer` does not accept.
      response = await respond(request, context as Context);
    } catch (error) {
      const problem = error instanceof CustomerFailure ? error.reason : error;
      response = toErrorResponse(error);
      if (response.status >= 500 && !request.signal.aborted) void report(problem);
    }
    for (const [name, value] of Object.entries(cors.headers(request))) response.headers.set(name, value);
    return response;
  };
}

function customerTooLate(): PortalError {
  return new PortalError('timeout', 'The function `customer` took too long. It neither returned nor threw. Check your login, or raise `timeout`.', { retryable: true });
}

/** Wraps what the shop's own `customer` threw. The page gets a bare 500. */
class CustomerFailure {
  constructor(readonly reason: unknown) {}
}
