/**
 * How many items of a list are unreadable: each issue of an item has one index in its path. A part inside an item, such as
 * `items[0].prices[1]`, has more, and the counts of a page have none. An error without `path`, from a host's own source, is one item.
 * @internal
 */
export function countUnreadable(issues: readonly { path?: readonly PropertyKey[] }[]): number {
  return issues.filter(({ path }) => !path || path.filter((step) => typeof step === 'number').length === 1).length;
}
