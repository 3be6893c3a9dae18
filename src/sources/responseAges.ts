import { startStopwatch } from '../core/stopwatch';
import { readAge } from '../http/age';

/** Returns the milliseconds for which a cache has kept a response: 0 for a fresh one, or if that is unknown. */
export type ResponseAges = (url: string, headers: Headers | undefined) => number;

/**
 * Measures the age of responses that a service worker or a cache may replay. The clock of this machine may be hours off, so it
 * is never compared with the server's. The age is that in the response's `Age` header. A response with the same `Date` as the
 * previous one from its URL is a copy of it, and has aged since.
 * @param readsDate whether to read `Date`. Browsers show it only for responses from the page's own origin.
 */
export function createResponseAges(readsDate: boolean): ResponseAges {
  const latest = new Map<string, { date: string; age: () => number }>();
  return (url, headers) => {
    const own = (readAge(headers) ?? 0) * 1000;
    const date = readsDate && headers?.get('Date');
    const known = latest.get(url);
    let age = own;
    if (date && known?.date === date) {
      age = Math.max(own, known.age());
    } else {
      latest.delete(url);
      const elapsed = startStopwatch();
      if (date) latest.set(url, { date, age: () => own + elapsed() });
      // The most URLs to remember.
      if (latest.size > 200) latest.delete(latest.keys().next().value as string);
    }
    // A response younger than ten seconds counts as fresh.
    return age < 10_000 ? 0 : age;
  };
}
