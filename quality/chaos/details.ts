import { decimalOf, oraclePrice, serverAmount as amountOf } from '../../test/core/oracle';
import type { WireMeteredPrice, WireSubscription } from '../../src/testing';
import type { Place } from './place';
import { estimate, exactly, money, quantities, rate } from './written';

type Pending = WireSubscription['meters'][number];

/** The arithmetic of a line, and what more units would cost. */
export function sayDetails(place: Place, meter: Pending, price: WireMeteredPrice | undefined, subscription: WireSubscription): void {
  const { consumed_units: consumed, credited_units: credited, amount } = meter;
  const { currency } = subscription;
  place.say(money(BigInt(amount), currency), ...quantities(consumed), ...quantities(credited), ...quantities(-credited), ...quantities(Math.max(0, consumed - credited)));
  if (price === undefined) return;
  sayRates(place, price, currency);
  sayReceipt(place, Math.max(0, consumed - credited), price, currency);
  const cost = (units: number) => amountOf(units, credited, oraclePrice(price));
  if (price.cap_amount !== null) place.say(money(BigInt(price.cap_amount), currency));
  place.say(money(cost(consumed), currency));

  const most = Math.max(1000, consumed, credited) / 20;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= most) ?? 1;
  for (let position = 0; position <= 20; position++) {
    const units = consumed + position * step;
    const difference = cost(units) - cost(consumed);
    place.say(...quantities(position * step), money(cost(units), currency), `${difference < 0n ? '−' : '+'}${money(difference < 0n ? -difference : difference, currency)}`);
    const untilCap = price.cap_amount === null ? null : unitsUntil((more) => cost(units + more) >= BigInt(price.cap_amount ?? 0));
    // Counted from now, as the slider's position is.
    if (untilCap !== null) place.say(...quantities(position * step + untilCap));
    const bounds = 'tiers' in price ? price.tiers.tiers.map(({ bound }) => bound ?? Infinity) : [];
    const bound = bounds.find((one) => units - credited <= one);
    // While credits are left, they end before any tier does.
    if (units < credited) place.say(...quantities(credited - units));
    else if (bound !== undefined && bound !== Infinity) place.say(...quantities(bound - (consumed - credited)));
  }
}

/** The estimates for the period, for each of these times. */
export function sayEstimates(place: Place, meter: Pending, price: WireMeteredPrice | undefined, subscription: WireSubscription, moments: readonly number[]): void {
  const { consumed_units: consumed, credited_units: credited } = meter;
  const { currency } = subscription;
  const cost = (units: number) => (price ? amountOf(units, credited, oraclePrice(price)) : 0n);
  const [start, end] = periodOf(subscription);
  for (const moment of moments) {
    if (!(moment > start && moment < end)) continue;
    const units = unitsAtEnd(consumed, start, end, moment);
    // At most three significant digits: more would look like a count.
    for (const part of [units, Math.max(0, units - credited)]) place.say(...quantities(Number(part.toPrecision(3))));
    place.say(estimate(cost(units), currency), `+${estimate(cost(units) - BigInt(meter.amount), currency)}`);
    if (credited > consumed && consumed > 0) place.sayDay(start + (credited / consumed) * (moment - start));
  }
}

/** The number of units that a price is quoted for: a million tokens, the meter's multiplier, or one unit. */
function perOf({ meter }: WireMeteredPrice): number {
  return meter.unit === 'token' ? 1_000_000 : (meter.custom_multiplier ?? 1);
}

/** Every rate of a price, and what it is quoted for. */
export function sayRates(place: Place, price: WireMeteredPrice, currency: string): void {
  const per = perOf(price);
  place.say(...quantities(per), '1');
  for (const { unit_amount } of 'tiers' in price ? price.tiers.tiers : [{ unit_amount: price.unit_amount }]) {
    const { digits: amount, places: digits } = decimalOf(unit_amount);
    // Per single unit if the kind of unit is unknown.
    for (const units of [per, 1]) place.say(rate(amount * BigInt(units), currency, digits));
    // A rate below one minor unit may be quoted per 1,000 or 1,000,000 units.
    if (amount < 10n ** BigInt(digits)) for (const units of [1000, 1_000_000]) place.say(rate(amount * BigInt(units), currency, digits), ...quantities(units));
  }
}

/** Every step of a receipt's calculation. */
function sayReceipt(place: Place, over: number, price: WireMeteredPrice, currency: string): void {
  const tiers = 'tiers' in price ? price.tiers.tiers : [{ bound: null, unit_amount: price.unit_amount }];
  const graduated = 'tiers' in price && price.tiers.type === 'graduated';
  const rounded = amountOf(over, 0, { ...oraclePrice(price), cap: null });
  let [sum, places] = [0n, 0];
  let from = 0;
  for (const { bound, unit_amount } of tiers) {
    const { digits: amount, places: digits } = decimalOf(unit_amount);
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
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return holds(low) ? low : high;
}

/** The period in which the meters of a subscription count. */
export function periodOf(subscription: WireSubscription): [start: number, end: number] {
  return [Date.parse(subscription.current_meter_period_start ?? subscription.current_period_start), Date.parse(subscription.current_meter_period_end ?? subscription.current_period_end)];
}

/** Units at the end of a period if use goes on evenly. */
export function unitsAtEnd(consumed: number, start: number, end: number, moment: number): number {
  const units = (consumed / (moment - start)) * (end - start);
  return Number.isInteger(consumed) || units >= 100 ? Math.round(units) : units;
}
