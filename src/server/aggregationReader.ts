import { withDeadline } from '../http/deadline';
import { toFilter } from './jsonFilter';
import { createMemo } from './memo';
import type { Organization } from './organization';
import { untilAborted } from './until';
import { parseResponse, type PolarResponse } from './upstream';

interface AggregationReaderOptions {
  /** The prefix of Polar's paths. */
  root: string;
  organization: Organization;
  timeout: number;
}

/** How meters make one number of their events: `count`, `sum`, `max`, `min`, `avg`, `unique`, or what Polar may add. */
export interface AggregationReader {
  /**
   * Rejects if Polar doesn't tell.
   * @param count is called before a request. If it throws, nothing is sent.
   */
  read: (id: string, count?: () => void) => Promise<unknown>;
  /** Resolves with `undefined` if Polar doesn't tell, or not soon: for what is useful without it. */
  readIfTold: (id: string) => Promise<unknown>;
}

/** Milliseconds to remember it. Polar lets no merchant change it once the meter has billed an event. */
const aggregationLife = 5 * 60_000;
/** Milliseconds to remember that Polar doesn't tell. Otherwise each refusal would make two requests of one. */
const untoldLife = 30_000;
const mostMeters = 1000;

const aggregationFilter = toFilter({ aggregation: { func: 'value' } });
const encoder = new TextEncoder();

/** Needs the scope `meters:read`, as Polar's histories do. */
export function createAggregationReader({ root, organization, timeout }: AggregationReaderOptions): AggregationReader {
  const remember = () => createMemo<unknown>({ most: mostMeters, patience: timeout, keep: (aggregation) => (aggregation === undefined ? untoldLife : aggregationLife) });
  const [known, told] = [remember(), remember()];

  function read(id: string, count?: () => void): Promise<unknown> {
    return known.get(id, async () => {
      count?.();
      const send = organization.reserve(1);
      // A client that leaves doesn't abort this request, because other clients may wait for the same response.
      const response = await withDeadline((signal) => send({ url: `${root}/v1/meters/${id}`, kind: 'object', filter: aggregationFilter }, untilAborted(signal)), timeout);
      return (parseResponse(response) as { aggregation?: { func?: unknown } | null }).aggregation?.func;
    });
  }

  return { read, readIfTold: (id) => told.get(id, () => withDeadline(() => read(id), timeout / 4).catch(() => undefined)) };
}

/**
 * A history without the numbers that Polar fills in: the `total` of an average or of distinct values, which covers all events
 * ever, and the 0 of an interval without events, which has neither an average nor a minimum. A real 0 looks the same, so
 * it becomes unknown, too. Source: `get_quantities` of Polar's `meter/service.py`.
 */
export function withoutFillers(response: PolarResponse, aggregation: unknown): PolarResponse {
  const isOfAllTime = aggregation === 'avg' || aggregation === 'unique';
  const hasFillers = aggregation === 'avg' || aggregation === 'min';
  if (!isOfAllTime && !hasFillers) return response;
  const history = parseResponse(response) as { quantities?: unknown; total?: unknown };
  if (!Array.isArray(history.quantities)) return response;
  const given = history.quantities as ({ quantity?: unknown } | null)[];
  const quantities = hasFillers ? given.map((one) => (one?.quantity === 0 ? { ...one, quantity: null } : one)) : given;
  const isKnown = !isOfAllTime && quantities.some((one) => typeof one?.quantity === 'number');
  return { ...response, body: encoder.encode(JSON.stringify({ ...history, quantities, total: isKnown ? history.total : null })) };
}
