import { PortalError } from '../core/errors';
import { answerText, answerTo, crossSite, methodNotAllowed, noContent, refuse, routeNotFound, unauthorized } from './answers';
import { createCors, preflightHeaders } from './cors';
import { type Customer, readCustomer } from './customer';
import { type PortalHandlerOptions, readOptions } from './options';
import { createPortal } from './portal';
import { findRoute } from './routes';
import { withDeadline } from '../sources/deadline';
import { createUpstream } from './upstream';

/** Characters of an address: a hundred ids and some more. */
const longestAddress = 8192;

/**
 * A read-only proxy in front of Polar's customer portal, for every server that speaks `Request` and `Response`. It
 * answers GET under one path, for the customer who is signed in and nobody else; tokens stay here. A page asks it with
 * `createPolarSource({ server: '/api/portal' })`.
 * @throws PortalError `invalid_option` when the options cannot work. The handler itself rejects only where it has no
 * `accessToken`. What it is called with beside the request, such as a framework's context, goes on to `customer`.
 * @example export const GET = createPortalHandler({ accessToken, customer: async (request) => ({ externalId: await userOf(request) }) });
 */
export function createPortalHandler<Context = unknown>(options: PortalHandlerOptions<Context>): (request: Request, context?: Context) => Promise<Response> {
  const { customer, basePath, timeout, onError, ...settings } = readOptions(options);
  const cors = createCors(options.cors);
  const portal = createPortal({ ...settings, timeout, upstream: createUpstream(options.fetch, settings.version) });
  const allowed = cors.isOn ? 'GET, OPTIONS' : 'GET';

  async function answer(request: Request, context: Context): Promise<Response> {
    if (request.url.length > longestAddress) return refuse(414, { detail: 'URI Too Long' });
    const url = new URL(request.url);
    const found = findRoute(url.pathname, basePath);
    if (!found) return routeNotFound();
    if (request.method === 'OPTIONS' && cors.isOn) return preflight(request);
    if (request.method !== 'GET') return methodNotAllowed(allowed);
    if (!cors.allows(request)) return crossSite();
    return withDeadline(async (signal) => {
      const asking = await identify(request, context);
      if (asking === null) return unauthorized();
      return answerText(await portal({ ...found, customer: asking, query: url.searchParams }, signal));
    }, timeout, request.signal);
  }

  async function identify(request: Request, context: Context): Promise<Customer | null> {
    try {
      return readCustomer(await customer(request, context));
    } catch (error) {
      // Not as it is: a PortalError of the shop's own would be taken for one of Polar's.
      throw new CustomerFailure(error);
    }
  }

  function preflight(request: Request): Response {
    return cors.allows(request) ? noContent(preflightHeaders) : crossSite();
  }

  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {
      // Whoever logs may fail; the customer is answered nevertheless.
    }
  }

  return async (request, context) => {
    if (settings.accessToken === '') {
      throw new PortalError('invalid_option', 'There is no `accessToken`. So nothing can be asked of Polar. Give the organization token, polar_oat_…, perhaps by an environment variable.');
    }
    let response: Response;
    try {
      // Without one the types say unknown, which a function that wants it does not accept.
      response = await answer(request, context as Context);
    } catch (error) {
      const problem = error instanceof CustomerFailure ? error.reason : error;
      response = answerTo(error);
      if (response.status >= 500 && !request.signal.aborted) report(problem);
    }
    for (const [name, value] of Object.entries(cors.headers(request))) response.headers.set(name, value);
    return response;
  };
}

/** The shop's own code failed, so this is nobody's business but the shop's. */
class CustomerFailure {
  constructor(readonly reason: unknown) {}
}
