import { isPortalError, PortalError } from '../core/errors';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CustomerStateMeter } from '../core/schemas/customerStateMeter';
import type { Meter, MeterUnit } from '../core/schemas/meter';
import type { CustomerSubscriptionMeter } from '../core/schemas/customerSubscriptionMeter';
import { type CustomerState, parseCustomerState } from '../core/schemas/state';
import type { CustomerStateSubscription } from '../core/schemas/customerStateSubscription';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { withoutNulls } from '../core/withoutNulls';
import { withDeadline } from '../http/deadline';
import { checkTimeout, defaultTimeout } from '../http/options';
import { cutPage, findById, meterMatches, sortMeters, subscriptionMatches } from './filters';
import { withoutDuplicates } from './pages';
import type { PortalSource, SourceContext } from './source';

/** What a customer state lacks about a meter. */
export interface KnownMeter {
  /** The name that customers read. */
  name: string;
  /** What kind of units it counts. */
  unit?: MeterUnit;
  /** The name of the unit, for `unit: 'custom'`. */
  customLabel?: string;
  /** Units in one labeled unit: 1e9 for bytes with the label "GB". */
  customMultiplier?: number;
}

/** What a customer state doesn't contain, and how long to wait for one. */
export interface StateSourceOptions {
  /** Names and units of meters, by meter id. A meter missing here is shown without a name. */
  meters?: Readonly<Record<string, KnownMeter>>;
  /** Names of products, by product id. */
  products?: Readonly<Record<string, { name: string }>>;
  /** Identifies this source in query keys if a page has several. Never secret. Default: `'state'`. */
  key?: string;
  /** Milliseconds that `getState` may take. Default: 10,000. */
  timeout?: number;
}

/** Returns a CustomerState: from either generation of the SDK, from the API, or stored from a webhook. */
export type GetState = (context: SourceContext) => unknown;

/**
 * A customer's data from a CustomerState, wherever you keep it. A state has no names, prices or wallets. Names come from
 * the options; prices stay unknown, so widgets make no claim about them.
 * @throws PortalError `invalid_option` for an invalid `timeout`.
 */
export function createStateSource(getState: GetState, options?: StateSourceOptions): PortalSource {
  const { meters = {}, products = {}, key = 'state', timeout = defaultTimeout } = withoutNulls(options);
  checkTimeout(timeout);

  const read = async (context: SourceContext = {}): Promise<{ state: CustomerState; issues: PortalError[] }> => {
    const issues: PortalError[] = [];
    const state = await withDeadline(async (signal) => getState({ ...context, signal }), timeout, context.signal).catch((error: unknown) => {
      throw isPortalError(error) || context.signal?.aborted ? error : stateUnavailable();
    });
    return { state: parseCustomerState(state, { onIssue: (issue) => issues.push(issue) }), issues };
  };
  const describeMeter = (meterId: string): Meter => ({ id: meterId, name: '', modifiedAt: null, ...ownValue(meters, meterId) });
  const toMeter = (meter: CustomerStateMeter): CustomerCustomerMeter => ({ ...meter, id: meter.id ?? meter.meterId, meter: describeMeter(meter.meterId) });
  const toSubscription = ({ meters: pending, ...subscription }: CustomerStateSubscription): CustomerSubscription => ({
    ...subscription,
    product: { id: subscription.productId, name: ownValue(products, subscription.productId)?.name ?? '' },
    // A subscription has a meter only if it has a metered price for it: the price exists, but its amounts are unknown.
    prices: pending.map(({ meterId }) => ({ kind: 'other', id: meterId, amountType: 'unknown', meterId })),
    meters: pending.map((meter): CustomerSubscriptionMeter => ({ ...meter, meter: describeMeter(meter.meterId) })),
  });

  const metersOf = ({ activeMeters }: CustomerState) => withoutDuplicates(activeMeters.map(toMeter));
  const subscriptionsOf = ({ activeSubscriptions }: CustomerState) => withoutDuplicates(activeSubscriptions.map(toSubscription));

  return {
    key,
    can: { wallets: false, chargePreview: false, history: false },
    meters: async (given, context) => {
      const { sorting, ...filters } = withoutNulls(given);
      const { state, issues } = await read(context);
      return cutPage(sortMeters(metersOf(state), sorting).filter(meterMatches(filters)), filters, issues.filter(isInside('activeMeters', 'active_meters')));
    },
    meter: async (id, context) => findById(metersOf((await read(context)).state), id),
    subscriptions: async (given, context) => {
      const filters = withoutNulls(given);
      const { state, issues } = await read(context);
      return cutPage(subscriptionsOf(state).filter(subscriptionMatches(filters)), filters, issues.filter(isInside('activeSubscriptions', 'active_subscriptions')));
    },
    subscription: async (id, context) => findById(subscriptionsOf((await read(context)).state), id),
    wallets: () => Promise.reject(new PortalError('not_found', 'This source has no wallets. A customer state has meters and subscriptions only. Check `source.can.wallets` first.')),
    chargePreview: () => Promise.resolve(null),
    history: () => Promise.reject(new PortalError('not_found', 'This source has no history. A customer state has current numbers only. Check `source.can.history` first.')),
  };
}

/** Leaves out the host's own error, which may hold a request with its secrets. */
function stateUnavailable(): PortalError {
  return new PortalError('unreachable', 'The customer state is unavailable. `getState` failed. Check it, then try again.', { retryable: true });
}

function isInside(...keys: string[]): (issue: PortalError) => boolean {
  return ({ path }) => keys.includes(String(path[0]));
}

/** Ignores inherited keys: an id may be `constructor`. */
function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
