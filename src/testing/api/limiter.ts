/** Seconds per window. `Retry-After` always gives the whole window, however much of it has passed. */
export const windowSeconds = 60;

/** Returns a function that counts requests per key in windows of a minute, and returns whether a request is allowed. */
export function createDemoLimiter(limit: number | false, now: () => Date): (key: string) => boolean {
  const windows = new Map<string, { opened: number; count: number }>();
  return (key) => {
    if (limit === false) return true;
    const requestedAt = now().getTime();
    const current = windows.get(key);
    if (current === undefined || requestedAt - current.opened >= windowSeconds * 1000) {
      windows.set(key, { opened: requestedAt, count: 1 });
      return limit >= 1;
    }
    current.count += 1;
    return current.count <= limit;
  };
}
