import { otherUsage } from '../core/otherUsage';
import { together } from '../core/together';
import { type MeterQuantities, parseMeterQuantities } from '../core/schemas/quantities';
import { withDeadline } from '../http/deadline';
import { type Breakdowns, requestsOf } from './breakdown';
import type { Customer } from './customer';
import { filters } from './filters';
import { quantitiesUrl } from './history';
import { toFilter } from './jsonFilter';
import { createMemo } from './memo';
import type { Organization } from './organization';
import { invalidParameter } from './query';
import type { RequestLimiter } from './requestLimiter';
import type { Target } from './targets';
import { type LazyUntil, untilAborted } from './until';
import { parseResponse, type PolarResponse } from './upstream';

interface BreakdownReaderOptions {
  /** The prefix of Polar's paths. */
  root: string;
  organization: Organization;
  breakdowns: Breakdowns;
  countHistory: RequestLimiter;
  timeout: number;
}

/** Milliseconds to remember how a meter aggregates its events. */
const aggregationLife = 5 * 60_000;
const mostMeters = 1000;
/** Requests of one breakdown at once. */
const atOnce = 4;

const aggregationFilter = toFilter({ aggregation: { func: 'value' } });
const encoder = new TextEncoder();

/**
 * Reads a customer's history of a meter for each value of a metadata key, and what is left of the total. Polar has no route for
 * that, so it takes one request for each value and one for the total, with the organization's token.
 */
export function createBreakdownReader({ root, organization, breakdowns, countHistory, timeout }: BreakdownReaderOptions) {
  const additive = createMemo<boolean>({ most: mostMeters, patience: timeout, keep: () => aggregationLife });

  /**
   * Rejects unless the meter counts or sums: the parts of any other meter, such as one that counts unique values, don't add up
   * to the whole.
   * @param count is called before a request. If it throws, nothing is sent.
   */
  async function assertAdditive(id: string, count: () => void): Promise<void> {
    const isAdditive = await additive.get(id, () => {
      count();
      // A client that leaves doesn't abort this request, because other clients may wait for the same response.
      return withDeadline(async (signal) => {
        const send = organization.reserve(1);
        const meter = parseResponse(await send({ url: `${root}/v1/meters/${id}`, kind: 'object', filter: aggregationFilter }, untilAborted(signal)));
        const { aggregation } = meter as { aggregation?: { func?: unknown } | null };
        return aggregation?.func === 'sum' || aggregation?.func === 'count';
      }, timeout);
    });
    if (!isAdditive) throw invalidParameter('by', 'can be used only for a meter that counts events or sums a property');
  }

  return async (customer: Customer, { id, query }: Target, until: LazyUntil): Promise<PolarResponse> => {
    const by = query.get('by') ?? '';
    const values = breakdowns.get(by) ?? [];
    let isCounted = false;
    const count = () => {
      if (!isCounted) countHistory(customer.key, requestsOf(values));
      isCounted = true;
    };
    // Counts before the request for the meter. Otherwise a customer could repeat that request without limit while it fails.
    await assertAdditive(id, count);
    count();
    const send = organization.reserve(requestsOf(values));
    let age: number | undefined;
    const readOne = async (value?: string): Promise<MeterQuantities> => {
      const response = await send({ url: quantitiesUrl(root, id, customer, query, value === undefined ? {} : { [`metadata[${by}]`]: value }), kind: 'object', filter: filters.history }, until);
      if (response.age !== undefined) age = Math.max(age ?? 0, response.age);
      return parseMeterQuantities(parseResponse(response));
    };
    const parts: MeterQuantities[] = [];
    for (let from = 0; from < values.length; from += atOnce) {
      until.throwIfAborted();
      parts.push(...(await together(values.slice(from, from + atOnce).map(readOne))));
    }
    // The total is the last request, so that it contains the usage that arrives in the meantime.
    const total = await readOne();
    const body = { total: toWire(total), parts: parts.map((part, index) => ({ value: values[index], ...toWire(part) })), other: toWire(otherUsage(total, parts)) };
    return { body: encoder.encode(JSON.stringify(body)), age };
  };
}

/** In the shape of Polar's own histories. */
function toWire({ quantities, total }: Pick<MeterQuantities, 'quantities' | 'total'>): object {
  return { quantities: quantities.map(({ timestamp, quantity }) => ({ timestamp: timestamp.toISOString(), quantity })), total };
}
