import { isPortalError } from '../core/errors';
import { invalidOption } from '../core/invalidOption';
import { type List, parseCreditGrantList, parseMeterList, parseOrderList, parseSubscriptionList, parseWalletList } from '../core/schemas/list';
import { parseCustomerMeter } from '../core/schemas/customerMeter';
import { parseChargePreview } from '../core/schemas/preview';
import { merchantSlugOf, parseProductList } from '../core/schemas/product';
import { parseMeterQuantities } from '../core/schemas/quantities';
import { parseSubscription } from '../core/schemas/subscription';
import { withoutNulls } from '../core/withoutNulls';
import { toPortalAddress } from '../http/address';
import type { BodyKind } from '../http/body';
import { checkTimeout, defaultTimeout, defaultVersion } from '../http/options';
import type { Fetch } from '../http/request';
import { type ListItem, type Parameters, readPages, toQuery } from './pages';
import { toRangeQuery } from './range';
import { requestPortal } from './request';
import { createResponseAges } from './responseAges';
import { createTokenSession, type GetToken, type TokenSession } from './session';
import type { PageFilters, PortalSource, SourceContext } from './source';

/** Where Polar's portal API is, and how to identify the customer. */
export interface PolarSourceOptions {
  /**
   * Polar itself: `'production'` (the default), `'sandbox'`, or the https URL of a server with Polar's paths (http only
   * on localhost). Or a path on the page's own origin, like `'/api/portal'`: a read-only proxy, which identifies the
   * customer by the page's cookies and needs no token in the browser.
   */
  server?: 'production' | 'sandbox' | (string & {});
  /** A customer or member session token. It can't be renewed: the session ends after an hour. */
  token?: string;
  /**
   * Gets a session token for the signed-in customer from your backend. Called for the first request, again before the
   * token expires, and once after a 401, separately for each `scope`. Pass either this or `token`; with a path, neither.
   */
  getToken?: GetToken;
  /** Polar's API version. Default: `'2026-10'`. With a path, the proxy's own `version` counts. */
  version?: string;
  /** Sends the requests. Default: the global `fetch` at the time of each request. */
  fetch?: Fetch;
  /** Milliseconds for one whole response, and for `getToken`. Default: 10,000. */
  timeout?: number;
}

/**
 * A customer's data from Polar's customer portal API, or from a read-only proxy in front of it.
 * @throws PortalError `invalid_option`, `organization_token` or `no_token` when the options can't work.
 */
export function createPolarSource(given: PolarSourceOptions): PortalSource {
  const options = withoutNulls(given);
  const { server = 'production', version = defaultVersion, timeout = defaultTimeout, fetch } = options;
  checkTimeout(timeout);
  const address = toPortalAddress(server);
  const session = chooseSession(options, address.sameOrigin, timeout);

  const ages = createResponseAges(address.sameOrigin);

  const get = (url: string, kind: BodyKind, context: SourceContext = {}, onHeaders?: (headers: Headers | undefined) => void): Promise<unknown> =>
    session.run((token) => {
      const headers = { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}`, 'Polar-Version': version }) };
      const credentials = address.sameOrigin ? 'same-origin' : 'omit';
      return requestPortal(url, { fetch, headers, credentials, kind, timeout, signal: context.signal, onHeaders });
    }, context);

  /** Reads a list. Sends only the filters with these names: a host may pass an object that has more, and Polar rejects another list's `sorting` with a 422. */
  const list =
    <T extends ListItem>(resource: string, parse: (page: unknown) => List<T>, ...names: string[]) =>
    (filters?: PageFilters, context?: SourceContext): Promise<List<T>> =>
      readPages(withoutNulls(filters), async (place) => {
        // `type` is not a filter of ours: it has one value, and only the list of credit grants has it.
        for (const name of names) place[name] = ({ ...filters, type: 'meter_credit' } as Parameters)[name];
        const url = address.list(resource, toQuery(place));
        // The headers come before the page.
        let age!: number;
        const page = parse(await get(url, 'list', context, (headers) => (age = ages(url, headers))));
        return { ...page, age };
      });

  return {
    key: `polar:${address.name}`,
    forget: session.forget,
    // Histories need the organization's token, so only a proxy can read them.
    can: { wallets: true, grants: true, chargePreview: true, orders: true, products: true, history: address.sameOrigin },
    meters: list('meters', parseMeterList, 'meterId', 'query', 'sorting'),
    meter: async (id, context) => parseCustomerMeter(await get(address.item('meters', id), 'object', context)),
    subscriptions: list('subscriptions', parseSubscriptionList, 'active', 'productId', 'query'),
    subscription: async (id, context) => parseSubscription(await get(address.item('subscriptions', id), 'object', context)),
    wallets: list('wallets', parseWalletList),
    creditGrants: list('benefit-grants', parseCreditGrantList, 'type'),
    orders: list('orders', parseOrderList, 'subscriptionId'),
    products: async (context) => {
      // The products are at a URL with the merchant's slug, which every subscription contains.
      const slug = address.sameOrigin ? '' : merchantSlugOf(await get(address.list('subscriptions', 'limit=1'), 'list', context));
      return slug === undefined ? [] : parseProductList(await get(slug ? address.item('organizations', slug) : address.list('products', ''), 'list', context));
    },
    chargePreview: async (id, context) => {
      try {
        return parseChargePreview(await get(address.item('subscriptions', id, 'charge-preview'), 'object', context));
      } catch (error) {
        // A private route: without it, without access to it, or with another shape of response, there is no preview. A response that is cut off is retryable.
        if (isPortalError(error) && !error.retryable && ['not_found', 'forbidden', 'invalid_data', 'unexpected_response'].includes(error.code)) return null;
        throw error;
      }
    },
    history: async (meterId, range, context) => parseMeterQuantities(await get(`${address.item('meters', meterId, 'history')}?${toRangeQuery(range)}`, 'object', context)),
  };
}

function chooseSession({ token, getToken }: PolarSourceOptions, sameOrigin: boolean, timeout: number): TokenSession {
  const hasToken = typeof token === 'string';
  const hasFunction = typeof getToken === 'function';
  if (sameOrigin) {
    if (hasToken || hasFunction) throw invalidOption(hasToken ? 'token' : 'getToken', 'is not for a `server` path, which uses cookies', 'Remove it');
    return { run: async (send) => send(''), forget: () => {} };
  }
  if (hasToken === hasFunction) throw invalidOption('token', hasToken ? 'excludes `getToken`' : 'is missing, and so is `getToken`', 'Pass one of them');
  return createTokenSession(hasToken ? { token, timeout } : { getToken, timeout });
}
