import { decimalOf, oraclePrice, serverAmount as amountOf } from '../../test/core/oracle';
import type { WireMeter, WireMeteredPrice, WirePrice, WireSubscription, WireWallet } from '../../src/testing';
import { date, exactly, money, percents, quantities, rate } from './written';

/** The data of one customer at one time, as the API sends it without faults. */
export interface Wire {
  meters: WireMeter[];
  subscriptions: WireSubscription[];
  /** By subscription id. */
  previews: Record<string, Preview | null>;
  orders: { subscription_id: string | null; status: string; due_amount: number }[];
  wallets: WireWallet[];
  grants: { subscription_id: string | null; benefit: { properties: { meter_id: string } } }[];
}

type Preview = { prorations: { label: string; amount: number }[] } & Record<`${'base' | 'metered' | 'proration' | 'subtotal' | 'discount' | 'net' | 'tax' | 'total' | 'applied_balance' | 'due'}_amount`, number>;

/** The texts that a correct page may show in one place: amounts and quantities, and dates. */
export class Place {
  readonly numbers = new Set<string>();
  readonly dates = new Set<string>();
  /** For estimates: the times at which the data may have been loaded. */
  readonly moments = new Set<number>();
  say(...texts: string[]): void {
    for (const text of texts) this.numbers.add(text);
  }
}

/** The place of a bill, with one for each line. */
export class Article extends Place {
  readonly totals = new Set<string>();
  readonly lines = new Map<string, Place>();
  /** The amounts of the lines, by label. */
  readonly amounts = new Map<string, Set<string>>();
  readonly metered = new Map<string, { meter: WireSubscription['meters'][number]; price: WirePrice | undefined; subscription: WireSubscription }[]>();
  line(label: string): Place {
    const found = this.lines.get(label) ?? new Place();
    this.lines.set(label, found);
    return found;
  }
  amount(label: string, text: string): void {
    const found = this.amounts.get(label) ?? new Set();
    this.amounts.set(label, found.add(text));
  }
}

const basePrice = 'Base price';
const usageLine = 'Usage';

/** All texts that one customer may see. The set grows with the time of each request. */
export class Oracle {
  /** By meter name. */
  readonly bars = new Map<string, Place>();
  /** By product name. */
  readonly articles = new Map<string, Article>();
  readonly wallets = new Set<string>();
  /** Names that belong to the customer. Digits in them aren't quantities. */
  readonly names = new Set<string>();
  counts = { meters: 0, subscriptions: 0, wallets: 0 };

  learn(wire: Wire): void {
    this.counts = { meters: wire.meters.length, subscriptions: wire.subscriptions.length, wallets: wire.wallets.length };
    for (const meter of wire.meters) {
      this.learnMeter(meter, wire.subscriptions.filter((one) => one.meters.some((pending) => pending.meter_id === meter.meter_id)));
      const granting = wire.grants.filter(({ benefit }) => benefit.properties.meter_id === meter.meter_id).map((grant) => grant.subscription_id);
      for (const one of wire.subscriptions.filter(({ id }) => granting.includes(id))) for (const end of endsOf(one)) this.bars.get(meter.meter.name)?.dates.add(date(end));
    }
    for (const subscription of wire.subscriptions) {
      this.learnSubscription(subscription, wire.previews[subscription.id] ?? null);
      this.learnOutstanding(subscription, wire.orders);
    }
    for (const { balance, currency } of wire.wallets) this.wallets.add(money(BigInt(balance), currency));
  }

  private learnMeter({ meter, consumed_units: consumed, credited_units: credited }: WireMeter, subscriptions: readonly WireSubscription[]): void {
    this.names.add(meter.name);
    const place = this.bars.get(meter.name) ?? new Place();
    this.bars.set(meter.name, place);
    place.say(...quantities(consumed), ...quantities(credited));
    if (credited > 0) {
      // The last digits of a difference of two doubles are noise.
      const left = Number((credited - consumed).toPrecision(12));
      place.say(...quantities(Math.abs(left)), ...percents(consumed, credited));
    }
    for (const subscription of subscriptions) {
      for (const { meter_id, amount } of subscription.meters) {
        if (meter_id === meterIdOf(meter, subscription)) place.say(money(BigInt(amount), subscription.currency));
      }
    }
    for (const one of subscriptions) for (const end of endsOf(one)) place.dates.add(date(end));
  }

  /** The outstanding amount: all pending orders of a past-due subscription. */
  private learnOutstanding({ id, status, product, currency }: WireSubscription, orders: Wire['orders']): void {
    if (status !== 'past_due') return;
    const pending = orders.filter((order) => order.subscription_id === id && order.status === 'pending');
    this.articles.get(product.name)?.totals.add(money(pending.reduce((sum, { due_amount }) => sum + BigInt(due_amount), 0n), currency));
  }

  private learnSubscription(subscription: WireSubscription, preview: Preview | null): void {
    const { product, prices, meters, currency } = subscription;
    this.names.add(product.name);
    const article = this.articles.get(product.name) ?? new Article();
    this.articles.set(product.name, article);
    for (const end of endsOf(subscription)) article.dates.add(date(end));
    // 0 for lines without an amount, which are folded into one.
    article.say(money(0n, currency));
    for (let count = 1; count <= meters.length; count++) article.say(String(count));

    const amounts = preview ? amountsOf(preview) : [];
    for (const amount of amounts) for (const one of [amount, -amount]) article.say(signed(one, currency));
    for (const { label, amount } of preview?.prorations ?? []) {
      this.names.add(label);
      article.amount(label, signed(BigInt(amount), currency));
    }
    const metered = meters.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    article.amount(usageLine, money(preview ? BigInt(preview.metered_amount) : metered, currency));
    if (preview) for (const amount of [preview.due_amount, preview.total_amount, preview.subtotal_amount]) article.totals.add(signed(BigInt(amount), currency));
    const isApart = Date.parse(subscription.current_meter_period_end ?? '') < Date.parse(subscription.current_period_end);
    if (isApart) article.totals.add(money(metered, currency));
    for (const base of basesOf(subscription, preview)) {
      article.amount(basePrice, money(base, currency));
      for (const extra of [0n, BigInt(preview?.proration_amount ?? 0)]) article.totals.add(signed(base + extra + (isApart ? 0n : metered), currency));
    }

    for (const meter of meters) {
      this.names.add(meter.meter.name);
      article.amount(meter.meter.name, money(BigInt(meter.amount), currency));
      const price = prices.find((one) => 'meter_id' in one && one.meter_id === meter.meter_id);
      const known = article.metered.get(meter.meter.name) ?? [];
      article.metered.set(meter.meter.name, [...known, { meter, price, subscription }]);
      // Unfolded lines are computed on first use.
      article.lines.delete(meter.meter.name);
    }
  }

  /** The texts that an unfolded line of a bill may show, for the times at which it may have been loaded. */
  detailsOf(article: Article, label: string, moments: readonly number[]): Place {
    const known = article.lines.get(label);
    const place = article.line(label);
    const fresh = moments.filter((moment) => !place.moments.has(moment));
    if (known !== undefined && fresh.length === 0) return known;
    for (const moment of fresh) place.moments.add(moment);
    for (const end of article.dates) place.dates.add(end);
    for (const text of article.amounts.get(label) ?? []) place.say(text);
    for (const { meter, price, subscription } of article.metered.get(label) ?? []) {
      if (known === undefined) sayDetails(place, meter, price, subscription);
      sayEstimates(place, meter, price, subscription, fresh);
    }
    return place;
  }
}

function meterIdOf(meter: { id: string }, subscription: WireSubscription): string | undefined {
  return subscription.meters.find(({ meter_id }) => meter_id === meter.id)?.meter_id;
}

type Pending = WireSubscription['meters'][number];

function sayDetails(place: Place, meter: Pending, price: WirePrice | undefined, subscription: WireSubscription): void {
  const { consumed_units: consumed, credited_units: credited, amount } = meter;
  const { currency } = subscription;
  place.say(money(BigInt(amount), currency), ...quantities(consumed), ...quantities(credited), ...quantities(-credited), ...quantities(Math.max(0, consumed - credited)));
  if (price === undefined || !('meter_id' in price)) return;
  const per = price.meter.unit === 'token' ? 1_000_000 : (price.meter.custom_multiplier ?? 1);
  place.say(...quantities(per), '1');
  sayReceipt(place, Math.max(0, consumed - credited), price, currency, per);
  const cost = (units: number) => amountOf(units, credited, oraclePrice(price));
  if (price.cap_amount !== null) place.say(money(BigInt(price.cap_amount), currency));
  place.say(money(cost(consumed), currency));

  const most = Math.max(1000, consumed, credited) / 20;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= most) ?? 1;
  for (let position = 0; position <= 20; position++) {
    const units = consumed + position * step;
    const difference = cost(units) - cost(consumed);
    place.say(...quantities(position * step), money(cost(units), currency), `${difference < 0n ? '-' : '+'}${money(difference < 0n ? -difference : difference, currency)}`);
    const untilCap = price.cap_amount === null ? null : unitsUntil((more) => cost(units + more) >= BigInt(price.cap_amount ?? 0));
    if (untilCap !== null) place.say(...quantities(untilCap));
    const bounds = 'tiers' in price ? price.tiers.tiers.map(({ bound }) => bound ?? Infinity) : [];
    const bound = bounds.find((one) => units - credited <= one);
    if (bound !== undefined && bound !== Infinity) place.say(...quantities(bound - (units - credited)));
  }
}

/** The estimates for the period, for each of these times. */
function sayEstimates(place: Place, meter: Pending, price: WirePrice | undefined, subscription: WireSubscription, moments: readonly number[]): void {
  const { consumed_units: consumed, credited_units: credited } = meter;
  const { currency } = subscription;
  const cost = (units: number) => (price && 'meter_id' in price ? amountOf(units, credited, oraclePrice(price)) : 0n);
  const [start, end] = [subscription.current_meter_period_start ?? subscription.current_period_start, subscription.current_meter_period_end ?? subscription.current_period_end].map(Date.parse);
  for (const moment of moments) {
    const [passed, length] = [moment - (start ?? 0), (end ?? 0) - (start ?? 0)];
    if (!(passed > 0 && passed < length)) continue;
    const estimate = (consumed / passed) * length;
    const units = Number.isInteger(consumed) || estimate >= 100 ? Math.round(estimate) : estimate;
    place.say(...quantities(units), ...quantities(Math.max(0, units - credited)), money(cost(units), currency));
    if (credited > consumed && consumed > 0) place.dates.add(date((start ?? 0) + (credited / consumed) * passed));
  }
}

/** Every step of a receipt's calculation. */
function sayReceipt(place: Place, over: number, price: WireMeteredPrice, currency: string, per: number): void {
  const tiers = 'tiers' in price ? price.tiers.tiers : [{ bound: null, unit_amount: price.unit_amount }];
  const graduated = 'tiers' in price && price.tiers.type === 'graduated';
  const rounded = amountOf(over, 0, { ...oraclePrice(price), cap: null });
  let [sum, places] = [0n, 0];
  let from = 0;
  for (const { bound, unit_amount } of tiers) {
    const { digits: amount, places: digits } = decimalOf(unit_amount);
    // Per single unit if the kind of unit is unknown.
    for (const units of [per, 1]) place.say(rate(amount * BigInt(units), currency, digits));
    // A rate below one minor unit may be quoted for as many units as cost one.
    if (amount < 10n ** BigInt(digits)) for (const units of [1000, 1_000_000]) place.say(rate(amount * BigInt(units), currency, digits), ...quantities(units));
    const units = graduated ? Math.max(0, Math.min(over, bound ?? Infinity) - from) : over;
    const [exact, more] = exactly(units);
    const cost = exact * amount;
    place.say(...quantities(units), money(cost, currency, more + digits));
    if (graduated) {
      const common = Math.max(places, more + digits);
      sum = sum * 10n ** BigInt(common - places) + cost * 10n ** BigInt(common - more - digits);
      places = common;
    }
    if (!graduated && (bound === null || over <= bound)) {
      place.say(money(rounded, currency));
      break;
    }
    from = bound ?? from;
  }
  if (graduated) place.say(money(sum, currency, places), money(rounded, currency));
}

/** The smallest number of additional whole units from which a condition holds; `null` if none is in reach. */
function unitsUntil(holds: (units: number) => boolean): number | null {
  let high = 1;
  if (holds(0)) return 0;
  while (!holds(high)) {
    high *= 2;
    if (high > Number.MAX_SAFE_INTEGER) return null;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return holds(low) ? low : high;
}

/** A bill writes a minus sign and not a hyphen. */
function signed(amount: bigint, currency: string): string {
  return money(amount, currency).replace('-', '−');
}

/** Every figure of a preview. */
function amountsOf(preview: Preview): bigint[] {
  return Object.values(preview).flatMap((amount) => (typeof amount === 'number' ? BigInt(amount) : []));
}

/** What a plan may cost: the server's preview of it, its amount, and the sum of its prices. */
function basesOf({ amount, prices, cancel_at_period_end }: WireSubscription, preview: Preview | null): bigint[] {
  const fixed = prices.reduce((sum, price) => sum + BigInt(price.amount_type === 'fixed' ? price.price_amount : 0), 0n);
  return cancel_at_period_end ? [0n] : [BigInt(amount), fixed, BigInt(preview?.base_amount ?? amount)];
}

function endsOf(subscription: WireSubscription): number[] {
  const { current_period_end, current_meter_period_end, resumes_at } = subscription;
  return [current_period_end, current_meter_period_end, resumes_at].flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]));
}
