import { matching, type Rule, type Rules, wrong } from './query';

const day = 86_400_000;

/** The longest range of each interval, in days: some hundreds of bars, which is what a chart can show. */
const longest: Readonly<Record<string, number>> = { hour: 31, day: 400, week: 1100, month: 3660, year: 3660 };

const names = Object.keys(longest);
const moment = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/, 'is a moment, like 2026-09-01T00:00:00Z');
const interval = matching(new RegExp(`^(?:${names.join('|')})$`), `is one of ${names.join(', ')}`);
const timezone: Rule = {
  says: 'is the name of a time zone, like Europe/Rome',
  read: (values) => values.slice(-1).filter(isTimezone),
};

/** What may be asked of a meter's history, by Polar's names. */
export const historyRules = { start_timestamp: moment, end_timestamp: moment, interval, timezone } satisfies Rules;

/**
 * Checks a history's query as a whole, and writes its moments in one way.
 * @throws PortalError `invalid_request` when something is missing, or the range is empty or too long for its interval.
 */
export function readRange(query: URLSearchParams): URLSearchParams {
  const start = toTime(query, 'start_timestamp');
  const end = toTime(query, 'end_timestamp');
  const each = query.get('interval') ?? '';
  const days = longest[each];
  if (days === undefined) throw wrong('interval', interval.says);
  if (!(start < end)) throw wrong('end_timestamp', 'is later than `start_timestamp`');
  if (end - start > days * day) throw wrong('start_timestamp', `is at most ${days} days before \`end_timestamp\` where the interval is ${each}`);
  query.set('start_timestamp', new Date(start).toISOString());
  query.set('end_timestamp', new Date(end).toISOString());
  return query;
}

function toTime(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  // Without a zone it is UTC, as for Polar; JavaScript would take it for this machine's.
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(time)) throw wrong(name, moment.says);
  return time;
}

function isTimezone(name: string): boolean {
  // An offset such as `+02:00` is a time zone for JavaScript, but not for Polar.
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
