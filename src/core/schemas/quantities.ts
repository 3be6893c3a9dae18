import { type PathStep, PortalError } from '../errors';
import { child, instant, parse, parseEach, quantity, record } from './wire';

/** What was used of a meter in one interval. */
export interface MeterQuantity {
  /** When the interval begins. */
  timestamp: Date;
  /** Units; `null` when not known. */
  quantity: number | null;
}

/** The history of a meter, as `/v1/meters/{id}/quantities` tells it. */
export interface MeterQuantities {
  /** Interval after interval, the earliest first, each once. */
  quantities: MeterQuantity[];
  /** Units of the whole range; `null` when not known. */
  total: number | null;
  /** One for each interval that could not be read, with its path; empty when all is well. */
  issues: PortalError[];
}

const meterQuantity = record<MeterQuantity>({ timestamp: instant, quantity });
const whole = record<Pick<MeterQuantities, 'total'>>({ total: quantity });

/**
 * Reads a meter's history.
 * @throws PortalError `invalid_data`, with the path, when there is no list at all. A bad interval goes to `issues` instead.
 */
export function parseMeterQuantities(input: unknown): MeterQuantities {
  const issues: PortalError[] = [];
  const [items, at] = child(input, 'quantities', []);
  const parseItem = (item: unknown, place: readonly PathStep[]) => parse('quantity', meterQuantity, item, place);
  const read = parseEach(items, at, parseItem, (issue) => void issues.push(issue));
  return { quantities: inOrder(read), total: totalOf(input), issues };
}

/** Of two answers for one interval the later one in the list counts. */
function inOrder(quantities: readonly MeterQuantity[]): MeterQuantity[] {
  const byTime = new Map(quantities.map((one) => [one.timestamp.getTime(), one]));
  return [...byTime.values()].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
}

/** Older servers send none, and the bars do not depend on it. */
function totalOf(input: unknown): number | null {
  try {
    return parse('history', whole, input).total;
  } catch (error) {
    if (error instanceof PortalError) return null;
    throw error;
  }
}
