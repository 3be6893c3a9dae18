import { type Calendar, wireDate } from '../customers/calendar';
import { readMeter } from '../customers/meters';
import { counterOf } from '../customers/pace';
import type { CustomerSeed } from '../customers/seed';
import { stableId, stableNumber } from '../fixtures/identity';
import { wireWallet } from '../fixtures/objects';
import type { WireCustomer, WireMeter, WireState, WireSubscription, WireWallet } from '../fixtures/wire';
import { previewCharge, type WireChargePreview } from './preview';
import { customerStateOf } from './state';
import { readSubscription } from './subscriptions';

/** Everything Polar knows about one customer. `elapsed` is the milliseconds of usage since the demo was made. */
export interface DemoCustomer {
  externalId: string;
  id: string;
  profile: WireCustomer;
  meters: (elapsed: number) => WireMeter[];
  subscriptions: (elapsed: number) => WireSubscription[];
  /** The preview of a subscription's next charge; `undefined` without one, or for a subscription of another customer. */
  chargePreview: (subscriptionId: string, elapsed: number) => WireChargePreview | undefined;
  wallets: () => WireWallet[];
  state: (elapsed: number) => WireState;
  /** Counts the units of a meter up to any moment; `undefined` for a meter that this customer doesn't have. */
  counterOf: (meterId: string) => ((instant: number) => number) | undefined;
}

/** Expands a seed into a customer. */
export function createCustomer(seed: CustomerSeed, calendar: Calendar): DemoCustomer {
  const { externalId } = seed;
  const id = stableId('customer', externalId);
  const created_at = wireDate(calendar.month(-8) + stableNumber(id, 86_400_000), id);
  const meterReaders = (seed.meters ?? []).map((meter) => readMeter(seed, meter, calendar));
  const subscriptionReaders = (seed.subscriptions ?? []).map((subscription) => ({
    subscription,
    read: readSubscription(seed, subscription, meterReaders, calendar),
  }));
  const wallets = (seed.wallets ?? []).map(({ currency, balance }) =>
    wireWallet({
      id: stableId('wallet', externalId, currency),
      customer_id: id,
      created_at: wireDate(calendar.month(-3) + stableNumber(currency, 86_400_000), currency),
      modified_at: wireDate(calendar.birth - stableNumber(currency, 86_400_000), currency),
      balance,
      currency,
    }),
  );
  const profile: WireCustomer = {
    id,
    created_at,
    modified_at: null,
    metadata: {},
    external_id: externalId,
    email: seed.email,
    email_verified: true,
    type: 'individual',
    name: seed.name,
    billing_name: null,
    billing_address: null,
    tax_id: null,
    locale: null,
    organization_id: stableId('organization', 'Lumen'),
    default_payment_method_id: null,
    deleted_at: null,
    first_user_event_at: null,
    // Polar derives an avatar from every email address, and its older SDKs reject a customer without one.
    avatar_url: `https://polar.example/avatars/${id}.png`,
  };
  const meters = (elapsed: number) => meterReaders.map(({ at }) => at(elapsed));
  const subscriptions = (elapsed: number) => subscriptionReaders.map(({ read }) => read(elapsed));
  return {
    externalId,
    id,
    profile,
    meters,
    subscriptions,
    chargePreview: (subscriptionId, elapsed) => {
      const { taxRate = 0 } = seed;
      const previews = subscriptionReaders.map(({ subscription, read }) => [read(elapsed), { subscription, taxRate }] as const);
      const [found] = previews.filter(([{ id: one }]) => one === subscriptionId);
      return found && previewCharge(...found);
    },
    wallets: () => wallets,
    state: (elapsed) => customerStateOf(profile, meters(elapsed), subscriptions(elapsed)),
    counterOf: (meterId) => {
      const found = meterReaders.map(({ seed: { perMinute = 0 }, at }) => ({ perMinute, meter: at(0) })).find(({ meter }) => meter.meter_id === meterId);
      if (found === undefined) return undefined;
      const counting = subscriptions(0).find((one) => one.meters.some((pending) => pending.meter_id === meterId));
      const start = Date.parse(counting?.current_meter_period_start ?? counting?.current_period_start ?? '') || calendar.month(0);
      return counterOf({ id: found.meter.id, start, consumed: found.meter.consumed_units, perMinute: found.perMinute }, calendar);
    },
  };
}
