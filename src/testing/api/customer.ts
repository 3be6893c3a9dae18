import { type Calendar, wireDate } from '../customers/calendar';
import { metadataCounter, type WantedMetadata } from '../customers/metadata';
import { createMeterReader } from '../customers/meters';
import { counterOf } from '../customers/pace';
import type { CustomerSeed, MeterSeed, WalletSeed } from '../customers/seed';
import { stableId, stableNumber } from '../fixtures/identity';
import { wireWallet } from '../fixtures/objects';
import type { WireCustomer, WireMeter, WireProduct, WireState, WireSubscription, WireWallet } from '../fixtures/wire';
import type { WireCreditGrant } from '../fixtures/wireCreditGrant';
import type { WireChargePreview, WireOrder } from '../fixtures/wireOrders';
import { pendingProduct, productsOf } from './catalog';
import { creditGrants } from './grants';
import { latestOrder, purchaseOrder } from './orders';
import { previewCharge } from './preview';
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
  orders: () => WireOrder[];
  /** The products that this customer has, had, or changes to. */
  products: () => WireProduct[];
  creditGrants: () => WireCreditGrant[];
  wallets: () => WireWallet[];
  state: (elapsed: number) => WireState;
  /** Counts the units of a meter up to any moment, or only those with the wanted metadata; `undefined` for a meter that this customer doesn't have. */
  counterOf: (meterId: string, wanted: WantedMetadata) => ((time: number) => number) | undefined;
  /** A meter and its seed; `undefined` for one that this customer doesn't have. */
  findMeter: (meterId: string) => { meter: WireMeter; seed: MeterSeed } | undefined;
}

/** Like {@link createCustomer}, but expands the seed only when something other than the two ids is read. */
export function createCustomerLater(seed: CustomerSeed, calendar: Calendar): DemoCustomer {
  let expanded: DemoCustomer | undefined;
  const customer = () => (expanded ??= createCustomer(seed, calendar));
  return {
    externalId: seed.externalId,
    id: customerId(seed),
    get profile() {
      return customer().profile;
    },
    meters: (elapsed) => customer().meters(elapsed),
    subscriptions: (elapsed) => customer().subscriptions(elapsed),
    chargePreview: (subscriptionId, elapsed) => customer().chargePreview(subscriptionId, elapsed),
    orders: () => customer().orders(),
    products: () => customer().products(),
    creditGrants: () => customer().creditGrants(),
    wallets: () => customer().wallets(),
    state: (elapsed) => customer().state(elapsed),
    counterOf: (meterId, wanted) => customer().counterOf(meterId, wanted),
    findMeter: (meterId) => customer().findMeter(meterId),
  };
}

/** Expands a seed into a customer. */
export function createCustomer(seed: CustomerSeed, calendar: Calendar): DemoCustomer {
  const { externalId } = seed;
  const profile = profileOf(seed, calendar);
  const meterReaders = (seed.meters ?? []).map((meter) => createMeterReader(seed, meter, calendar));
  const plans = (seed.subscriptions ?? []).map((subscription) => ({
    seed: subscription,
    tax: { basisPoints: seed.taxRate ?? 0, inclusive: subscription.taxInclusive ?? false },
    balance: billingBalance(seed, subscription.currency),
    read: readSubscription(seed, subscription, meterReaders, calendar),
  }));
  const wallets = (seed.wallets ?? []).map((wallet) => walletOf(seed, wallet, calendar));
  const purchases = (seed.purchases ?? []).map((purchase) => purchaseOrder(seed, purchase, calendar));
  const renewals = plans.flatMap(({ seed: plan, tax, read }) => latestOrder(read(0), plan, tax, calendar) ?? []);
  const pendingPlans = plans.flatMap(({ seed: plan, read }) => pendingProduct(seed, plan, meterReaders, read(0)) ?? []);
  const meters = (elapsed: number) => meterReaders.map(({ at }) => at(elapsed));
  const subscriptions = (elapsed: number) => plans.map(({ read }) => read(elapsed));
  const grants = creditGrants({ seed, profile, subscriptions: subscriptions(0), purchases });
  return {
    externalId,
    id: profile.id,
    profile,
    meters,
    subscriptions,
    chargePreview: (subscriptionId, elapsed) => {
      for (const { read, ...terms } of plans) {
        const subscription = read(elapsed);
        if (subscription.id === subscriptionId) return previewCharge(subscription, { calendar, ...terms });
      }
      return undefined;
    },
    orders: () => [...renewals, ...purchases],
    products: () => productsOf({ subscriptions: subscriptions(0), purchases, pendingPlans }),
    creditGrants: () => grants,
    wallets: () => wallets,
    state: (elapsed) => customerStateOf(profile, meters(elapsed), subscriptions(elapsed)),
    findMeter,
    counterOf: (meterId, wanted) => {
      const found = findMeter(meterId);
      if (found === undefined) return undefined;
      const counting = subscriptions(0).find((one) => one.meters.some((pending) => pending.meter_id === meterId));
      const start = Date.parse(counting?.current_meter_period_start ?? counting?.current_period_start ?? '') || calendar.month(0);
      const count = counterOf({ id: found.meter.id, start, consumed: found.meter.consumed_units, perMinute: found.seed.perMinute ?? 0 }, calendar);
      if (wanted.size === 0) return count;
      const countWanted = metadataCounter(found.seed, wanted);
      return (time) => countWanted(count(time));
    },
  };

  function findMeter(meterId: string): { meter: WireMeter; seed: MeterSeed } | undefined {
    return meterReaders.map(({ at, seed: meterSeed }) => ({ seed: meterSeed, meter: at(0) })).find(({ meter }) => meter.meter_id === meterId);
  }
}

function customerId({ externalId }: CustomerSeed): string {
  return stableId('customer', externalId);
}

function profileOf(seed: CustomerSeed, calendar: Calendar): WireCustomer {
  const { externalId, email, name } = seed;
  const id = customerId(seed);
  return {
    id,
    created_at: wireDate(calendar.month(-8) + stableNumber(id, 86_400_000), id),
    modified_at: null,
    metadata: {},
    external_id: externalId,
    email,
    email_verified: true,
    type: 'individual',
    name,
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
}

function walletOf(seed: CustomerSeed, { currency, balance, kind = 'billing' }: WalletSeed, calendar: Calendar): WireWallet {
  const { externalId } = seed;
  const names = kind === 'billing' ? [externalId, currency] : [externalId, currency, kind];
  return wireWallet({
    id: stableId('wallet', ...names),
    customer_id: customerId(seed),
    created_at: wireDate(calendar.month(-3) + stableNumber(currency, 86_400_000), currency),
    modified_at: wireDate(calendar.birth - stableNumber(currency, 86_400_000), currency),
    balance,
    currency,
  });
}

/** The balance that pays charges in a currency. */
function billingBalance({ wallets = [] }: CustomerSeed, currency: string): number {
  return wallets.find(({ kind = 'billing', ...wallet }) => kind === 'billing' && wallet.currency === currency)?.balance ?? 0;
}
