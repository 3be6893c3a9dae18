import {
  type CustomerCustomerMeter,
  type CustomerState,
  type CustomerStateMeter,
  type CustomerStateSubscription,
  type CustomerSubscription,
  type CustomerSubscriptionMeter,
  type Meter,
  type MeterUnit,
  isPortalError,
  parseCustomerState,
  PortalError,
} from '../core';
import { withDeadline } from './deadline';
import { cutPage, meterMatches, oneOf, subscriptionMatches } from './local';
import type { PortalSource, SourceContext } from './source';

/** What a customer state does not say of a meter. */
export interface KnownMeter {
  name: string;
  unit?: MeterUnit;
  /** What one unit is called, for `unit: 'custom'`. */
  customLabel?: string;
}

export interface StateSourceOptions {
  /** Names and units of meters, by meter id. A meter that is not here is shown without a name. */
  meters?: Readonly<Record<string, KnownMeter>>;
  /** Names of products, by product id. */
  products?: Readonly<Record<string, { name: string }>>;
  /** Names this source in query keys, where a page has several. Never anything secret. Default `'state'`. */
  key?: string;
  /** Milliseconds that `getState` may take. Default 10,000. */
  timeout?: number;
}

/** Gives a CustomerState: of either SDK generation, of the API, or the copy that a webhook left. */
export type GetState = (context: SourceContext) => unknown;

/**
 * A customer's data from a CustomerState, wherever it is kept. A state knows no names, prices or wallets: names
 * come from the options, and of prices it is known only which meters have one, so that nothing is claimed of them.
 */
export function createStateSource(getState: GetState, options: StateSourceOptions = {}): PortalSource {
  const { meters = {}, products = {}, key = 'state', timeout = 10_000 } = options;

  const read = async (context: SourceContext = {}): Promise<{ state: CustomerState; issues: PortalError[] }> => {
    const issues: PortalError[] = [];
    const answer = await withDeadline(async (signal) => getState({ ...context, signal }), timeout, context.signal).catch((error: unknown) => {
      throw isPortalError(error) || context.signal?.aborted ? error : failed();
    });
    return { state: parseCustomerState(answer, { onIssue: (issue) => issues.push(issue) }), issues };
  };
  const summary = (meterId: string): Meter => ({ id: meterId, name: '', modifiedAt: null, ...own(meters, meterId) });
  const toMeter = (meter: CustomerStateMeter): CustomerCustomerMeter => ({ ...meter, id: meter.id ?? meter.meterId, meter: summary(meter.meterId) });
  const toSubscription = ({ meters: pending, ...subscription }: CustomerStateSubscription): CustomerSubscription => ({
    ...subscription,
    product: { id: subscription.productId, name: own(products, subscription.productId)?.name ?? '' },
    // A subscription has a meter only where it has a metered price. Which one is not known, but that it is there is.
    prices: pending.map(({ meterId }) => ({ kind: 'other', id: meterId, amountType: 'unknown', meterId })),
    meters: pending.map((meter): CustomerSubscriptionMeter => ({ ...meter, meter: summary(meter.meterId) })),
  });

  return {
    key,
    can: { wallets: false, chargePreview: false, history: false },
    meters: async (filters = {}, context) => {
      const { state, issues } = await read(context);
      return cutPage(state.activeMeters.map(toMeter).filter(meterMatches(filters)), filters, issues.filter(isOf('activeMeters', 'active_meters')));
    },
    meter: async (id, context) => oneOf((await read(context)).state.activeMeters.map(toMeter), id),
    subscriptions: async (filters = {}, context) => {
      const { state, issues } = await read(context);
      return cutPage(state.activeSubscriptions.map(toSubscription).filter(subscriptionMatches(filters)), filters, issues.filter(isOf('activeSubscriptions', 'active_subscriptions')));
    },
    subscription: async (id, context) => oneOf((await read(context)).state.activeSubscriptions.map(toSubscription), id),
    wallets: () => Promise.reject(new PortalError('not_found', 'A customer state has no wallets. It knows meters and subscriptions only. Ask `source.can.wallets` first.')),
    chargePreview: () => Promise.resolve(null),
    history: () => Promise.reject(new PortalError('not_found', 'A customer state has no history. It knows how things stand now. Ask `source.can.history` first.')),
  };
}

/** The host's own error stays out: it may hold a request with its secrets. */
function failed(): PortalError {
  return new PortalError('unreachable', 'The customer state did not come. `getState` failed. Check it, then try again.', { retryable: true });
}

function isOf(...keys: string[]): (issue: PortalError) => boolean {
  return ({ path }) => keys.includes(String(path[0]));
}

/** By its own keys only: an id may be `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
