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

/** `/v1/meters/{id}/quantities`: usage of a meter per interval, by all customers or by the requested ones, with any metadata or with that requested. */
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
  if (!customers.some((one) => one.findMeter(id.toLowerCase()) !== undefined)) return resourceNotFoundResponse();
  const now = birth + elapsed;
  const unitsUntil = (instant: number) => counters.reduce((sum, count) => sum + count(Math.min(instant, now)), 0);

  if (!isUnderLimits(start, end, interval)) return validationErrorResponse([{ type: 'value_error', loc: ['query'], msg: 'The interval is too small for this range.', input: null }], 'PolarRequestValidationError');
  const starts = startsOf({ start, end, interval, timeZone });
  const bars = starts.map((from, index) => ({ timestamp: wireDate(from), quantity: unitsUntil(starts[index + 1] ?? end) - unitsUntil(from) }));
  return jsonResponse({ quantities: bars, total: unitsUntil(end) - unitsUntil(start) });

  function instantOf(name: string): number {
    const input = params.text(name) ?? '';
    const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(input) ? input : `${input}Z`);
    if (!Number.isNaN(instant)) return instant;
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

/** The start of each interval: the first hour whose local date falls into a new interval. */
function startsOf({ start, end, interval, timeZone }: { start: number; end: number; interval: QuantityInterval; timeZone: string }): number[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const nameOf = (instant: number): string | number => {
    if (interval === 'hour') return instant;
    const date = format.format(instant);
    if (interval === 'week') return Math.floor((Date.parse(date) / 86_400_000 + 3) / 7);
    return date.slice(0, { year: 4, month: 7, day: 10 }[interval]);
  };
  const starts: number[] = [];
  let last: string | number | undefined;
  for (let instant = start; instant < end; instant += hourMs) {
    const name = nameOf(instant);
    if (name !== last) starts.push(instant);
    last = name;
  }
  return starts;
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
    return new Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions().timeZone;
  } catch {
    issues.push({ type: 'zone_info', loc: ['query', 'timezone'], msg: 'Invalid timezone', input });
    return 'UTC';
  }
}
