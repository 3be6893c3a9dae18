import { invalidOption } from '../core/invalidOption';
import { parseMeterBreakdown } from '../core/schemas/breakdown';
import { withoutNulls } from '../core/withoutNulls';
import { toPortalAddress } from '../http/address';
import { defaultTimeout } from '../http/options';
import { createPolarSource, type PolarSourceOptions } from './polar';
import { toRangeQuery } from './range';
import { requestPortal } from './request';
import type { PortalSource } from './source';

/** Where the read-only proxy is. */
export interface ProxySourceOptions extends Pick<PolarSourceOptions, 'fetch' | 'timeout'> {
  /** A path on the page's own origin, where the handler of `createPortalHandler` is mounted. Default: `'/api/portal'`. */
  server?: string;
}

/**
 * The same data as `createPolarSource({ server: '/api/portal' })`, and what only the read-only proxy offers: a meter's history by
 * metadata, if `createPortalHandler` has the option `breakdown`. It is a function of its own to keep other pages small.
 * @throws PortalError `invalid_option` when the options can't work.
 */
export function createProxySource(given: ProxySourceOptions = {}): PortalSource & Required<Pick<PortalSource, 'breakdown'>> {
  const { server = '/api/portal', fetch, timeout = defaultTimeout } = withoutNulls(given);
  const address = toPortalAddress(server);
  if (!address.sameOrigin) throw invalidOption('server', "must be a path on the page's own origin", "Pass one such as '/api/portal'");
  const source = createPolarSource({ server, timeout, ...(fetch && { fetch }) });
  return {
    ...source,
    can: { ...source.can, breakdown: true },
    breakdown: async (meterId, by, range, { signal } = {}) => {
      const url = `${address.item('meters', meterId, 'breakdown')}?${toRangeQuery(range, { by })}`;
      return parseMeterBreakdown(await requestPortal(url, { fetch, headers: { Accept: 'application/json' }, credentials: 'same-origin', kind: 'object', timeout, signal }));
    },
  };
}
