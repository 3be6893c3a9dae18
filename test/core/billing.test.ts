import { describe, expect, it } from 'vitest';
import { type AmountDueOn, amountDueOf, billOf, type BillTitle } from '../../src/core/billing';
import type { CustomerOrder } from '../../src/core/schemas/order';
import type { ChargePreview } from '../../src/core/schemas/preview';
import { wirePriceFixed, wirePriceMeteredUnit, type WireSubscription, wireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { december, ended, january, june, linesOf, november, type Overrides, paused, previewed, resuming, subscribed, totalsOf, yearly } from './bills';

describe('billOf()', () => {
  it.each<[string, Overrides, BillTitle, at: Date | null, base: number | null]>([
    ['active', {}, 'nextCharge', december, 2000],
    ['in a trial', { status: 'trialing' }, 'firstCharge', december, 2000],
    ['active and canceled at the end of the period', { cancel_at_period_end: true }, 'finalCharge', december, null],
    ['active with a future end date', { ends_at: december.toISOString() }, 'finalCharge', december, null],
    ['in a trial and canceled at its end', { status: 'trialing', cancel_at_period_end: true }, 'finalCharge', december, null],
    ['active and pausing at the end of the period', { pause_at_period_end: true }, 'pauses', december, null],
    ['active and pausing until a date', { pause_at_period_end: true, resumes_at: january.toISOString() }, 'chargeOnResume', january, 2000],
    ['active, pausing and canceled', { pause_at_period_end: true, cancel_at_period_end: true }, 'finalCharge', december, null],
    ['paused with a resume date', resuming, 'chargeOnResume', january, 2000],
    ['paused with a resume date and monthly meters', { ...resuming, ...yearly }, 'chargeOnResume', january, 120_000],
    ['paused without a resume date', paused, 'paused', null, null],
    ['past due', { status: 'past_due' }, 'pastDue', null, 2000],
    ['past due and canceled at the end of the period', { status: 'past_due', cancel_at_period_end: true }, 'pastDue', null, null],
    ['unpaid', { status: 'unpaid' }, 'ended', null, null],
    ['canceled', ended, 'ended', null, null],
    ['active with an end date in the past', { ended_at: november.toISOString() }, 'ended', null, null],
    ['incomplete and expired', { status: 'incomplete_expired' }, 'ended', null, null],
    ['incomplete', { status: 'incomplete' }, 'notStarted', null, null],
    ['in an unknown status', { status: 'on_the_moon' }, 'nextCharge', december, 2000],
  ])('gives the title and date of the bill of a subscription that is %s', (_, overrides, title, at, base) => {
    const bill = billOf(subscribed(overrides));
    expect([bill.title, bill.at]).toEqual([title, at]);
    expect(bill.charges.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'base')).map(({ amount }) => amount)).toEqual(base === null ? [] : [base]);
  });

  it('lists the plan, then each meter, and adds them up', () => {
    const bill = billOf(subscribed());
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 2000, december],
      ['meter', 'AI tokens', 412, december],
    ]);
    expect(bill).toMatchObject({ subscriptionId: subscribed().id, currency: 'usd', change: null, outstanding: null, pausesAt: null });
    expect(totalsOf(bill)).toEqual([[2412, december]]);
  });

  it('has no charges for a subscription that has ended or is paused without a resume date', () => {
    const meters: never[] = [];
    for (const overrides of [{ ...ended, meters }, { ...paused, meters }, ended, paused]) {
      expect(billOf(subscribed(overrides))).toMatchObject({ charges: [], at: null, creditsRenewAt: null });
    }
  });

  it('bills plan and meters on the resume date, even if meters have their own period', () => {
    expect(totalsOf(billOf(subscribed({ ...resuming, ...yearly })))).toEqual([[120_412, january]]);
  });

  it('accepts a subscription without its optional fields', () => {
    const { discountId: _, endedAt: __, resumesAt: ___, endsAt: ____, ...own } = subscribed(paused);
    expect(billOf(own)).toMatchObject({ title: 'paused', at: null, charges: [] });
  });

  // Polar's `CustomerStateSubscription` has none of these fields. Each may change the next charge, or its date.
  it.each(['pendingUpdate', 'pauseAtPeriodEnd', 'currentMeterPeriodEnd'] as const)('is an estimate from a payload without %s, such as a customer state', (field) => {
    const whole = subscribed();
    const { [field]: _, ...silent } = whole;
    expect([whole, silent].map((one) => [amountDueOf(one).amount, amountDueOf(one).certainty])).toEqual([[2412, 'exact'], [2412, 'estimate']]);
  });

  it('has the date of a scheduled pause, but not of one that has begun', () => {
    expect(billOf(subscribed({ pause_at_period_end: true, resumes_at: january.toISOString() })).pausesAt).toEqual(december);
    expect(billOf(subscribed(resuming)).pausesAt).toBeNull();
    expect(billOf(subscribed({ pause_at_period_end: true, cancel_at_period_end: true })).pausesAt).toBeNull();
  });

  it('has no renewal date for meters without credits', () => {
    const meters = [wireSubscriptionMeter({ consumed_units: 12, credited_units: 0, amount: 12 })];
    expect(billOf(subscribed({ meters })).creditsRenewAt).toBeNull();
  });
});

describe('billOf() for a yearly plan with monthly meters', () => {
  const bill = billOf(subscribed(yearly));

  it('has one charge per date, earliest first', () => {
    expect(totalsOf(bill)).toEqual([
      [412, december],
      [120_000, june],
    ]);
    expect(linesOf(bill)).toEqual([
      ['meter', 'AI tokens', 412, december],
      ['base', 'Lumen Pro', 120_000, june],
    ]);
  });

  it('has the date on which credits renew and the date on which the plan is charged', () => {
    expect([bill.creditsRenewAt, bill.at]).toEqual([december, june]);
  });

  it('still bills meters monthly after a cancellation, but no base price for the next year', () => {
    const last = billOf(subscribed({ ...yearly, cancel_at_period_end: true }), previewed([]));
    expect([last.title, ...totalsOf(last)]).toEqual(['finalCharge', [412, december], [0, june]]);
    expect(last.charges[1]).toMatchObject({ lines: [], outcome: 'nothing' });
    expect(last.creditsRenewAt).toEqual(december);
  });

  it('bills usage with the plan unless the meters’ own period ends earlier', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, current_meter_period_end: january.toISOString(), current_period_end: december.toISOString() })))).toEqual([[120_412, december]]);
    expect(totalsOf(billOf(subscribed({ ...yearly, current_meter_period_end: june.toISOString() })))).toEqual([[120_412, june]]);
  });

  it('has no date for usage while a payment is overdue', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, status: 'past_due' })))).toEqual([
      [412, null],
      [120_000, june],
    ]);
  });
});

// Polar's `mark_past_due` (subscription/service.py) revokes a plan's credits, so usage is priced without them. `mark_active` grants them again once
// the payment is made, and the same usage then costs less or nothing.
describe('billOf() for usage while a payment is overdue', () => {
  const certainties = (overrides: Overrides) => billOf(subscribed({ status: 'past_due', ...overrides })).charges.map(({ certainty }) => certainty);
  const unused = { meters: [wireSubscriptionMeter({ consumed_units: 0, credited_units: 0, amount: 0 })], product: { benefits: wireSubscription().product.benefits } };

  it('calls a charge with usage an estimate, even if no visible benefit grants credits: a merchant can hide one', () => {
    expect(certainties({})).toEqual(['estimate']);
    expect(certainties({ product: { benefits: [] } })).toEqual(['estimate']);
  });

  it('calls it exact without usage, and if the usage settles apart', () => {
    expect(certainties(unused)).toEqual(['exact']);
    // `mark_active` settles usage that has a period of its own before it grants credits.
    expect(certainties(yearly)).toEqual(['exact', 'exact']);
    expect(certainties({ status: 'active' })).toEqual(['exact']);
  });
});

// Polar's `update_trial` (subscription/service.py) moves the end of the period and leaves the resume date of a scheduled pause. `cycle` then starts the
// pause at the new end, and the scheduler (subscription/scheduler.py) resumes at once, because that date is past.
it('billOf() expects the charge on resume no earlier than the pause', () => {
  const moved = { status: 'trialing', pause_at_period_end: true, resumes_at: december.toISOString(), current_period_end: january.toISOString() };
  expect(totalsOf(billOf(subscribed(moved), null))).toEqual([[2412, january]]);
  expect(billOf(subscribed({ ...moved, status: 'active' }))).toMatchObject({ title: 'chargeOnResume', at: january, pausesAt: january });
  expect(billOf(subscribed({ ...resuming, resumes_at: december.toISOString(), current_period_end: june.toISOString() })).at).toEqual(december);
});

// Polar resets meters when a period starts, and the reset has a billing entry like any event (`_event_matches_meter` in event/service.py,
// `create_billing_entries` in meter/service.py). So the order at the period's end has a line of 0, and `build_subscription_order` (order/service.py) collects a debt.
describe('billOf() for a debt and meters without usage', () => {
  const meters = [wireSubscriptionMeter({ consumed_units: 0, credited_units: 0, amount: 0 })];
  const usageOnly = { amount: 0, prices: [wirePriceMeteredUnit()], meters };
  const nothing = { baseAmount: 0, meteredAmount: 0, subtotalAmount: 0, netAmount: 0, totalAmount: 0 };
  const debt = previewed([], { ...nothing, appliedBalanceAmount: 250, dueAmount: 250 });
  const unclear = { total: 0, appliedBalance: null, due: null, outcome: null };
  const settled = { total: 0, appliedBalance: 0, due: 0, outcome: 'nothing', certainty: 'exact' };
  const chargesOf = (overrides: Overrides, preview: ChargePreview) => billOf(subscribed({ ...usageOnly, ...overrides }), preview).charges;

  it.each<[string, Overrides]>([
    ['a plan that charges for usage only', {}],
    ['a canceled plan', { cancel_at_period_end: true }],
  ])('expects the debt with the next order of %s', (_, overrides) => {
    expect(chargesOf(overrides, debt)).toMatchObject([{ dueAt: december, total: 0, appliedBalance: 250, due: 250, outcome: 'charged', certainty: 'estimate' }]);
  });

  it('expects no order at the end of a trial, whose events have no billing entries', () => {
    const trial = { status: 'trialing', trial_start: november.toISOString(), current_period_start: november.toISOString() };
    expect(chargesOf(trial, debt)).toMatchObject([settled]);
  });

  it('expects no order for a plan without meters', () => {
    expect(chargesOf({ cancel_at_period_end: true, prices: [wirePriceFixed()], meters: [] }, debt)).toMatchObject([settled]);
  });

  it('expects nothing where there is no debt', () => {
    expect(chargesOf({}, previewed([], { ...nothing, appliedBalanceAmount: 0, dueAmount: 0 }))).toMatchObject([settled]);
  });

  it('doesn’t know how much of the debt is left for the last order after those of the meters', () => {
    expect(chargesOf({ ...yearly, amount: 0, cancel_at_period_end: true }, debt)[1]).toMatchObject({ dueAt: june, ...unclear });
  });

  // `settle_meter_cycle_order` (order/service.py) creates an order of lines of 0, and `apply_wallet_balance` (order/amounts.py) adds the whole debt to it.
  describe('at the end of the meters’ own period', () => {
    const within = [wireSubscriptionMeter({ consumed_units: 5, credited_units: 10, amount: 0 })];
    const of = (appliedBalanceAmount: number, totalAmount = 0) => previewed([], { ...nothing, totalAmount, appliedBalanceAmount, dueAmount: totalAmount + appliedBalanceAmount });
    const collected = { dueAt: december, subtotal: 0, discount: 0, tax: 0, total: 0, appliedBalance: 250, due: 250, outcome: 'charged' };

    it.each<[string, Overrides, object]>([
      ['expects the debt if nothing was used', {}, { ...collected, certainty: 'estimate' }],
      ['expects the debt if all usage is covered by credits', { meters: within, discount_id: 'd' }, { ...collected, certainty: 'exact' }],
    ])('%s', (_, overrides, collects) => {
      expect(chargesOf({ ...yearly, ...overrides }, debt)[0]).toMatchObject(collects);
    });

    it('carries a debt forward that is too small to charge', () => {
      expect(chargesOf({ ...yearly, meters: within }, of(30))[0]).toMatchObject({ dueAt: december, due: 30, outcome: 'toBalance' });
    });

    it.each<[string, Overrides, ChargePreview | undefined]>([
      ['without a preview', {}, undefined],
      ['without a debt', {}, of(0)],
      ['where the balance is credit', {}, of(-300, 300)],
      ['where the preview’s total is negative, so that its balance may be only a part of the debt', {}, of(300, -300)],
      ['while a payment is overdue', { status: 'past_due' }, undefined],
    ])('expects no charge for unused meters %s', (_, overrides, preview) => {
      expect(billOf(subscribed({ ...usageOnly, ...yearly, ...overrides }), preview).charges.map(({ dueAt }) => dueAt)).toEqual([june]);
    });

    it('doesn’t know what is due for usage that costs something, whose tax is unknown', () => {
      const used = [wireSubscriptionMeter({ consumed_units: 5, credited_units: 0, amount: 80 })];
      expect(chargesOf({ ...yearly, meters: used }, debt)[0]).toMatchObject({ dueAt: december, subtotal: 80, tax: null, due: null });
    });
  });

  // `trigger_payment` in order/service.py adds what is below the currency's minimum to the customer's balance.
  it.each<[string, number, Overrides, object]>([
    ['may leave a debt if they are too small to charge', 30, {}, unclear],
    ['may leave a debt if a discount makes them too small to charge', 80, { discount_id: 'd' }, unclear],
    ['leave no debt if they are charged', 80, {}, settled],
    ['leave no debt if they are 0', 0, {}, settled],
  ])('knows that earlier orders for usage %s', (_, amount, overrides, last) => {
    const used = [wireSubscriptionMeter({ consumed_units: 5, credited_units: 0, amount })];
    const preview = previewed([], { ...nothing, meteredAmount: amount, subtotalAmount: amount, netAmount: amount, totalAmount: amount, appliedBalanceAmount: 0, dueAmount: amount });
    expect(chargesOf({ ...yearly, amount: 0, cancel_at_period_end: true, meters: used, ...overrides }, preview)[1]).toMatchObject({ dueAt: june, ...last });
  });
});

describe('amountDueOf()', () => {
  const dueOf = (overrides: Overrides, preview?: ChargePreview) => amountDueOf(subscribed(overrides), preview);
  const guess = { currency: 'usd', before: ['prorations', 'tax', 'balance'], outcome: null, certainty: 'exact', outstanding: null };

  it.each<[string, Overrides, Partial<AmountDueOn>]>([
    ['the whole bill if it has one date', {}, { amount: 2412, dueAt: december }],
    ['the earliest amount of a yearly plan with monthly meters', yearly, { amount: 412, dueAt: december, before: ['tax', 'balance'] }],
    ['only the usage before a cancellation', { cancel_at_period_end: true }, { amount: 412, dueAt: december }],
    ['an amount before discount where there may be one', { discount_id: 'discount', amount: 1000 }, { amount: 2412, dueAt: december, before: ['prorations', 'discount', 'tax', 'balance'] }],
    ['0 without a date for a subscription that has ended', ended, { amount: 0, dueAt: null, before: [], outcome: 'nothing' }],
    ['an unknown amount for a pause without a resume date', paused, { amount: null, dueAt: null, before: [] }],
    ['an unknown amount for a subscription that has not started', { status: 'incomplete' }, { amount: null, dueAt: null, before: [] }],
  ])('returns %s', (_, overrides, expected) => {
    expect(dueOf(overrides)).toEqual({ subscriptionId: subscribed().id, ...guess, ...expected });
  });

  it('returns the rest to pay after the balance, if the server previews it', () => {
    const paid = { totalAmount: 2412, appliedBalanceAmount: -2000, dueAmount: 412 };
    expect(dueOf({}, previewed([], paid))).toMatchObject({ amount: 412, before: [], outcome: 'charged' });
  });

  it('returns the total before the balance if the server previews no balance', () => {
    const { appliedBalanceAmount: _, dueAmount: __, ...older } = previewed([]);
    expect(dueOf({}, older)).toMatchObject({ amount: 2412, before: ['balance'], outcome: null });
  });
});

type BilledOrder = Pick<CustomerOrder, 'subscriptionId' | 'status' | 'dueAmount' | 'nextPaymentAttemptAt'>;

// `BenefitPublicList` (product/schemas.py) is what the portal sends of a plan's benefits: their types, without hidden ones and without meters.
describe('a bill’s renewal of credits', () => {
  const renewal = (benefits?: { type: string }[]) => {
    const { product, ...rest } = subscribed(yearly);
    return billOf({ ...rest, product: { id: product.id, name: product.name, ...(benefits && { benefits }) } }).creditsRenewAt;
  };

  it('is known for a plan that grants credits', () => {
    expect(renewal([{ type: 'custom' }, { type: 'meter_credit' }])).toEqual(december);
  });

  it.each<[string, { type: string }[]]>([
    ['grants none, so that its meter counts bought credits', []],
    ['grants something else', [{ type: 'license_keys' }]],
  ])('is null for a plan that %s', (_, benefits) => {
    expect(renewal(benefits)).toBeNull();
  });

  it('follows the period where the payload says nothing about benefits, as a customer state', () => {
    expect(renewal()).toEqual(december);
  });
});

it('a bill counts a meter that its subscription lists twice once, with the later numbers', () => {
  const meter = wireSubscriptionMeter({ amount: 400 });
  const subscription = subscribed({ status: 'past_due', amount: 2000, meters: [meter, { ...meter, amount: 412 }] });
  const [charge] = billOf(subscription).charges;
  expect(charge?.lines.map(({ kind, amount }) => [kind, amount])).toEqual([['base', 2000], ['meter', 412]]);
  expect(amountDueOf(subscription).amount).toBe(2412);
});

describe('a bill’s outstanding amount', () => {
  const order = (dueAmount: number | null, overrides: Partial<BilledOrder> = {}): BilledOrder => ({ subscriptionId: subscribed().id, status: 'pending', dueAmount, ...overrides });
  const outstanding = (orders: BilledOrder[] | null, status = 'past_due') => billOf(subscribed({ status }), null, { orders }).outstanding;

  it('is the sum of the pending orders of its subscription', () => {
    const others = [order(100, { status: 'paid' }), order(100, { status: 'void' }), order(100, { subscriptionId: 'other' }), order(100, { subscriptionId: null })];
    expect(outstanding([order(12_000), ...others, order(450)])).toBe(12_450);
  });

  it('is 0 without a pending order, and unknown if the orders or an amount are unknown', () => {
    expect(outstanding([])).toBe(0);
    expect(outstanding(null)).toBeNull();
    expect(outstanding([order(450), order(null)])).toBeNull();
    expect(billOf(subscribed({ status: 'past_due' })).outstanding).toBeNull();
  });

  it.each(['active', 'trialing', 'paused', 'unpaid', 'canceled', 'incomplete', 'on_the_moon'])('is null for a subscription that is %s', (status) => {
    expect(outstanding([order(450)], status)).toBeNull();
  });

  // `_handle_meter_cycle_dunning_attempt` (order/service.py) tries the order of the meters' own period again and leaves the subscription as it is. It sets
  // `next_payment_attempt_at`, which a pending order doesn't have while its first payment is under way.
  describe('of a failed payment for usage that settles apart from the plan', () => {
    const failed = (dueAmount: number | null) => order(dueAmount, { nextPaymentAttemptAt: december });

    it.each(['active', 'trialing', 'paused', 'on_the_moon'])('is the sum of such orders of a subscription that is %s', (status) => {
      expect(outstanding([failed(450), order(900), order(700, { nextPaymentAttemptAt: null }), failed(50)], status)).toBe(500);
    });

    it('is unknown if one of their amounts is', () => {
      expect(outstanding([failed(450), failed(null)], 'active')).toBeNull();
    });

    // `_on_subscription_revoked` (subscription/service.py) voids pending orders.
    it.each(['unpaid', 'canceled', 'incomplete', 'incomplete_expired'])('is null for a subscription that is %s', (status) => {
      expect(outstanding([failed(450)], status)).toBeNull();
    });
  });
});

describe('a bill’s meter line', () => {
  const meterLine = (overrides: Overrides = {}) => billOf(subscribed(overrides)).charges[0]?.lines.find(({ kind }) => kind === 'meter');

  it('has its meter, price and explanation', () => {
    const { meters, prices } = subscribed();
    const line = meterLine();
    expect(line).toMatchObject({ meterId: meters[0]?.meterId, meter: meters[0], price: prices[1] });
    expect(line?.explanation).toMatchObject({ claim: 'exact', billableUnits: 412_350, subtotal: '412.35', computed: 412, reported: 412, settled: true });
  });

  it('shows the reported amount if the arithmetic gives another', () => {
    const line = meterLine({ meters: [wireSubscriptionMeter({ consumed_units: 7000, credited_units: 5000, amount: 1 })] });
    expect([line?.amount, line?.explanation]).toMatchObject([1, { computed: 2, reported: 1, settled: false }]);
  });

  it.each<[string, WireSubscription['prices'], string, priced: boolean]>([
    ['there is no price', [wirePriceFixed()], 'no_price', false],
    ['the only price is another meter’s', [wirePriceMeteredUnit({ name: 'Images' })], 'no_price', false],
    ['two prices bill the meter', [wirePriceMeteredUnit(), wirePriceMeteredUnit({ id: 'other' })], 'several_prices', false],
    ['the price is in another currency', [wirePriceMeteredUnit({ price_currency: 'eur' })], 'other_currency', true],
    ['the price is unreadable', [{ ...wirePriceMeteredUnit(), unit_amount: 0.001 as never }], 'unknown_price', true],
    ['the price has an unknown type', [{ ...wirePriceMeteredUnit(), amount_type: 'by_the_moon' as never }], 'unknown_price', true],
    ['the cap is negative', [wirePriceMeteredUnit({ cap_amount: -1 })], 'bad_cap', true],
  ])('keeps its amount without an explanation if %s', (_, prices, reason, priced) => {
    const line = meterLine({ prices });
    expect(line).toMatchObject({ amount: 412, explanation: { claim: 'none', reason, reported: 412 } });
    expect(line && 'price' in line).toBe(priced);
  });

  it('compares currencies, ignoring case', () => {
    expect(meterLine({ currency: 'USD' })?.explanation).toMatchObject({ claim: 'exact' });
  });
});
