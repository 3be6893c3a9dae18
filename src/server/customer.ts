import { PortalError } from '../core/errors';
import { isUuid } from './query';

/** Who is signed in: by the shop's own id, which Polar knows as the external id, or by Polar's id. Not both. */
export type PortalCustomer = { externalId: string; id?: never } | { id: string; externalId?: never };

/** The same, as Polar's routes take it. */
export interface Customer {
  field: 'external_customer_id' | 'customer_id';
  value: string;
  /** Names the customer, and no other one. */
  key: string;
}

const longestId = 512;

/**
 * Reads what the shop's `customer` gave; `null` is nobody.
 * @throws PortalError `invalid_option` for what does not name one customer. An empty id, above all, must not get
 * through: where it narrows a question down, it could be taken for "everybody".
 */
export function readCustomer(answer: unknown): Customer | null {
  if (answer === null || answer === undefined) return null;
  const { externalId, id } = answer as Record<string, unknown>;
  if (isText(externalId) && id === undefined) return { field: 'external_customer_id', value: externalId, key: `external:${externalId}` };
  if (isText(id) && isUuid(id) && externalId === undefined) return { field: 'customer_id', value: id.toLowerCase(), key: `id:${id.toLowerCase()}` };
  throw new PortalError(
    'invalid_option',
    'The function `customer` did not name one customer. It gave no id, two ids, or an id that Polar cannot know. ' +
      'Give { externalId }, { id } of Polar, or null for nobody.',
  );
}

function isText(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > longestId || !/^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u.test(value)) return false;
  // Half a surrogate pair is written as the same "�" as any other: two customers would become one.
  return !/\p{Cs}/u.test(value);
}
