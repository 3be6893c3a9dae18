import { invalidOption } from '../http/options';
import { type Parameters, toQuery } from './pages';
import type { UsageRange } from './source';

/**
 * The parameters of a history.
 * @param more parameters beside the range.
 * @throws PortalError `invalid_option` for an invalid date.
 */
export function toRangeQuery({ start, end, interval = 'day', timeZone }: UsageRange, more?: Parameters): string {
  return toQuery({ ...more, start_timestamp: toTimestamp(start), end_timestamp: toTimestamp(end), interval, timezone: timeZone });
}

function toTimestamp(date: Date): string {
  if (date instanceof Date && !Number.isNaN(date.getTime())) return date.toISOString();
  throw invalidOption('range', 'must have a valid `start` and `end`', 'Pass two dates');
}
