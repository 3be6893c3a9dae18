import { PortalError } from '../core/errors';

/** How one parameter is read. */
export interface Rule {
  /** Completes "`limit` …", for the error. */
  says: string;
  /** The values to send on, or `undefined` for some that cannot be right. */
  read: (values: readonly string[]) => readonly string[] | undefined;
}

/** The parameters of a question. All others are dropped. */
export type Rules = Readonly<Record<string, Rule>>;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mostValues = 100;
const longestText = 200;

export function isUuid(value: string): boolean {
  return uuid.test(value);
}

/** The last value that was given, as Polar's server reads it, when `pattern` fits it. */
export function matching(pattern: RegExp, says: string): Rule {
  return { says, read: (values) => values.slice(-1).filter((value) => pattern.test(value)) };
}

const page = matching(/^[1-9]\d{0,6}$/, 'is a number from 1');
const limit: Rule = {
  says: 'is a number from 1 to 100',
  read: (values) => values.slice(-1).flatMap((value) => (/^-?\d{1,9}$/.test(value) ? String(Math.min(100, Math.max(1, Number(value)))) : [])),
};
const ids: Rule = {
  says: `is up to ${mostValues} ids`,
  read: (values) => (values.length <= mostValues && values.every(isUuid) ? values.map((value) => value.toLowerCase()) : undefined),
};
const text: Rule = {
  says: `is a text of up to ${longestText} characters`,
  // A database cannot search for U+0000, and fails.
  read: (values) => values.slice(-1).filter((value) => value.length <= longestText && !/\p{Cc}/u.test(value)),
};
const sorting: Rule = {
  says: 'is what to sort by, like `-created_at`',
  read: (values) => (values.length <= 20 && values.every((value) => /^-?[a-z_]{1,40}$/.test(value)) ? values : undefined),
};

const paging = { page, limit, sorting };

/** What may be asked of each list. */
export const listRules = {
  meters: { ...paging, meter_id: ids, query: text },
  subscriptions: { ...paging, active: matching(/^(?:true|false|1|0)$/i, 'is true or false'), product_id: ids, query: text },
  wallets: paging,
} satisfies Record<string, Rules>;

/**
 * What is sent on of a query.
 * @throws PortalError `invalid_request` for a known parameter with a value that cannot be right: without it, the
 * answer would be one to another question.
 */
export function readQuery(given: URLSearchParams, rules: Rules): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, rule] of Object.entries(rules)) {
    const values = given.getAll(name);
    if (values.length === 0) continue;
    const read = rule.read(values);
    if (read === undefined || read.length === 0) throw wrong(name, rule.says);
    for (const value of read) query.append(name, value);
  }
  return query;
}

/** The error of one parameter. It never repeats the value. */
export function wrong(name: string, says: string): PortalError {
  return new PortalError('invalid_request', `\`${name}\` ${says}.`, { path: ['query', name] });
}
