import { minimumOf, tieredAmount } from './charge-oracle.money';
import type { Line } from './charge-oracle.server';
import type { Wire } from './charge-oracle.wire';

export type Title = 'next' | 'first after trial' | 'final' | 'resume' | 'pauses' | 'paused' | 'overdue' | 'ended' | 'not started';

/** The claims that a page may make about one date. Null: the payload doesn't determine the value. All figures are as of now, without further usage. */
export interface Block {
  /** Null when the date isn't known. */
  at: string | null;
  lines: { kind: Line['kind']; name: string | null; amount: bigint }[];
  subtotal: bigint | null;
  discount: bigint | null;
  tax: bigint | null;
  /** Whether the prices contain the tax; null when there is none or it isn't known. */
  inclusive: boolean | null;
  total: bigint | null;
  applied: bigint | null;
  due: bigint | null;
  outcome: 'charged' | 'to balance' | 'nothing' | null;
  /** `estimate`: the order may differ from the preview even if nothing more is used. */
  certainty: 'exact' | 'estimate';
}

export interface Claims {
  title: Title;
  /** The day that goes with the title: of the charge, the pause or the end. */
  at: string | null;
  /** A scheduled change that will be applied, and when; a null day is "after your pause". */
  change: { at: string | null; product: string | null; seats: number | null; units: number | null } | null;
  /** The outstanding amount of a past-due subscription. */
  outstanding: bigint | null;
  blocks: Block[];
}

const untold = { subtotal: null, discount: null, tax: null, inclusive: null, total: null, applied: null, due: null, outcome: null, certainty: 'exact' } as const;
const nothing = { ...untold, lines: [], subtotal: 0n, discount: 0n, tax: 0n, total: 0n, applied: 0n, due: 0n, outcome: 'nothing' } satisfies Partial<Block>;

/** An earlier order may collect a part of the debt. */
const uncollected = { applied: null, due: null, outcome: null } as const;

/** The claims that the payload alone supports. Pass null for a missing preview or missing orders. */
export function claimsOf({ subscription, preview, orders }: Pick<Wire, 'subscription' | 'preview'> & { orders: Wire['orders'] | null }): Claims {
  const { status, resumes_at: resumesAt, current_period_end: periodEnd, pending_update: pending } = subscription;
  const none = { change: null, outstanding: null, blocks: [] };
  if (status === 'canceled' || status === 'unpaid' || status === 'incomplete_expired') return { title: 'ended', at: null, ...none };
  if (status === 'incomplete') return { title: 'not started', at: null, ...none };

  const cancels = subscription.cancel_at_period_end || subscription.ends_at !== null;
  const pauses = status === 'paused' || (subscription.pause_at_period_end && !cancels);
  const chargedAt = pauses ? resumesAt : periodEnd;
  const title = titleOf(subscription, cancels, pauses);
  return {
    title,
    at: title === 'overdue' ? null : title === 'pauses' ? periodEnd : chargedAt,
    change: pending && !cancels ? { at: pauses ? null : periodEnd, product: pending.product_id, seats: pending.seats, units: pending.units } : null,
    outstanding: status === 'past_due' && orders ? sumOf(orders.map(({ due_amount }) => due_amount)) : null,
    blocks: blocksOf({ subscription, preview }, { cancels, pauses, chargedAt }),
  };
}

interface Course {
  cancels: boolean;
  pauses: boolean;
  chargedAt: string | null;
}

type Payload = Pick<Wire, 'subscription' | 'preview'>;

function titleOf({ status, resumes_at: resumesAt }: Wire['subscription'], cancels: boolean, pauses: boolean): Title {
  if (status === 'past_due') return 'overdue';
  if (cancels) return 'final';
  if (status === 'trialing') return 'first after trial';
  if (!pauses) return 'next';
  return resumesAt !== null ? 'resume' : status === 'paused' ? 'paused' : 'pauses';
}

function blocksOf(payload: Payload, course: Course): Block[] {
  const { subscription, preview } = payload;
  const { status, current_meter_period_end: meterEnd, current_period_end: periodEnd, pending_update: pending } = subscription;
  const apart = meterEnd !== null && meterEnd < periodEnd && status !== 'paused';
  const blocks: Block[] = [];
  if (apart) {
    const discount = subscription.discount_id === null ? 0n : null;
    const lines = meteredLines(payload);
    // An order whose lines are all 0 collects the whole debt, which is in the balance that the preview applies (`apply_wallet_balance`).
    const owed = preview && preview.total_amount >= 0 && total(lines) === 0n && owes(payload) ? BigInt(preview.applied_balance_amount) : 0n;
    if (owed > 0n) blocks.push({ ...nothing, at: meterEnd, lines, applied: owed, due: owed, outcome: owed < minimumOf(subscription.currency) ? 'to balance' : 'charged', certainty: lines.length > 0 ? 'exact' : 'estimate' });
    // While a payment is overdue, usage has no date: it settles when the payment succeeds, or with the renewal.
    else if (lines.length > 0) blocks.push({ ...untold, at: status === 'past_due' ? null : meterEnd, lines, subtotal: total(lines), discount });
  }
  if (course.chargedAt === null) return blocks;
  // Neither a pause nor a cancellation applies the pending update that the preview assumes.
  const misled = pending !== null && (course.cancels || course.pauses);
  if (preview && !apart && !misled) return [...blocks, previewed(payload, course, preview)];
  return [...blocks, assembled(payload, course, { apart, preview })];
}

/** The preview's own figures: one date, one charge. */
function previewed(payload: Payload, { cancels, pauses, chargedAt }: Course, preview: NonNullable<Wire['preview']>): Block {
  const { subscription } = payload;
  const itemized = meteredLines(payload);
  const fits = total(itemized) === BigInt(preview.metered_amount);
  const used = subscription.meters.some(isUsed);
  const fixed = !cancels && (hasBase(subscription) || preview.base_amount > 0);
  const lines: Block['lines'] = [
    ...(fixed ? [{ kind: 'base' as const, name: null, amount: BigInt(preview.base_amount) }] : []),
    ...(fits ? itemized : preview.metered_amount === 0 ? [] : [{ kind: 'metered' as const, name: null, amount: BigInt(preview.metered_amount) }]),
    ...preview.prorations.map(({ label, amount }) => ({ kind: 'proration' as const, name: label, amount: BigInt(amount) })),
  ];
  const empty = !fixed && !used && preview.prorations.length === 0;
  const unseen = subscription.pending_update?.product_id != null;
  // Without lines Polar creates no order, although its preview shows a debt as due.
  if (empty && !unseen && !owes(payload)) return { ...nothing, at: chargedAt };
  const discounted = subscription.discount_id !== null;
  const estimated =
    empty || // a meter makes a line of 0 only if it was reset since the last order
    (unseen && used) || // usage under a replaced price is dropped, or billed at the new price
    (cancels && discounted && preview.discount_amount === 0) || // the last order applies even an expired discount
    (pauses && preview.discount_amount > 0); // the discount may expire before the resume
  const due = BigInt(preview.due_amount);
  const taxed = preview.tax_amount !== 0;
  return {
    at: chargedAt,
    lines,
    subtotal: BigInt(preview.subtotal_amount),
    discount: BigInt(preview.discount_amount),
    tax: BigInt(preview.tax_amount),
    inclusive: taxed ? preview.net_amount !== preview.subtotal_amount - preview.discount_amount : null,
    total: BigInt(preview.total_amount),
    applied: BigInt(preview.applied_balance_amount),
    due,
    outcome: due === 0n ? 'nothing' : due < minimumOf(subscription.currency) ? 'to balance' : 'charged',
    certainty: estimated ? 'estimate' : 'exact',
  };
}

/** A charge whose preview is missing or doesn't match it. Its discount, tax and balance are usually unknown. */
function assembled(payload: Payload, { cancels, pauses, chargedAt }: Course, { apart, preview }: { apart: boolean } & Pick<Payload, 'preview'>): Block {
  const { subscription } = payload;
  const { pending_update: pending } = subscription;
  const changes = pending !== null && !pauses;
  const base = cancels ? 0n : preview && !(pending && pauses) ? BigInt(preview.base_amount) : baseOf(subscription, changes);
  // The new plan's meters and prices are not in the payload.
  const replaces = changes && !cancels && pending.product_id !== null;
  const metered = apart || replaces ? [] : meteredLines(payload);
  const lines: Block['lines'] = [
    ...(base === null || cancels || (base === 0n && !hasBase(subscription)) ? [] : [{ kind: 'base' as const, name: null, amount: base }]),
    ...metered,
    ...(preview?.prorations ?? []).map(({ label, amount }) => ({ kind: 'proration' as const, name: label, amount: BigInt(amount) })),
  ];
  if (cancels && preview && lines.length === 0) return { ...nothing, at: chargedAt, ...((owes(payload) || leavesDebt(payload)) && uncollected) };
  return {
    ...untold,
    at: chargedAt,
    lines,
    // Only a preview contains prorations.
    subtotal: preview && base !== null && !(replaces && !apart) ? total(lines) : null,
    // A pending change of plan may bring a discount of its own.
    discount: subscription.discount_id === null && !replaces ? 0n : null,
    // With the overdue payment, Polar grants the plan's credits again, and a merchant may hide that there are any (`mark_active`).
    certainty: subscription.status === 'past_due' && !apart && !replaces && subscription.meters.some(isUsed) ? 'estimate' : 'exact',
  };
}

/** The sum of the prices of the payload's own plan; null if the payload doesn't determine it, or if another plan replaces it. */
function baseOf(subscription: Wire['subscription'], changes: boolean): bigint | null {
  const pending = changes ? subscription.pending_update : null;
  if (pending && pending.product_id !== null) return null;
  const amounts = subscription.prices.map((price) => {
    switch (price.amount_type) {
      case 'fixed':
        return BigInt(price.price_amount);
      case 'seat_based': {
        const tiers = price.seat_tiers.tiers.map(({ max_seats, price_per_seat }) => ({ bound: max_seats, rate: BigInt(price_per_seat) }));
        return tieredAmount({ mode: price.seat_tiers.seat_tier_type, tiers }, pending?.seats ?? subscription.seats ?? 1);
      }
      case 'unit_based': {
        const tiers = price.tiers.tiers.map(({ bound, unit_amount }) => ({ bound, rate: BigInt(unit_amount) }));
        return tieredAmount({ mode: price.tiers.type, tiers }, pending?.units ?? subscription.units ?? 1);
      }
      case 'metered_unit':
        return 0n;
      case 'custom':
        return null;
    }
  });
  if (!amounts.includes(null)) return amounts.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
  // Without a discount, `amount` is the sum of the prices.
  return subscription.discount_id === null && !pending ? BigInt(subscription.amount) : null;
}

function hasBase({ prices }: Wire['subscription']): boolean {
  return prices.some(({ amount_type }) => amount_type !== 'metered_unit');
}

function meteredLines({ subscription }: Payload): Block['lines'] {
  return subscription.meters.filter(isUsed).map(({ meter, amount }) => ({ kind: 'metered', name: meter.name, amount: BigInt(amount) }));
}

/** Whether the preview applies a balance, and an order has lines. Meters make no line before the end of a trial. */
function owes({ subscription: { meters, status }, preview }: Payload): boolean {
  return preview !== null && preview.applied_balance_amount !== 0 && meters.length > 0 && status !== 'trialing';
}

/** Whether usage that settles earlier may be too little to charge (`trigger_payment` in order/service.py), so that the next order collects it. */
function leavesDebt(payload: Payload): boolean {
  const usage = total(meteredLines(payload));
  return usage > 0n && (usage < minimumOf(payload.subscription.currency) || payload.subscription.discount_id !== null);
}

function isUsed({ consumed_units: consumed, credited_units: credited }: Wire['subscription']['meters'][number]): boolean {
  return consumed !== 0 || credited !== 0;
}

function total(lines: Block['lines']): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

function sumOf(amounts: number[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
}
