/**
 * Whether an issue is of a part inside an item, such as `items[0].prices[1]`, whose path has a second index. A host's own source
 * may give any value as an issue.
 * @internal
 */
export function isInsideItem(issue: unknown): boolean {
  return /\d,.*,\d/.test((issue as { path: string } | null)?.path as string);
}

/**
 * How many items of a list are unreadable. Doesn't count issues inside an item or in the pagination.
 * @internal
 */
export function countUnreadable(issues: readonly unknown[]): number {
  return issues.filter((issue) => !isInsideItem(issue) && !/pagination/.test((issue as { path: string } | null)?.path as string)).length;
}
