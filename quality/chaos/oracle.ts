import { oraclePrice, serverAmount as amountOf } from '../../test/core/oracle';
import type { WireMeter, WireMeteredPrice, WireSubscription, WireWallet } from '../../src/testing';
import { periodOf, sayDetails, sayEstimates, sayRates, unitsAtEnd } from './details';
import { Article } from './article';
import { Place } from './place';
import { estimate, money, percents, quantities } from './written';

/** The data of one customer at one time, as the API sends it without faults. */
export interface Wire {
  meters: WireMeter[];
  subscriptions: WireSubscription[];
  /** By subscription id. */
  previews: Record<string, Preview | null>;
  orders: { subscription_id: string | null; status: string; due_amount: number; next_payment_attempt_at: string | null }[];
  wallets: WireWallet[];
  grants: { subscription_id: string | null; benefit: { properties: { meter_id: string } } }[];
}

type Preview = { prorations: { label: string; amount: number }[] } & Record<`${'base' | 'metered' | 'proration' | 'subtotal' | 'discount' | 'net' | 'tax' | 'total' | 'applied_balance' | 'due'}_amount`, number>;

/** What an alert about a meter may draw on: the meter's numbers, and a period in which they may count. */
interface Pace {
  consumed: number;
  credited: number;
  start: number;
  end: number;
}

const basePrice = 'Base price';
const usageLine = 'Usage';

/** All texts that one customer may see. Each call of `learn` adds those of newer data. */
export class Oracle {
  /** By meter name. */
  readonly bars = new Map<string, Place>();
  /** By meter name. */
  readonly paces = new Map<string, Pace[]>();
  readonly alerts = new Map<string, Place>();
  /** What the line about the period may show. */
  readonly period = new Place();
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
      for (const one of wire.subscriptions.filter(({ id }) => granting.includes(id))) this.learnPeriod(meter, one);
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
        if (meter_id !== meter.id) continue;
        const cost = money(BigInt(amount), subscription.currency);
        place.say(cost, `+${cost}`);
        const price = priceOf(subscription, meter_id);
        if (price) sayRates(place, price, subscription.currency);
      }
    }
    for (const one of subscriptions) this.learnPeriod({ meter, consumed_units: consumed, credited_units: credited }, one);
  }

  /** The period and the dates that a subscription gives a meter. */
  private learnPeriod({ meter, consumed_units: consumed, credited_units: credited }: Pick<WireMeter, 'meter' | 'consumed_units' | 'credited_units'>, subscription: WireSubscription): void {
    for (const end of endsOf(subscription)) this.bars.get(meter.name)?.sayDay(end);
    const [start, end] = periodOf(subscription);
    const known = this.paces.get(meter.name) ?? [];
    if (known.some((one) => one.consumed === consumed && one.credited === credited && one.end === end)) return;
    this.paces.set(meter.name, [...known, { consumed, credited, start, end }]);
    this.alerts.delete(meter.name);
    this.period.moments.clear();
  }

  /** The texts that the line about the period of most meters may show: "Today is day 25 of 30 · credits renew Dec 1". */
  periodAt(moments: readonly number[]): Place {
    const paces = [...this.paces.values()].flat();
    for (const moment of freshOf(this.period, moments)) {
      for (const { start, end } of paces) {
        if (!(moment >= start && moment < end)) continue;
        this.period.sayDay(end);
        this.period.say(String(Math.round((end - start) / 86_400_000)), String(Math.floor((moment - start) / 86_400_000) + 1));
      }
    }
    return this.period;
  }

  /** The texts that the alert about a meter may show, for the times at which it may have been loaded. */
  alertOf(name: string, moments: readonly number[]): Place | undefined {
    const bar = this.bars.get(name);
    if (bar === undefined) return undefined;
    const place = this.alerts.get(name) ?? new Place();
    this.alerts.set(name, place);
    place.say(...bar.numbers);
    for (const text of bar.dates) place.dates.add(text);
    // How many others need attention.
    for (let count = 1; count < this.counts.meters; count++) place.say(String(count));
    for (const moment of freshOf(place, moments)) {
      for (const { consumed, credited, start, end } of this.paces.get(name) ?? []) {
        if (!(consumed > 0 && credited > consumed && moment > start && moment < end)) continue;
        const spent = start + (credited / consumed) * (moment - start);
        place.sayDay(spent);
        place.say(String(dayOf(end) - dayOf(spent)));
      }
    }
    return place;
  }

  /** The outstanding amount: all pending orders of a past-due subscription; of any other, those whose payment failed. */
  private learnOutstanding({ id, status, product, currency }: WireSubscription, orders: Wire['orders']): void {
    const pending = orders.filter((order) => order.subscription_id === id && order.status === 'pending' && (status === 'past_due' || order.next_payment_attempt_at !== null));
    if (status !== 'past_due' && pending.length === 0) return;
    sayTotal(this.articles.get(product.name), pending.reduce((sum, { due_amount }) => sum + BigInt(due_amount), 0n), currency);
  }

  private learnSubscription(subscription: WireSubscription, preview: Preview | null): void {
    const { product, meters, currency } = subscription;
    this.names.add(product.name);
    const article = this.articles.get(product.name) ?? new Article();
    this.articles.set(product.name, article);
    for (const end of endsOf(subscription)) {
      article.sayDay(end);
      article.ends.add(end);
    }
    const state = JSON.stringify([subscription.current_period_end, meters.map(({ consumed_units, amount }) => [consumed_units, amount])]);
    if (!article.states.has(state)) article.forecast.moments.clear();
    article.states.set(state, subscription);
    // Lines of zero may be folded into one, which says how many they are.
    article.say(money(0n, currency));
    for (let count = 1; count <= meters.length; count++) article.say(String(count));

    const amounts = preview ? amountsOf(preview) : [];
    for (const amount of amounts) for (const one of [amount, -amount]) article.say(money(one, currency));
    for (const { label, amount } of preview?.prorations ?? []) {
      this.names.add(label);
      article.amount(label, money(BigInt(amount), currency));
    }
    const metered = meters.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    article.amount(usageLine, money(preview ? BigInt(preview.metered_amount) : metered, currency));
    if (preview) for (const amount of [preview.due_amount, preview.total_amount, preview.subtotal_amount]) sayTotal(article, BigInt(amount), currency);
    const isApart = Date.parse(subscription.current_meter_period_end ?? '') < Date.parse(subscription.current_period_end);
    if (isApart) sayTotal(article, metered, currency);
    // An order for usage that costs nothing collects a debt.
    if (isApart && preview && metered === 0n) sayTotal(article, BigInt(preview.applied_balance_amount), currency);
    for (const base of basesOf(subscription, preview)) {
      article.amount(basePrice, money(base, currency));
      for (const extra of [0n, BigInt(preview?.proration_amount ?? 0)]) sayTotal(article, base + extra + (isApart ? 0n : metered), currency);
    }

    for (const meter of meters) {
      this.names.add(meter.meter.name);
      article.amount(meter.meter.name, money(BigInt(meter.amount), currency));
      const price = priceOf(subscription, meter.meter_id);
      const known = article.metered.get(meter.meter.name) ?? [];
      article.metered.set(meter.meter.name, [...known, { meter, price, subscription }]);
      // Unfolded lines are computed on first use.
      article.lines.delete(meter.meter.name);
      article.summaries.delete(meter.meter.name);
    }
  }

  /** The texts that an unfolded line of a bill may show, for the times at which it may have been loaded. */
  detailsOf(article: Article, label: string, moments: readonly number[]): Place {
    const known = article.lines.get(label);
    const place = article.line(label);
    const fresh = freshOf(place, moments);
    if (known !== undefined && fresh.length === 0) return known;
    for (const end of article.dates) place.dates.add(end);
    for (const text of article.amounts.get(label) ?? []) place.say(text);
    for (const { meter, price, subscription } of article.metered.get(label) ?? []) {
      if (known === undefined) sayDetails(place, meter, price, subscription);
      sayEstimates(place, meter, price, subscription, fresh);
    }
    return place;
  }

  /** The texts that a closed line may show below its label. */
  summaryOf(article: Article, label: string): Place {
    const known = article.summaries.get(label);
    if (known) return known;
    const place = new Place();
    article.summaries.set(label, place);
    for (const { meter, price, subscription } of article.metered.get(label) ?? []) {
      if (price === undefined) continue;
      place.say(...quantities(Math.max(0, meter.consumed_units - meter.credited_units)));
      sayRates(place, price, subscription.currency);
      if ('tiers' in price) for (let count = 2; count <= price.tiers.tiers.length; count++) place.say(String(count));
      if (price.cap_amount !== null) place.say(money(BigInt(price.cap_amount), subscription.currency));
    }
    return place;
  }

  /** The texts that may stand beside the amount of a bill: "due Dec 1, in 6 days". */
  dueOf({ due, dates: days, ends }: Article, moments: readonly number[]): Place {
    for (const text of days) due.dates.add(text);
    for (const moment of freshOf(due, moments)) for (const end of ends) due.say(String(dayOf(end) - dayOf(moment)));
    return due;
  }

  /** The texts that the estimate of a charge may show: the whole charge, or only what further usage adds to it. */
  forecastOf({ forecast, states, sums }: Article, moments: readonly number[]): Place {
    for (const moment of freshOf(forecast, moments)) {
      for (const subscription of states.values()) {
        const [start, end] = periodOf(subscription);
        if (!(moment > start && moment < end)) continue;
        const more = subscription.meters.reduce((sum, meter) => {
          const price = priceOf(subscription, meter.meter_id);
          const cost = price ? amountOf(unitsAtEnd(meter.consumed_units, start, end, moment), meter.credited_units, oraclePrice(price)) : 0n;
          const added = cost - BigInt(meter.amount);
          return sum + (added > 0n ? added : 0n);
        }, 0n);
        forecast.say(estimate(more, subscription.currency));
        for (const sum of sums) forecast.say(estimate(sum + more, subscription.currency));
      }
    }
    return forecast;
  }
}

/** Adds times to a place, and returns those that are new. */
function freshOf({ moments: known }: Place, moments: readonly number[]): number[] {
  const fresh = moments.filter((moment) => !known.has(moment));
  for (const moment of fresh) known.add(moment);
  return fresh;
}

function sayTotal(article: Article | undefined, amount: bigint, currency: string): void {
  article?.sums.add(amount);
  article?.totals.add(money(amount, currency));
  // The steps below the lines repeat it.
  article?.say(money(amount, currency));
}

function priceOf({ prices }: WireSubscription, meterId: string): WireMeteredPrice | undefined {
  return prices.find((price): price is WireMeteredPrice => 'meter_id' in price && price.meter_id === meterId);
}

/** Days since 1970 in UTC. */
function dayOf(moment: number): number {
  return Math.floor(moment / 86_400_000);
}

/** Every figure of a preview. */
function amountsOf(preview: Preview): bigint[] {
  return Object.values(preview).flatMap((amount) => (typeof amount === 'number' ? BigInt(amount) : []));
}

/** What a plan may cost: the server's preview of it, its amount, and the sum of its fixed prices; 0 if it ends with the period. */
function basesOf({ amount, prices, cancel_at_period_end }: WireSubscription, preview: Preview | null): bigint[] {
  const fixed = prices.reduce((sum, price) => sum + BigInt(price.amount_type === 'fixed' ? price.price_amount : 0), 0n);
  return cancel_at_period_end ? [0n] : [BigInt(amount), fixed, BigInt(preview?.base_amount ?? amount)];
}

function endsOf(subscription: WireSubscription): number[] {
  const { current_period_end, current_meter_period_end, resumes_at } = subscription;
  return [current_period_end, current_meter_period_end, resumes_at].flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]));
}
