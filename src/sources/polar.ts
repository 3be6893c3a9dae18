import {
  isPortalError,
  parseChargePreview,
  parseCustomerMeter,
  parseMeterList,
  parseMeterQuantities,
  parseSubscription,
  parseSubscriptionList,
  parseWalletList,
  PortalError,
} from '../core';
import { toAddress } from './address';
import { readPages, toQuery } from './pages';
import { type Fetch, requestJson } from './request';
import { createSession, type GetToken, type Session } from './session';
import type { PortalSource, SourceContext } from './source';

/** Where Polar's portal API is, and who asks. */
export interface PolarSourceOptions {
  /**
   * Polar itself: `'production'` (the default), `'sandbox'`, or the https URL of a server with Polar's paths
   * (http only on localhost). Or a path on the page's own origin, like `'/api/portal'`: a read-only proxy,
   * which knows the customer by the page's cookies and needs no token in the browser.
   */
  server?: 'production' | 'sandbox' | (string & {});
  /** A customer or member session token. It cannot be renewed: after an hour the session is over. */
  token?: string;
  /**
   * Asks your backend for a session token of the customer who is signed in. Called first when data is needed,
   * again before the token expires, and once after a 401. Give this or `token`; with a path neither.
   */
  getToken?: GetToken;
  /** Polar's API version. Default `'2026-10'`. */
  version?: string;
  /** What asks the network. Default: the global `fetch` of the moment. */
  fetch?: Fetch;
  /** Milliseconds for one whole answer, of the server or of `getToken`. Default 10,000. */
  timeout?: number;
}

/** `setTimeout` takes anything longer for "at once". */
const longestTimeout = 2 ** 31 - 1;

/**
 * A customer's data from Polar's customer portal API, or from a read-only proxy in front of it.
 * @throws PortalError `invalid_option`, `organization_token` or `no_token` when the options cannot work.
 */
export function createPolarSource(options: PolarSourceOptions): PortalSource {
  const { server = 'production', version = '2026-10', timeout = 10_000, fetch } = options;
  if (!(timeout > 0 && timeout <= longestTimeout)) throw invalid('`timeout` is not a number of milliseconds', 'Give one, or leave it out');
  const address = toAddress(server);
  const session = toSession(options, address.sameOrigin, timeout);

  const ask = (url: string, context: SourceContext = {}): Promise<unknown> =>
    session((token) => {
      const headers = { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}`, 'Polar-Version': version }) };
      const credentials = address.sameOrigin ? 'same-origin' : 'omit';
      return requestJson(url, { fetch, headers, credentials, timeout, signal: context.signal });
    }, context);

  return {
    key: `polar:${address.name}`,
    // Only a server may ask for a history, with the organization's token: a proxy does.
    can: { wallets: true, chargePreview: true, history: address.sameOrigin },
    meters: ({ meterId, query, sorting, ...filters } = {}, context) =>
      readPages(filters, async (place) => {
        const search = toQuery({ ...place, meter_id: meterId, query, sorting });
        return parseMeterList(await ask(address.list('meters', search), context));
      }),
    meter: async (id, context) => parseCustomerMeter(await ask(address.item('meters', id), context)),
    subscriptions: ({ active, productId, query, ...filters } = {}, context) =>
      readPages(filters, async (place) => {
        const search = toQuery({ ...place, active, product_id: productId, query });
        return parseSubscriptionList(await ask(address.list('subscriptions', search), context));
      }),
    subscription: async (id, context) => parseSubscription(await ask(address.item('subscriptions', id), context)),
    wallets: (filters = {}, context) => readPages(filters, async (place) => parseWalletList(await ask(address.list('wallets', toQuery(place)), context))),
    chargePreview: async (id, context) => {
      try {
        return parseChargePreview(await ask(address.item('subscriptions', id, 'charge-preview'), context));
      } catch (error) {
        // A private part of the API: not there, not granted or in another shape is no fault, it is an answer.
        if (isPortalError(error) && ['not_found', 'forbidden', 'invalid_data', 'unexpected_response'].includes(error.code)) return null;
        throw error;
      }
    },
    history: async (meterId, { start, end, interval = 'day', timeZone }, context) => {
      const search = toQuery({ start_timestamp: toText(start), end_timestamp: toText(end), interval, timezone: timeZone });
      return parseMeterQuantities(await ask(`${address.item('meters', meterId, 'history')}?${search}`, context));
    },
  };
}

function toText(date: Date): string {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return date.toISOString();
  throw invalid('`start` and `end` of a range are dates', 'Give both');
}

function toSession({ token, getToken }: PolarSourceOptions, sameOrigin: boolean, timeout: number): Session {
  const given = [typeof token === 'string', typeof getToken === 'function'].filter(Boolean).length;
  if (sameOrigin) {
    if (given > 0) throw invalid('A `server` on your own origin takes no token, its cookies say who asks', 'Leave `token` and `getToken` out');
    return async (question) => question('');
  }
  if (given !== 1) throw invalid('Who asks is said by `token` or by `getToken`, not both', 'Give one');
  return createSession(typeof token === 'string' ? { token, timeout } : { getToken, timeout });
}

function invalid(what: string, advice: string): PortalError {
  return new PortalError('invalid_option', `${what}. So the source cannot work. ${advice}.`);
}
