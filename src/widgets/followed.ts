import { hashText } from '../core/hashText';
import type { AccountMeter } from '../core/joinMeters';

/** The name of an item in session storage: a random salt, salted hashes of the customer's scope and of what an action may change, and the time. */
const item = 'meterface-followed';
/** Milliseconds in which a customer may come back. */
const longest = 60 * 60_000;

/** Remembers that a customer has followed an action, and the present state of what it may change. */
export function rememberFollowed(scope: string, changeable: string): void {
  const salt = String(Math.random());
  try {
    sessionStorage.setItem(item, [salt, hashText(salt + scope), hashText(salt + changeable), Date.now()].join());
  } catch {
    // Full, or forbidden by the browser's settings. The customer then sees the change with the next refresh.
  }
}

/** A function that says whether anything has changed since this customer followed an action; `undefined` if none was followed in the last hour. Returns it once for each action. */
export function takeFollowed(scope: string): ((changeable: string) => boolean) | undefined {
  try {
    const [salt = '', owner, before, time] = sessionStorage.getItem(item)?.split(',') ?? [];
    if (owner !== hashText(salt + scope)) return undefined;
    sessionStorage.removeItem(item);
    const passed = Date.now() - Number(time);
    return passed >= 0 && passed < longest ? (changeable) => hashText(salt + changeable) !== before : undefined;
  } catch {
    return undefined;
  }
}

/** What a purchase or a change of plan changes, and mere usage does not. */
export function changeableOf(meters: readonly AccountMeter[]): string {
  const parts = meters.map(({ meter, subscription }) => [meter.meterId, meter.creditedUnits, subscription?.id, subscription?.status, subscription?.amount, subscription?.product.id]);
  return JSON.stringify(parts.map(String).toSorted());
}
