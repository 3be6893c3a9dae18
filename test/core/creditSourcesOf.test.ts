import { describe, expect, it } from 'vitest';
import { creditSourcesOf, parseCreditGrantList, parseSubscription } from '../../src/core';
import { wireCreditGrant, wirePage, wireSubscription } from '../../src/testing';

const december = new Date('2026-12-01T00:00:00Z');
const wire = wireSubscription({ status: 'active', current_period_end: '2026-12-01T00:00:00Z', cancel_at_period_end: false });
const sourceOf = (grant: object, subscription: object = {}) => {
  const { items } = parseCreditGrantList(wirePage([{ ...wireCreditGrant(), subscription_id: wire.id, order_id: null, ...grant }]));
  return creditSourcesOf(items, [parseSubscription({ ...wire, ...subscription })])[0];
};

describe('creditSourcesOf()', () => {
  it.each<[string, object, Date | null]>([
    ['active', { status: 'active' }, december],
    ['in a trial', { status: 'trialing' }, december],
    ['past due', { status: 'past_due' }, null],
    ['paused', { status: 'paused' }, null],
    ['pausing at the end of the period', { pause_at_period_end: true }, null],
    ['canceled at the end of the period', { cancel_at_period_end: true }, null],
    ['ending on a date', { ends_at: '2027-01-01T00:00:00Z' }, null],
    ['ended', { status: 'canceled' }, null],
    ['settling its meters earlier', { current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
  ])('gives the renewal date of a subscription that is %s', (_, subscription, renewsAt) => {
    expect(sourceOf({}, subscription)?.renewsAt).toEqual(renewsAt);
  });

  it('gives the name of the product and the date of the latest credit', () => {
    expect(sourceOf({ properties: { last_credited_at: '2026-11-01T00:00:00+00:00' } })).toMatchObject({ isBought: false, productName: wire.product.name, creditedAt: new Date('2026-11-01T00:00:00Z') });
    expect(sourceOf({ properties: {} })?.creditedAt).toBeNull();
  });

  it('gives the units of the latest credit, those of the benefit before the first credit, and null if the units are unknown', () => {
    const { benefit } = wireCreditGrant({ units: 500 });
    const unitsOf = (properties: object) => sourceOf({ benefit, properties })?.units;
    expect([unitsOf({ last_credited_units: 300 }), unitsOf({}), unitsOf({ last_credited_units: null })]).toEqual([300, 500, null]);
  });

  it('gives credits of an order no renewal date and no rollover', () => {
    expect(sourceOf({ subscription_id: null, order_id: 'o' })).toMatchObject({ isBought: true, renewsAt: null, rollsOver: null, productName: null });
  });

  it('gives no name and no date for an unknown subscription', () => {
    expect(sourceOf({ subscription_id: 'other' })).toMatchObject({ isBought: false, productName: null, renewsAt: null });
  });

  it('leaves out a grant that is not granted, or is revoked', () => {
    expect(sourceOf({ is_granted: false })).toBeUndefined();
    expect(sourceOf({ is_revoked: true })).toBeUndefined();
  });

  it.each<[string, object, boolean | null]>([
    ['renews', {}, true],
    ['renews once an overdue payment is made', { status: 'past_due' }, true],
    ['is canceled', { cancel_at_period_end: true }, null],
    ['is canceled with an overdue payment', { cancel_at_period_end: true, status: 'past_due' }, null],
    ['pauses, which takes unused credits back', { pause_at_period_end: true }, null],
    ['has ended', { status: 'canceled' }, null],
  ])('says whether unused credits roll over for a subscription that %s', (_, subscription, rollsOver) => {
    const { benefit } = wireCreditGrant({ rollover: true });
    expect(sourceOf({ benefit }, subscription)?.rollsOver).toBe(rollsOver);
    expect(sourceOf({ benefit: wireCreditGrant({ rollover: false }).benefit })?.rollsOver).toBe(false);
  });
});
