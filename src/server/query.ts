import { PortalError } from '../core/errors';

/** How to read one parameter. */
export interface Rule {
  /** Completes "`limit` …" in the error. */
  requirement: string;
  /** Returns the values to pass on: an empty list or `undefined` if the given ones are invalid. */
  read: (values: readonly string[]) => readonly string[] | undefined;
}

/** The parameters of a request. All others are dropped. */
export type Rules = Readonly<Record<string, Rule>>;

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mostValues = 100;
const longestSearch = 200;

export function isUuid(value: string): boolean {
  return uuidPattern.test(value);
}

/** Accepts a value that `pattern` matches. Of several values the last one counts, as on Polar's server. */
export function matching(pattern: RegExp, requirement: string): Rule {
  return { requirement, read: (values) => values.slice(-1).filter((value) => pattern.test(value)) };
}

const page = matching(/^[1-9]\d{0,6}$/, 'must be a whole number from 1 to 9999999');
const limit: Rule = {
  requirement: 'must be a whole number',
  read: (values) => values.slice(-1).flatMap((value) => (/^-?\d+$/.test(value) ? String(Math.min(100, Math.max(1, Number(value)))) : [])),
};
const ids: Rule = {
  requirement: `must be up to ${mostValues} UUIDs`,
  read: (values) => (values.length <= mostValues && values.every(isUuid) ? values.map((value) => value.toLowerCase()) : undefined),
};
const searchText: Rule = {
  requirement: `must be text of up to ${longestSearch} characters, without control characters`,
  // Polar's database fails on U+0000, and no name needs another control character.
  read: (values) => values.slice(-1).filter((value) => value.length <= longestSearch && !/\p{Cc}/u.test(value)),
};
const sorting: Rule = {
  requirement: 'must be up to 20 sort fields, like `-created_at`',
  read: (values) => (values.length <= 20 && values.every((value) => /^-?[a-z_]{1,40}$/.test(value)) ? values : undefined),
};

const paging = { page, limit, sorting };

/** The parameters of each list. */
export const listRules = {
  meters: { ...paging, meter_id: ids, query: searchText },
  subscriptions: { ...paging, active: matching(/^(?:true|false|1|0)$/i, 'must be true or false'), product_id: ids, query: searchText },
  wallets: paging,
  'benefit-grants': { ...paging, type: matching(/^meter_credit$/, 'must be meter_credit'), subscription_id: ids },
  orders: { ...paging, subscription_id: ids },
} satisfies Record<string, Rules>;

/**
 * The part of a query to pass on.
 * @throws PortalError `invalid_request` for a known parameter with an invalid value. Dropping it would return data that
 * the page did not request.
 */
export function readQuery(given: URLSearchParams, rules: Rules): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, rule] of Object.entries(rules)) {
    const values = given.getAll(name);
    if (values.length === 0) continue;
    const read = rule.read(values);
    if (read === undefined || read.length === 0) throw invalidParameter(name, rule.requirement);
    for (const value of read) query.append(name, value);
  }
  return query;
}

/** The error for one parameter. It never repeats the value. */
export function invalidParameter(name: string, requirement: string): PortalError {
  return new PortalError('invalid_request', `\`${name}\` ${requirement}.`, { path: ['query', name] });
}
