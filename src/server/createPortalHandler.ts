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
 * @throws PortalError `invalid_option` when the options cannot work. The handler itself never rejects.
 * @example export const GET = createPortalHandler({ accessToken, customer: async (request) => ({ externalId: await userOf(request) }) });
 */
export function createPortalHandler(options: PortalHandlerOptions): (request: Request) => Promise<Response> {
  const { customer, basePath, timeout, onError, ...settings } = readOptions(options);
  const cors = createCors(options.cors);
  const portal = createPortal({ ...settings, timeout, upstream: createUpstream(options.fetch, settings.version) });
  const allowed = cors.isOn ? 'GET, OPTIONS' : 'GET';

  async function answer(request: Request): Promise<Response> {
    if (request.url.length > longestAddress) return refuse(414, { detail: 'URI Too Long' });
    const url = new URL(request.url);
    const found = findRoute(url.pathname, basePath);
    if (!found) return routeNotFound();
    if (request.method === 'OPTIONS' && cors.isOn) return preflight(request);
    if (request.method !== 'GET') return methodNotAllowed(allowed);
    if (!cors.allows(request)) return crossSite();
    return withDeadline(async (signal) => {
      const asking = await identify(request);
      if (asking === null) return unauthorized();
      return answerText(await portal({ ...found, customer: asking, query: url.searchParams }, signal));
    }, timeout, request.signal);
  }

  async function identify(request: Request): Promise<Customer | null> {
    try {
      return readCustomer(await customer(request));
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

  return async (request) => {
    let response: Response;
    try {
      response = await answer(request);
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
