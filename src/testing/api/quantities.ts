import { knownTimeZone } from '../../core/knownTimeZone';
import { localClock } from '../../core/localClock';
import { toDate } from '../../core/schemas/date';
import { dayMs, hourMs, wireDate } from '../customers/calendar';
import type { WireIssue } from '../fixtures/wireRecord';
import type { DemoCustomer } from './customer';
import { readParams, uuidIssue } from './params';
import { jsonResponse, resourceNotFoundResponse, validationErrorResponse } from './responses';

const quantityIntervals = ['year', 'month', 'week', 'day', 'hour'] as const;
type QuantityInterval = (typeof quantityIntervals)[number];

/** The longest range of each interval that Polar accepts, in days. Source: Polar's server, polar/kit/time_queries.py. */
const longestRanges: Readonly<Record<QuantityInterval, number>> = { hour: 7, day: 366, week: 371, month: 1460, year: 3650 };

/** A request for the history of a meter, and the data to compute it from. */
interface QuantitiesCall {
  request: Request;
  /** The id of the meter. */
  id: string;
  customers: readonly DemoCustomer[];
  /** When the demo was made, in milliseconds since 1970. */
  birth: number;
  /** Milliseconds of usage since then; 0 while usage stands still. */
  elapsed: number;
}

/** `/v1/meters/{id}/quantities`: usage of a meter per interval, by all customers or the requested ones, with any metadata or only the requested values. */
export function listQuantities({ request, id, customers, elapsed, birth }: QuantitiesCall): Response {
  const params = readParams(new URL(request.url).searchParams);
  const wanted = { ids: params.uuids('customer_id'), externalIds: new URL(request.url).searchParams.getAll('external_customer_id') };
  const [start, end] = [instantOf('start_timestamp'), instantOf('end_timestamp')];
  const interval = intervalOf(params.text('interval'), params.issues);
  const timeZone = zoneOf(params.text('timezone') ?? 'UTC', params.issues);
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined || params.issues.length > 0) return validationErrorResponse([issue ?? [], params.issues].flat());

  const requested = customers.filter((one) => isRequested(one, wanted));
  const metadata = metadataOf(new URL(request.url).searchParams);
  const counters = requested.flatMap((one) => one.counterOf(id.toLowerCase(), metadata) ?? []);
  const meter = customers.map((one) => one.findMeter(id.toLowerCase())).find((one) => one !== undefined);
  if (meter === undefined) return resourceNotFoundResponse();
  const now = birth + elapsed;
  const unitsUntil = (instant: number) => counters.reduce((sum, count) => sum + count(Math.min(instant, now)), 0);

  if (!isUnderLimits(start, end, interval)) return validationErrorResponse([{ type: 'value_error', loc: ['query'], msg: 'The interval is too small for this range.', input: null }], 'PolarRequestValidationError');
  const bars = seriesOf({ start, end, interval, timeZone }).map(({ timestamp, from, until }) => ({ timestamp: wireDate(timestamp), quantity: unitsUntil(until) - unitsUntil(from) }));
  // As in Polar, distinct values are counted in all events ever. Each unit of the demo is a new value, such as a project's id.
  const total = meter.seed.aggregation === 'unique' ? unitsUntil(now) - unitsUntil(-Infinity) : bars.reduce((sum, { quantity }) => sum + quantity, 0);
  return jsonResponse({ quantities: bars, total });

  function instantOf(name: string): number {
    const input = params.text(name) ?? '';
    const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(input) ? input : `${input}Z`);
    // `Date.parse` reads February 30 as March 2.
    if (!Number.isNaN(instant) && toDate(input.slice(0, 10))) return instant;
    const [type, msg] = input === '' ? ['missing', 'Field required'] : ['datetime_from_date_parsing', 'Input should be a valid datetime'];
    params.issues.push({ type, loc: ['query', name], msg, input: input || null });
    return 0;
  }
}

/** Polar reads any parameter that begins like `metadata[key]`. */
function metadataOf(query: URLSearchParams): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  for (const [name, value] of query) {
    const key = /^metadata\[([^\]]+)\]/.exec(name)?.[1];
    if (key !== undefined) wanted.set(key, [...(wanted.get(key) ?? []), value]);
  }
  return wanted;
}

function isRequested({ id, externalId }: DemoCustomer, { ids, externalIds }: { ids: readonly string[]; externalIds: readonly string[] }): boolean {
  return (ids.length === 0 || ids.includes(id)) && (externalIds.length === 0 || externalIds.includes(externalId));
}

/** Polar compares dates, not times. */
function isUnderLimits(start: number, end: number, interval: QuantityInterval): boolean {
  const dayOf = (instant: number) => Math.floor(instant / dayMs);
  return start <= end && dayOf(end) - dayOf(start) <= longestRanges[interval];
}

/**
 * A timestamp for each interval, from `start` to `end` inclusive, and the whole interval that contains it: PostgreSQL's
 * `generate_series` and `date_trunc`, as in Polar's server, polar/meter/service.py.
 */
function seriesOf({ start, end, interval, timeZone }: { start: number; end: number; interval: QuantityInterval; timeZone: string }): { timestamp: number; from: number; until: number }[] {
  const zone = zoneClock(timeZone);
  const series: { timestamp: number; from: number; until: number }[] = [];
  for (let [time, local] = [start, zone.localOf(start)]; time <= end; time = zone.instantOf(local)) {
    const from = truncated(local, interval);
    series.push({ timestamp: time, from: zone.instantOf(from), until: zone.instantOf(following(from, interval)) });
    local = following(local, interval);
  }
  return series;
}

/** Converts between instants and the local time of a zone, written as if it were UTC. */
function zoneClock(timeZone: string) {
  const clock = localClock(timeZone);
  const localOf = (instant: number) => clock(instant) + (instant % 1000);
  const shift = (local: number, instant: number) => instant + local - localOf(instant);
  return { localOf, instantOf: (local: number) => shift(local, shift(local, local)) };
}

function following(local: number, interval: QuantityInterval): number {
  if (interval === 'hour') return local + hourMs;
  if (interval === 'day' || interval === 'week') return local + (interval === 'day' ? 1 : 7) * dayMs;
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + (interval === 'month' ? 1 : 12)];
  return Date.UTC(year, month, Math.min(date.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate())) + (local % dayMs);
}

function truncated(local: number, interval: QuantityInterval): number {
  if (interval === 'hour') return local - (local % hourMs);
  const date = new Date(local - (local % dayMs));
  if (interval === 'week') return Number(date) - ((date.getUTCDay() + 6) % 7) * dayMs;
  if (interval !== 'day') date.setUTCDate(1);
  return interval === 'year' ? date.setUTCMonth(0) : Number(date);
}

function intervalOf(input: string | undefined, issues: WireIssue[]): QuantityInterval {
  const found = quantityIntervals.find((one) => one === input);
  if (found !== undefined) return found;
  const expected = "'year', 'month', 'week', 'day' or 'hour'";
  const wrong = { type: 'enum', loc: ['query', 'interval'], msg: `Input should be ${expected}`, input: input ?? null, ctx: { expected } };
  issues.push(input === undefined ? { type: 'missing', loc: ['query', 'interval'], msg: 'Field required', input: null } : wrong);
  return 'day';
}

function zoneOf(input: string, issues: WireIssue[]): string {
  try {
    // Polar requires the exact case.
    if (knownTimeZone(input) === input) return input;
    throw new RangeError();
  } catch {
    issues.push({ type: 'zone_info', loc: ['query', 'timezone'], msg: 'Invalid timezone', input });
    return 'UTC';
  }
}
