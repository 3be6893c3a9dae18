import { day } from '../core/day';
import { knownTimeZone } from '../core/knownTimeZone';
import { localClock } from '../core/localClock';
import { toDate } from '../core/schemas/date';
import type { Customer } from './customer';
import { invalidParameter, matching, type Rule, type Rules } from './query';

const millisecondsPerHour = 3_600_000;

/** The longest range of each interval that Polar accepts, in days of UTC. Source: Polar's server, polar/kit/time_queries.py. */
const longestRanges: Readonly<Record<string, number>> = { hour: 7, day: 366, week: 371, month: 1460, year: 3650 };
/** Polar accepts no earlier start. */
const earliestStart = '2023-01-01';

const names = Object.keys(longestRanges);
const timestamp = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/, 'must be a timestamp, like 2026-09-01T00:00:00Z');
const interval = matching(new RegExp(`^(?:${names.join('|')})$`), `must be one of ${names.join(', ')}`);
const timezone: Rule = {
  requirement: 'must be the name of a time zone, like Europe/Rome',
  read: (values) => values.slice(-1).flatMap(toTimeZone),
};

/** The parameters of a meter's history, with Polar's names. */
export const historyRules = { start_timestamp: timestamp, end_timestamp: timestamp, interval, timezone } satisfies Rules;

/**
 * Checks the query of a history as a whole, and normalizes its timestamps. Moves the start back to the beginning of its interval,
 * if Polar's limits allow that. Polar steps from the start by whole intervals: from the middle of an interval, it could stop short
 * of the interval that contains the end.
 * @throws PortalError `invalid_request` when a parameter is missing, or the range is empty or too long for its interval.
 */
export function readRange(query: URLSearchParams): URLSearchParams {
  const start = readTimestamp(query, 'start_timestamp');
  const end = readTimestamp(query, 'end_timestamp');
  const each = query.get('interval') ?? '';
  const days = longestRanges[each];
  if (days === undefined) throw invalidParameter('interval', interval.requirement);
  if (start < Date.parse(earliestStart)) throw invalidParameter('start_timestamp', `must not be before ${earliestStart}`);
  if (!(start < end)) throw invalidParameter('end_timestamp', 'must be later than `start_timestamp`');
  if (dayOf(end) - dayOf(start) > days) throw invalidParameter('start_timestamp', `must be at most ${days} days before \`end_timestamp\` for the interval ${each}`);
  const aligned = startOfInterval(start, each, query.get('timezone') ?? 'UTC');
  const isAllowed = aligned >= Date.parse(earliestStart) && dayOf(end) - dayOf(aligned) <= days;
  query.set('start_timestamp', new Date(isAllowed ? aligned : start).toISOString());
  query.set('end_timestamp', new Date(end).toISOString());
  return query;
}

/** The URL of a customer's own history. `more` are other parameters. */
export function quantitiesUrl(root: string, id: string, customer: Customer, range: URLSearchParams, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  for (const name of Object.keys(historyRules)) {
    const value = range.get(name);
    if (value !== null) query.append(name, value);
  }
  query.set(customer.field, customer.value);
  return `${root}/v1/meters/${id}/quantities?${query.toString()}`;
}

/** The start of the interval that contains a time, in a time zone. Polar's weeks begin on Monday. */
function startOfInterval(time: number, each: string, timeZone: string): number {
  const localOf = localClock(timeZone);
  const local = new Date(localOf(time));
  // The offsets of some zones aren't whole hours.
  if (each === 'hour') return time - (Number(local) % millisecondsPerHour) - (time % 1000);
  const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  const starts: Readonly<Record<string, number>> = { year: Date.UTC(year, 0), month: Date.UTC(year, month), week: Date.UTC(year, month, date - ((local.getUTCDay() + 6) % 7)) };
  const wanted = starts[each] ?? Date.UTC(year, month, date);
  const toward = (instant: number) => instant + wanted - localOf(instant);
  const found = toward(toward(wanted));
  // Where clocks change at midnight, a day begins at one o'clock.
  return localOf(found) < wanted ? found + millisecondsPerHour : found;
}

function dayOf(time: number): number {
  return Math.floor(time / day);
}

function readTimestamp(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  // To Polar, a timestamp without a zone is in UTC.
  const time = toDate(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  if (time === undefined) throw invalidParameter(name, timestamp.requirement);
  return time.getTime();
}

/** The name as Polar spells it; empty if it's invalid. */
function toTimeZone(name: string): string[] {
  try {
    return [knownTimeZone(name)];
  } catch {
    return [];
  }
}
