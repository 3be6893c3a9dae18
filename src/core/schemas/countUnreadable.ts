/** In the path of an issue, written as text: the counts of a page, or a part inside an item, which has a second index. */
const notAnEntry = /pagination|\d,.*,\d/;

/**
 * How many entries of a list are unreadable. Not every issue is one: see `notAnEntry`. The source of a host may give anything.
 * @internal
 */
export function countUnreadable(issues: readonly unknown[]): number {
  return Array.isArray(issues) ? issues.filter((issue) => !notAnEntry.test((issue as { path: string } | null)?.path as string)).length : 0;
}
