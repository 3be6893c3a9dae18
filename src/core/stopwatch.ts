/**
 * Starts a stopwatch. Returns a function that gives the milliseconds since then.
 * The function reads two clocks and takes the larger value: `performance.now()` stops while a laptop sleeps, and `Date.now()` goes
 * back when the system clock is corrected.
 * @internal
 */
export function startStopwatch(): () => number {
  const [date, steady] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - date, performance.now() - steady);
}
