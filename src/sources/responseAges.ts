import { startStopwatch } from '../core/stopwatch';

/** Milliseconds, and the most URLs that are remembered. */
const tolerance = 10_000;
const mostUrls = 200;

/** How long a cache has kept a response: milliseconds, 0 for a fresh one or if it isn't known. */
export type ResponseAges = (url: string, headers: Headers | undefined) => number;

/**
 * Measures the age of responses that a service worker or a cache on the way may replay. It compares no clock of the server
 * with one of this machine, which may be hours off: a response counts as old by its `Age`, or if its `Date` is the same as
 * that of the previous response from its URL, and then by the time since that one was received.
 * @param readsDate whether the source's own server sent `Date`; another site's is readable in tests only.
 */
export function createResponseAges(readsDate: boolean): ResponseAges {
  const latest = new Map<string, { date: string; age: () => number }>();
  return (url, headers) => {
    const seconds = Number(headers?.get('Age') ?? 0);
    const own = seconds > 0 && seconds < Infinity ? seconds * 1000 : 0;
    const date = readsDate ? (headers?.get('Date') ?? null) : null;
    const known = latest.get(url);
    let age = own;
    if (date !== null && known?.date === date) {
      age = Math.max(own, known.age());
    } else {
      latest.delete(url);
      const elapsed = startStopwatch();
      if (date !== null) latest.set(url, { date, age: () => own + elapsed() });
      if (latest.size > mostUrls) latest.delete(latest.keys().next().value ?? '');
    }
    return age < tolerance ? 0 : age;
  };
}
