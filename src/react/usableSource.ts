import { PortalError } from '../core/errors';
import type { PortalSource } from '../sources/source';

const withoutSource = failing('A PortalProvider has no complete `source`. It needs one to load data. Pass one such as createPolarSource(…).');
const withoutScope = failing("A PortalProvider has no `scope`. One customer could see another's data. Pass the customer's stable id.");

/**
 * The source of a provider or a prefetch. If it or the scope is unusable, the result is a source whose requests fail: each widget then
 * shows the error in its own place, and the rest of the page stays intact.
 */
export function usableSource(source: unknown, scope: string): PortalSource {
  if (!isSource(source)) return withoutSource;
  return scope ? source : withoutScope;
}

function isSource(source: unknown): source is PortalSource {
  try {
    const given = source as Record<keyof PortalSource, unknown>;
    return typeof given.meters === 'function' && typeof given.subscriptions === 'function' && !!given.can;
  } catch {
    return false;
  }
}

function failing(message: string): PortalSource {
  const fail = () => Promise.reject(new PortalError('invalid_option', message));
  return {
    key: 'none',
    can: { wallets: false, chargePreview: false, history: false },
    meters: fail,
    meter: fail,
    subscriptions: fail,
    subscription: fail,
    wallets: fail,
    chargePreview: fail,
    history: fail,
  };
}
