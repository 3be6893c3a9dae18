/** The length of a window, which is also what `Retry-After` says, however much of it has passed. */
export const windowSeconds = 60;

/** Counts requests per key in windows of a minute; the answer is whether this one is still allowed. */
export function createLimiter(limit: number | false, now: () => Date): (key: string) => boolean {
  const windows = new Map<string, { opened: number; count: number }>();
  return (key) => {
    if (limit === false) return true;
    const instant = now().getTime();
    const open = windows.get(key);
    if (open === undefined || instant - open.opened >= windowSeconds * 1000) {
      windows.set(key, { opened: instant, count: 1 });
      return limit >= 1;
    }
    open.count += 1;
    return open.count <= limit;
  };
}
