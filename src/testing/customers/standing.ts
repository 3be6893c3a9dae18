import type { WireSubscription } from '../fixtures/wire';
import { type Calendar, wireDate } from './calendar';
import type { SubscriptionSeed } from './seed';

/** The fields of a subscription that follow from its stage. */
type Standing = Pick<WireSubscription, 'status' | 'started_at' | 'current_period_start' | 'current_period_end'> &
  Partial<WireSubscription>;

/** Status and dates of a subscription. Its current period contains the moment the demo was made, unless it has ended or is paused. */
export function standingOf(seed: SubscriptionSeed, calendar: Calendar): Standing {
  const month = (offset: number) => wireDate(calendar.month(offset));
  const day = (offset: number) => wireDate(calendar.day(offset));
  const current = seed.interval === 'year' ? { start: month(-4), end: month(8) } : { start: month(0), end: month(1) };
  const meterMonth = (from: number) =>
    seed.metersSettleMonthly === true && { current_meter_period_start: month(from), current_meter_period_end: month(from + 1) };
  const running = {
    status: 'active',
    started_at: seed.interval === 'year' ? current.start : month(-7),
    current_period_start: current.start,
    current_period_end: current.end,
    ...meterMonth(0),
  } as const;

  switch (seed.standing ?? 'active') {
    case 'active':
      return running;
    case 'trialing':
      return {
        ...running,
        status: 'trialing',
        started_at: day(-5),
        trial_start: day(-5),
        trial_end: day(9),
        current_period_start: day(-5),
        current_period_end: day(9),
      };
    case 'ending':
      return {
        ...running,
        cancel_at_period_end: true,
        canceled_at: month(0),
        ends_at: current.end,
        customer_cancellation_reason: 'too_expensive',
      };
    case 'ended':
      return {
        ...running,
        ...meterMonth(-2),
        status: 'canceled',
        current_period_start: month(-2),
        current_period_end: month(-1),
        canceled_at: month(-2),
        ends_at: month(-1),
        ended_at: month(-1),
        customer_cancellation_reason: 'unused',
      };
    case 'unpaid':
      return { ...running, ...meterMonth(-2), status: 'unpaid', current_period_start: month(-2), current_period_end: month(-1), ended_at: month(0), past_due_at: month(-2) };
    case 'past_due':
      return { ...running, status: 'past_due', past_due_at: current.start };
    case 'pausing':
      return { ...running, pause_at_period_end: true, resumes_at: seed.resumes === false ? null : month(4) };
    case 'paused':
      // Polar leaves the dates of the last period in place until the subscription resumes.
      return {
        ...running,
        ...meterMonth(-1),
        status: 'paused',
        current_period_start: month(seed.interval === 'year' ? -12 : -1),
        current_period_end: month(0),
        paused_at: month(0),
        resumes_at: seed.resumes === false ? null : month(2),
      };
  }
}
