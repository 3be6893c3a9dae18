import { invalidOption } from '../core/invalidOption';
import { knownTimeZone } from '../core/knownTimeZone';
import { type Parameters, toQuery } from './pages';
import type { UsageRange } from './source';

/**
 * The parameters of a history. Polar includes the interval that contains `end_timestamp`, so that is one millisecond before `end`.
 * @param more other parameters.
 * @throws PortalError `invalid_option` for an invalid date or time zone.
 */
export function toRangeQuery({ start, end, interval, timeZone }: UsageRange, more?: Parameters): string {
  try {
    return toQuery({ ...more, start_timestamp: start.toISOString(), end_timestamp: new Date(end.getTime() - 1).toISOString(), interval: interval ?? 'day', timezone: knownTimeZone(timeZone) });
  } catch {
    throw invalidOption('range', 'must have valid dates and an IANA `timeZone`', 'Correct it');
  }
}
