import { hashText } from '../core/hashText';
import type { AccountMeter } from '../core/joinMeters';

/** The name of an item in session storage. Each record in it has a random salt, salted hashes of a customer's scope and of what an action may change, and the time. */
const item = 'meterface-followed';
/** Milliseconds in which a customer may come back. */
const longest = 60 * 60_000;
/** More customers than any page shows. */
const mostRecords = 9;

/**
 * Remembers that a customer has followed an action, and the present state of what it may change. On a page of several
 * customers, each has a record: a click doesn't tell whose action it was.
 */
export function rememberFollowed(scope: string, changeable: string): void {
  const salt = String(Math.random());
  try {
    const [, others] = readRecords(scope);
    writeRecords([...others.slice(1 - mostRecords), [salt, hashText(salt + scope), hashText(salt + changeable), Date.now()].join()]);
  } catch {
    // Full, or forbidden by the browser's settings. The customer then sees the change with the next refresh.
  }
}

/** A function that says whether anything has changed since this customer followed an action; `undefined` if none was followed in the last hour. Returns it once for each action. */
export function takeFollowed(scope: string): ((changeable: string) => boolean) | undefined {
  try {
    const [own, others] = readRecords(scope);
    if (own === undefined) return undefined;
    writeRecords(others);
    const [salt = '', , before, time] = own.split(',');
    const passed = Date.now() - Number(time);
    return passed >= 0 && passed < longest ? (changeable) => hashText(salt + changeable) !== before : undefined;
  } catch {
    return undefined;
  }
}

/** The record of a customer, and those of all others. */
function readRecords(scope: string): [own: string | undefined, others: string[]] {
  const records = sessionStorage.getItem(item)?.split(';') ?? [];
  const isOwn = (record: string) => {
    const [salt = '', owner] = record.split(',');
    return owner === hashText(salt + scope);
  };
  return [records.find(isOwn), records.filter((record) => !isOwn(record))];
}

function writeRecords(records: readonly string[]): void {
  if (records.length > 0) sessionStorage.setItem(item, records.join(';'));
  else sessionStorage.removeItem(item);
}

/** What a purchase or a change of plan changes, and mere usage does not. */
export function changeableOf(meters: readonly AccountMeter[]): string {
  const parts = meters.map(({ meter, subscription }) => [meter.meterId, meter.creditedUnits, subscription?.id, subscription?.status, subscription?.amount, subscription?.product.id]);
  return JSON.stringify(parts.map(String).toSorted());
}
