import { appliedBalance, discountAmount, meteredAmount, minimumOf, taxAmount, tieredAmount } from './charge-oracle.money';
import type { Discount, Plan, Price, Scenario } from './charge-oracle.scenario';

export interface Line {
  kind: 'base' | 'metered' | 'proration';
  name: string;
  amount: bigint;
}

export interface Amounts {
  subtotal: bigint;
  discount: bigint;
  tax: bigint;
  net: bigint;
  total: bigint;
  applied: bigint;
  due: bigint;
}

export interface Order extends Amounts {
  at: string;
  reason: 'cycle' | 'cancel' | 'meter cycle' | 'resume';
  lines: Line[];
  /** What happens to `due`: it is charged, it is too small to charge and becomes a debt on the balance, or there is nothing to pay. */
  outcome: 'charged' | 'to balance' | 'nothing';
  balanceAfter: bigint;
}

export interface Preview extends Amounts {
  base: bigint;
  metered: bigint;
  prorations: Scenario['prorations'];
}

/** The state that changes from cycle to cycle of a subscription. */
interface State {
  plan: Plan;
  seats: number | null;
  units: number | null;
  discount: Discount | null;
  usage: Scenario['usage'];
  balance: bigint;
}

/** `get_charge_preview` and `_compute_charge_preview`: null is a 404. */
export function previewOf(scenario: Scenario): Preview | null {
  const { status, resumesAt, pending, periodEnd, cancel, prorations } = scenario;
  if (status !== 'active' && status !== 'trialing' && (status !== 'paused' || resumesAt === null)) return null;
  const state = stateOf(scenario);
  if (pending) applyPending(scenario, state);
  const base = cancel ? 0n : sum(staticLines(state).map(({ amount }) => amount));
  // Only meters that the new plan has as well are counted, at the old price.
  const metered = sum(
    metersOf(scenario.plan)
      .filter(({ meter }) => metersOf(state.plan).some((kept) => kept.meter.name === meter.name))
      .map((price) => amountOf(price, scenario.usage)),
  );
  const { discount } = state;
  const applies = discount && !isExpired(discount, discount.appliedAt ?? periodEnd, periodEnd) ? discount : null;
  const lines: Line[] = [
    { kind: 'base', name: '', amount: base },
    { kind: 'metered', name: '', amount: metered },
    ...prorations.map(({ label, amount }): Line => ({ kind: 'proration', name: label, amount })),
  ];
  return { base, metered, prorations, ...amountsOf(scenario, lines, applies, scenario.balance) };
}

/** The orders up to and including the one at the next renewal, cancellation or resume, if nothing more is used and every payment succeeds. */
export function ordersOf(scenario: Scenario): Order[] {
  const { status, cancel, pause, resumesAt, periodEnd, meterEnd, periodStart } = scenario;
  const state = stateOf(scenario);
  const orders: Order[] = [];
  const settle = (at: string, reason: Order['reason'], lines: Line[]) => {
    const order = orderOf(scenario, state, at, reason, lines);
    if (order) orders.push(order);
  };
  if (status === 'paused') {
    if (resumesAt !== null) settle(resumesAt, 'resume', resumeLines(scenario, state, resumesAt));
    return orders;
  }
  if (status !== 'active' && status !== 'trialing' && status !== 'past_due') return [];
  // `cycle_meters` leaves out past-due subscriptions, so their renewal bills the usage.
  if (meterEnd !== null && meterEnd < periodEnd && status !== 'past_due') {
    clearExpired(state, periodStart, meterEnd);
    settle(meterEnd, 'meter cycle', meteredLines(scenario, state));
    state.usage = {};
  }
  if (cancel) {
    // The last order doesn't check whether the discount has expired.
    settle(periodEnd, 'cancel', [...prorationLines(scenario), ...meteredLines(scenario, state)]);
  } else if (pause) {
    // No order on the day of the pause. Neither the pause nor the resume applies a pending update.
    if (resumesAt !== null) settle(resumesAt, 'resume', resumeLines(scenario, state, resumesAt));
  } else {
    if (scenario.pending) applyPending(scenario, state);
    clearExpired(state, periodEnd, periodEnd);
    settle(periodEnd, 'cycle', [...staticLines(state), ...prorationLines(scenario), ...meteredLines(scenario, state)]);
  }
  return orders;
}

/** `subscription.amount`: the sum of the prices that aren't metered, less the discount, even one that has expired. */
export function subscriptionAmount(scenario: Scenario): bigint {
  const gross = sum(staticLines(stateOf(scenario)).map(({ amount }) => amount));
  return scenario.discount ? gross - discountAmount(scenario.discount.terms, gross) : gross;
}

/** What a metered price bills for the usage so far. */
export function amountOf({ meter, rate, cap }: Price & { kind: 'metered' }, usage: Scenario['usage']): bigint {
  const { consumed, credited } = usage[meter.name] ?? { consumed: 0, credited: 0 };
  return meteredAmount(rate, cap, consumed, credited);
}

export function metersOf({ prices }: Plan): (Price & { kind: 'metered' })[] {
  return prices.filter((price) => price.kind === 'metered');
}

export function monthsAfter(instant: string, months: number): string {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString().replace('.000Z', 'Z');
}

function stateOf({ plan, seats, units, discount, usage, balance }: Scenario): State {
  return { plan, seats, units, discount, usage, balance };
}

/** `SubscriptionUpdate.apply_update` */
function applyPending({ pending }: Scenario, state: State): void {
  if (!pending) return;
  state.plan = pending.plan ?? state.plan;
  state.seats = pending.seats ?? state.seats;
  state.units = pending.units ?? state.units;
  if (pending.discount === 'unset') state.discount = null;
  // A discount that is new to the subscription has not been applied yet.
  else if (pending.discount !== 'keep') state.discount = { ...pending.discount, appliedAt: null };
}

/** `_clear_expired_discount` */
function clearExpired(state: State, currentPeriodStart: string, checked: string): void {
  if (!state.discount) return;
  const appliedAt = state.discount.appliedAt ?? currentPeriodStart;
  state.discount = isExpired(state.discount, appliedAt, checked) ? null : { ...state.discount, appliedAt };
}

function isExpired({ duration }: Discount, appliedAt: string, start: string): boolean {
  if (duration === 'forever') return false;
  return start > (duration === 'once' ? appliedAt : monthsAfter(appliedAt, duration.months - 1));
}

function resumeLines(scenario: Scenario, state: State, at: string): Line[] {
  clearExpired(state, at, at);
  return [...staticLines(state), ...prorationLines(scenario), ...meteredLines(scenario, state)];
}

function staticLines({ plan, seats, units }: State): Line[] {
  return plan.prices.flatMap((price): Line[] => {
    if (price.kind === 'metered') return [];
    if (price.kind === 'seats') return [{ kind: 'base', name: plan.name, amount: tieredAmount(price.tiers, seats ?? 1) }];
    if (price.kind === 'units') return [{ kind: 'base', name: plan.name, amount: tieredAmount(price.tiers, units ?? 1) }];
    return [{ kind: 'base', name: plan.name, amount: price.amount }];
  });
}

function prorationLines({ prorations }: Scenario): Line[] {
  return prorations.map(({ label, amount }) => ({ kind: 'proration', name: label, amount }));
}

/**
 * `compute_pending_metered_line_items`. Each meter is billed at its price. After a change of plan, a meter whose
 * usage adds up isn't billed, because that usage belongs to the old price; any other is billed at the new plan's price for it, if there is one.
 * A meter without usage makes a line of 0, because the `meter.reset` event at the start of the period has an entry, too (`_event_matches_meter`
 * in event/service.py, `create_billing_entries` in meter/service.py). Events before the end of a trial have none.
 */
function meteredLines(scenario: Scenario, state: State): Line[] {
  const replaced = state.plan !== scenario.plan;
  return metersOf(scenario.plan).flatMap((price): Line[] => {
    const { consumed, credited } = state.usage[price.meter.name] ?? { consumed: 0, credited: 0 };
    if (scenario.status === 'trialing' && consumed === 0 && credited === 0) return [];
    const billed = replaced ? metersOf(state.plan).find(({ meter }) => meter.name === price.meter.name && !price.meter.sums) : price;
    return billed ? [{ kind: 'metered', name: price.meter.name, amount: amountOf(billed, state.usage) }] : [];
  });
}

/** `_create_order`. Without any line there is no order, not even to collect a debt. */
function orderOf(scenario: Scenario, state: State, at: string, reason: Order['reason'], lines: Line[]): Order | null {
  if (lines.length === 0) return null;
  const discount = reason === 'meter cycle' && state.discount?.terms.kind === 'fixed' ? null : state.discount;
  const amounts = amountsOf(scenario, lines, discount, state.balance);
  state.balance += amounts.total >= 0n ? amounts.applied : -amounts.total;
  const outcome = amounts.due === 0n ? 'nothing' : amounts.due < minimumOf(scenario.currency) ? 'to balance' : 'charged';
  if (outcome === 'to balance') state.balance -= amounts.due;
  return { at, reason, lines, ...amounts, outcome, balanceAfter: state.balance };
}

/** `compute_order_amounts`, `apply_wallet_balance` and `Order.due_amount` */
function amountsOf({ tax: taxed }: Scenario, lines: Line[], discounted: Discount | null, balance: bigint): Amounts {
  const subtotal = sum(lines.map(({ amount }) => amount));
  const discountable = sum(lines.filter(({ kind }) => kind !== 'proration').map(({ amount }) => amount));
  const discount = discounted ? discountAmount(discounted.terms, discountable) : 0n;
  const tax = taxAmount(taxed, subtotal - discount);
  const net = subtotal - discount - (taxed?.behavior === 'inclusive' ? tax : 0n);
  const total = net + tax;
  const applied = appliedBalance(total, balance);
  return { subtotal, discount, tax, net, total, applied, due: total + applied > 0n ? total + applied : 0n };
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
