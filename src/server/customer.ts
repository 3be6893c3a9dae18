import { PortalError } from '../core/errors';
import { isUuid } from './query';

/** The signed-in customer: by your own id, which Polar knows as the external id, or by Polar's id. Not both. */
export type PortalCustomer = { externalId: string; id?: never } | { id: string; externalId?: never };

/** The same customer, in the form that Polar's routes take. */
export interface Customer {
  field: 'external_customer_id' | 'customer_id';
  value: string;
  /** Unique to this customer. The id in it is percent-encoded, so no suffix that begins with a colon, such as `:claim`, makes it another customer's key. */
  key: string;
}

const longestId = 512;

/**
 * Reads the result of the merchant's `customer` function; `null` means not signed in.
 * @throws PortalError `invalid_option` for a result that does not identify exactly one customer. An empty id is the most
 * dangerous: Polar could read a filter by it as "every customer".
 */
export function readCustomer(result: unknown): Customer | null {
  if (result === null || result === undefined) return null;
  const { externalId, id } = result as Record<string, unknown>;
  if (isExternalId(externalId) && id === undefined) return { field: 'external_customer_id', value: externalId, key: `external:${encodeURIComponent(externalId)}` };
  if (isExternalId(id) && isUuid(id) && externalId === undefined) return { field: 'customer_id', value: id.toLowerCase(), key: `id:${id.toLowerCase()}` };
  throw new PortalError(
    'invalid_option',
    'The function `customer` did not identify one customer. It returned no id, two ids, or an invalid id. Return { externalId }, { id } with Polar\'s id, or null if not signed in.',
  );
}

function isExternalId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > longestId || !/^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u.test(value)) return false;
  // Half a surrogate pair is encoded as "�", so two customers could become one.
  return !/\p{Cs}/u.test(value);
}
