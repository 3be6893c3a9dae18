import { invalid, json, resourceNotFound } from './answers';
import { wireDate } from '../customers/calendar';
import type { DemoCustomer } from './customer';
import { readParams, uuidIssue } from './params';
import type { WireIssue } from '../fixtures/wire';

const hour = 3_600_000;
const intervals = ['year', 'month', 'week', 'day', 'hour'] as const;
type Interval = (typeof intervals)[number];

/** The most intervals that Polar lists in one answer. */
const most = 1000;

/** What a history is asked with. */
interface QuantitiesCall {
  request: Request;
  /** The meter. */
  id: string;
  customers: readonly DemoCustomer[];
  /** When the demo was made, and the milliseconds since then as far as usage is concerned. */
  birth: number;
  elapsed: number;
}

/** `/v1/meters/{id}/quantities`: what was used of a meter, interval by interval, by all customers or by those asked for. */
export function quantities({ request, id, customers, elapsed, birth }: QuantitiesCall): Response {
  const params = readParams(new URL(request.url).searchParams);
  const wanted = { ids: params.uuids('customer_id'), externalIds: new URL(request.url).searchParams.getAll('external_customer_id') };
  const [start, end] = [instantOf('start_timestamp'), instantOf('end_timestamp')];
  const interval = intervalOf(params.text('interval'), params.issues);
  const timeZone = zoneOf(params.text('timezone') ?? 'UTC', params.issues);
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined || params.issues.length > 0) return invalid([issue ?? [], params.issues].flat());

  const asked = customers.filter((one) => isWanted(one, wanted));
  const counters = asked.flatMap((one) => one.counterOf(id.toLowerCase()) ?? []);
  if (!customers.some((one) => one.counterOf(id.toLowerCase()) !== undefined)) return resourceNotFound();
  const now = birth + elapsed;
  const unitsUntil = (instant: number) => counters.reduce((sum, count) => sum + count(Math.min(instant, now)), 0);

  const starts = startsOf({ start, end, interval, timeZone });
  if (starts.length > most) return invalid([{ type: 'value_error', loc: ['query'], msg: 'The interval is too small for this range.', input: null }], 'PolarRequestValidationError');
  const bars = starts.map((from, index) => ({ timestamp: wireDate(from), quantity: unitsUntil(starts[index + 1] ?? end) - unitsUntil(from) }));
  return json({ quantities: bars, total: unitsUntil(end) - unitsUntil(start) });

  function instantOf(name: string): number {
    const input = params.text(name) ?? '';
    const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(input) ? input : `${input}Z`);
    if (!Number.isNaN(instant)) return instant;
    const [type, msg] = input === '' ? ['missing', 'Field required'] : ['datetime_from_date_parsing', 'Input should be a valid datetime'];
    params.issues.push({ type, loc: ['query', name], msg, input: input || null });
    return 0;
  }
}

function isWanted({ id, externalId }: DemoCustomer, { ids, externalIds }: { ids: readonly string[]; externalIds: readonly string[] }): boolean {
  return (ids.length === 0 || ids.includes(id)) && (externalIds.length === 0 || externalIds.includes(externalId));
}

/** Where each interval begins: where the local date, cut to the interval, becomes another one. */
function startsOf({ start, end, interval, timeZone }: { start: number; end: number; interval: Interval; timeZone: string }): number[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const nameOf = (instant: number): string | number => {
    if (interval === 'hour') return instant;
    const date = format.format(instant);
    if (interval === 'week') return Math.floor((Date.parse(date) / 86_400_000 + 3) / 7);
    return date.slice(0, { year: 4, month: 7, day: 10 }[interval]);
  };
  const starts: number[] = [];
  let last: string | number | undefined;
  for (let instant = start; instant < end && starts.length <= most; instant += hour) {
    const name = nameOf(instant);
    if (name !== last) starts.push(instant);
    last = name;
  }
  return starts;
}

function intervalOf(input: string | undefined, issues: WireIssue[]): Interval {
  const found = intervals.find((one) => one === input);
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
