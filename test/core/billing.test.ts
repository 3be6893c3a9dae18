import { describe, expect, it } from 'vitest';
import { hasEnded, mayPreview, renewsAt } from '../../src/core/account';
import { amountDueOf, billOf, type BillTitle } from '../../src/core/billing';
import { wirePriceFixed, wirePriceMeteredUnit, type WireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { december, ended, january, june, linesOf, november, type Overrides, paused, resuming, subscribed, totalsOf, yearly } from './bills';

describe('billOf()', () => {
  it.each<[string, Overrides, BillTitle, base: number | null, dueAt: Date | null]>([
    ['active', {}, 'nextCharge', 2000, december],
    ['in a trial', { status: 'trialing' }, 'firstCharge', 2000, december],
    ['active and cancelled for the end of the period', { cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['in a trial and cancelled for its end', { status: 'trialing', cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['active and paused from the end of the period', { pause_at_period_end: true }, 'nextCharge', 0, december],
    ['paused with a resume date', resuming, 'chargeOnResume', 2000, january],
    ['paused with a resume date and monthly meters', { ...resuming, ...yearly }, 'chargeOnResume', 120_000, january],
    ['paused without a resume date', paused, 'paused', null, null],
    ['past due', { status: 'past_due' }, 'pastDue', 2000, december],
    ['past due and cancelled for the end of the period', { status: 'past_due', cancel_at_period_end: true }, 'pastDue', 0, december],
    ['unpaid', { status: 'unpaid' }, 'ended', null, null],
    ['canceled', ended, 'ended', null, null],
    ['active with an end date in the past', { ended_at: november.toISOString() }, 'ended', null, null],
    ['incomplete and expired', { status: 'incomplete_expired' }, 'ended', null, null],
    ['incomplete', { status: 'incomplete' }, 'notStarted', null, null],
    ['in an unknown status', { status: 'on_the_moon' }, 'nextCharge', 2000, december],
  ])('titles and dates the bill of a subscription that is %s', (_, overrides, title, base, dueAt) => {
    const bill = billOf(subscribed(overrides));
    expect([bill.title, bill.invoiceAt]).toEqual([title, dueAt]);
    const [first] = bill.lines;
    expect(first?.kind === 'base' ? [first.amount, first.dueAt] : [null, null]).toEqual([base, dueAt]);
  });

  it('lists the plan, then each meter, and adds them up', () => {
    const bill = billOf(subscribed());
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 2000, december],
      ['meter', 'AI tokens', 412, december],
    ]);
    expect(bill).toMatchObject({ subscriptionId: subscribed().id, currency: 'usd', discounted: false });
    expect(bill.totals).toEqual([{ subscriptionId: bill.subscriptionId, amount: 2412, currency: 'usd', dueAt: december }]);
  });

  it('has no due dates for a subscription that has ended or is paused without a resume date', () => {
    const meters: never[] = [];
    expect(billOf(subscribed({ ...ended, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(billOf(subscribed({ ...paused, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(totalsOf(billOf(subscribed(paused)))).toEqual([[412, null]]);
    // Numbers left on the meters of an ended subscription are already settled.
    expect(billOf(subscribed(ended))).toMatchObject({ lines: [], totals: [] });
  });

  it('bills plan and meters on the resume date, even if meters have their own period', () => {
    expect(totalsOf(billOf(subscribed({ ...resuming, ...yearly })))).toEqual([[120_412, january]]);
  });

  it('accepts a subscription without its optional fields', () => {
    const { discountId: _, endedAt: __, resumesAt: ___, ...own } = subscribed(paused);
    expect(billOf(own)).toMatchObject({ title: 'paused', invoiceAt: null, discounted: false, lines: [{ kind: 'meter', dueAt: null }] });
    expect([hasEnded(own), mayPreview(own)]).toEqual([false, false]);
  });
});

describe('billOf() for a yearly plan with monthly meters', () => {
  const bill = billOf(subscribed(yearly));

  it('has one total per date, earliest first', () => {
    expect(totalsOf(bill)).toEqual([
      [412, december],
      [120_000, june],
    ]);
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 120_000, june],
      ['meter', 'AI tokens', 412, december],
    ]);
  });

  it('tells when credits renew and when the plan is invoiced', () => {
    expect([bill.creditsRenewAt, bill.invoiceAt]).toEqual([december, june]);
  });

  it('keeps billing meters monthly after cancellation, and 0 for the next year', () => {
    const last = billOf(subscribed({ ...yearly, cancel_at_period_end: true }));
    expect([last.title, ...totalsOf(last)]).toEqual(['finalCharge', [412, december], [0, june]]);
    expect(last.creditsRenewAt).toEqual(december);
  });

  it('has one total if both dates are the same', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, current_meter_period_end: june.toISOString() })))).toEqual([[120_412, june]]);
  });
});

describe('amountDueOf()', () => {
  it.each<[string, Overrides, amount: number | null, dueAt: Date | null]>([
    ['the whole bill if it has one date', {}, 2412, december],
    ['the earliest amount of a yearly plan with monthly meters', yearly, 412, december],
    ['the usage only before a cancellation', { cancel_at_period_end: true }, 412, december],
    ['0 without a date for a subscription that has ended', { ...ended, meters: [] }, 0, null],
    ['0 without a date for a pause without a resume date', { ...paused, meters: [] }, 0, null],
  ])('returns %s', (_, overrides, amount, dueAt) => {
    const subscription = subscribed(overrides);
    expect(amountDueOf(subscription)).toEqual({ subscriptionId: subscription.id, amount, currency: 'usd', dueAt });
  });
});

describe('renewsAt()', () => {
  it.each<[string, Overrides, Date | null]>([
    ['the end of the period', {}, december],
    ['the end of the meters’ own period', yearly, december],
    ['the end of the period if past due', { status: 'past_due' }, december],
    ['null in the last period before a cancellation', { cancel_at_period_end: true }, null],
    ['the end of the meters’ period in a cancelled year', { ...yearly, cancel_at_period_end: true }, december],
    ['null at the end of a cancelled year', { ...yearly, cancel_at_period_end: true, current_meter_period_end: june.toISOString() }, null],
    ['null during a pause', resuming, null],
    ['null after the end', ended, null],
  ])('returns %s, like the bill', (_, overrides, date) => {
    expect(renewsAt(subscribed(overrides))).toEqual(date);
    expect(billOf(subscribed(overrides)).creditsRenewAt).toEqual(date);
  });
});

describe('a bill’s discount', () => {
  it('is flagged and changes no amount', () => {
    const bill = billOf(subscribed({ discount_id: 'discount' }));
    expect([bill.discounted, ...totalsOf(bill)]).toEqual([true, [2412, december]]);
  });

  it('is not flagged without one, or after the end', () => {
    expect(billOf(subscribed({ discount_id: null })).discounted).toBe(false);
    expect(billOf(subscribed({ ...ended, discount_id: 'discount' })).discounted).toBe(false);
  });
});

describe('a bill’s meter line', () => {
  const meterLine = (overrides: Overrides = {}) => billOf(subscribed(overrides)).lines.find(({ kind }) => kind === 'meter');

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

  it('compares currencies without case', () => {
    expect(meterLine({ currency: 'USD' })?.explanation).toMatchObject({ claim: 'exact' });
  });
});

it('hasEnded() is true for a final status or an end date, and false for any other', () => {
  const final = [ended, { status: 'unpaid' }, { status: 'canceled' }, { status: 'incomplete_expired' }, { ended_at: november.toISOString() }];
  expect(final.map((overrides) => hasEnded(subscribed(overrides)))).toEqual([true, true, true, true, true]);
  const continuing = [{}, paused, { status: 'incomplete' }, { status: 'on_the_moon' }, { cancel_at_period_end: true }, { ended_at: null }];
  expect(continuing.filter((overrides) => hasEnded(subscribed(overrides)))).toEqual([]);
});
