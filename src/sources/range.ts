import { isDate } from '../core/formatDate';
import { invalidOption } from '../core/invalidOption';
import { type Parameters, toQuery } from './pages';
import type { UsageRange } from './source';

/**
 * The parameters of a history. Polar includes the interval that contains `end_timestamp`, so it is the last millisecond before `end`.
 * @param more other parameters.
 * @throws PortalError `invalid_option` for an invalid date.
 */
export function toRangeQuery({ start, end, interval = 'day', timeZone }: UsageRange, more?: Parameters): string {
  return toQuery({ ...more, start_timestamp: toTimestamp(start), end_timestamp: toTimestamp(end, -1), interval, timezone: timeZone });
}

/** @param shift milliseconds to add. */
function toTimestamp(date: Date, shift = 0): string {
  if (isDate(date)) return new Date(date.getTime() + shift).toISOString();
  throw invalidOption('range', 'must have a valid `start` and `end`', 'Pass two dates');
}
