import { invalidOption } from '../core/invalidOption';
import { invalidParameter, matching, type Rule } from './query';

/** Each value is a request to Polar. */
const mostValues = 12;
const mostKeys = 50;

/** The values of each metadata key, by key. */
export type Breakdowns = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the option `breakdown`.
 * @throws PortalError `invalid_option` for a key or a value that Polar can't filter by, for a value listed twice, and for too many or none.
 */
export function readBreakdowns(option: unknown): Breakdowns {
  if (option === undefined || option === null) return new Map();
  const entries = typeof option === 'object' && !Array.isArray(option) ? Object.entries(option as Record<string, unknown>) : [];
  const isValid = entries.length > 0 && entries.length <= mostKeys && entries.every(([key, values]) => isKey(key) && isValues(values));
  if (!isValid) {
    throw invalidOption('breakdown', `must have 1 to ${mostKeys} metadata keys, each with 1 to ${mostValues} different values`, "Pass values like { model: ['gpt-4', 'claude'] }, or leave it out");
  }
  return new Map(entries.map(([key, values]) => [key, [...(values as string[])]]));
}

/** Requests of one breakdown: one for each value and one for the total. */
export function requestsOf(values: readonly string[]): number {
  return values.length + 1;
}

/** The parameter that names the metadata key. */
export const byRule: Rule = matching(/^[^\p{Cc}\]]{1,40}$/u, 'must be a metadata key');

/**
 * Checks that the key of a query is one that the merchant has listed.
 * @throws PortalError `invalid_request`
 */
export function checkKey(query: URLSearchParams, breakdowns: Breakdowns): void {
  if (!breakdowns.has(query.get('by') ?? '')) throw invalidParameter('by', 'must be a metadata key that this server offers');
}

/** Polar takes keys of up to 40 characters, and reads them in a query up to the first `]`. */
function isKey(key: string): boolean {
  return /^[^\p{Cc}\p{Cs}[\]]{1,40}$/u.test(key);
}

function isValues(values: unknown): boolean {
  return Array.isArray(values) && values.length > 0 && values.length <= mostValues && new Set(values).size === values.length && values.every(isValue);
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,500}$/u.test(value);
}
