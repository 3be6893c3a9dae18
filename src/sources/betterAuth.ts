import { parseMeterList, parseSubscriptionList, PortalError } from '../core';
import { cutPage, meterMatches, oneOf, subscriptionMatches } from './local';
import { readPages, toQuery } from './pages';
import { type Fetch, requestJson } from './request';
import type { MeterFilters, PortalSource, SourceContext, SubscriptionFilters } from './source';

export interface BetterAuthSourceOptions {
  /** Where better-auth answers: a path like `'/api/auth'` (the default), or an https URL (http on localhost). */
  baseUrl?: string;
  /** What asks the network. Default: the global `fetch` of the moment. */
  fetch?: Fetch;
  /** Milliseconds for one whole answer. Default 10,000. */
  timeout?: number;
}

/**
 * A customer's data from the endpoints of `@polar-sh/better-auth` (its `usage` and `portal` plugins). The shop's own
 * session cookie says who asks; no Polar token comes near the browser. The plugin filters nothing, so all pages
 * are read and filtered here. It has neither wallets nor charge previews.
 * @throws PortalError `invalid_option` when `baseUrl` cannot work.
 */
export function createBetterAuthSource({ baseUrl = '/api/auth', fetch, timeout = 10_000 }: BetterAuthSourceOptions = {}): PortalSource {
  const base = toBase(baseUrl);
  const credentials = base.startsWith('/') ? 'same-origin' : 'include';
  const ask = (path: string, search: string, { signal }: SourceContext = {}) =>
    requestJson(`${base}${path}?${search}`, { fetch, headers: { Accept: 'application/json' }, credentials, timeout, signal });
  const allMeters = async (context?: SourceContext) =>
    readPages({ all: true }, async (place) => parseMeterList(await ask('/usage/meters/list', toQuery(place), context)));
  const allSubscriptions = async (context?: SourceContext) =>
    readPages({ all: true }, async (place) => parseSubscriptionList(await ask('/customer/subscriptions/list', toQuery(place), context)));

  return {
    key: `better-auth:${base.replace(/^https?:\/\//, '')}`,
    can: { wallets: false, chargePreview: false },
    meters: async (filters: MeterFilters = {}, context) => {
      const { items, issues } = await allMeters(context);
      return cutPage(items.filter(meterMatches(filters)), filters, issues);
    },
    meter: async (id, context) => oneOf((await allMeters(context)).items, id),
    subscriptions: async (filters: SubscriptionFilters = {}, context) => {
      const { items, issues } = await allSubscriptions(context);
      return cutPage(items.filter(subscriptionMatches(filters)), filters, issues);
    },
    subscription: async (id, context) => oneOf((await allSubscriptions(context)).items, id),
    wallets: () => Promise.reject(new PortalError('not_found', 'The better-auth plugin has no wallets. It knows meters and subscriptions only. Ask `source.can.wallets` first.')),
    chargePreview: () => Promise.resolve(null),
  };
}

function toBase(baseUrl: string): string {
  if (/^\/(?![/\\])[^\s\\?#]*$/.test(baseUrl)) return baseUrl.replace(/\/+$/, '');
  if (/^https:\/\/[^\s?#@]+$|^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/[^\s?#]*)?$/.test(baseUrl)) return baseUrl.replace(/\/+$/, '');
  throw new PortalError('invalid_option', "This `baseUrl` cannot be used. It is neither a path nor https (or http on localhost). Give one like '/api/auth'.");
}
