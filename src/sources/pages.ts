import type { List } from '../core/schemas/list';
import { snakeCase } from '../core/schemas/spelling';
import { together } from '../core/together';
import type { PageFilters } from './source';

type Parameter = string | number | boolean | readonly string[] | undefined;

/** Parameters of a URL. Those that are `undefined` are left out. */
export type Parameters = Record<string, Parameter>;

/** An item of a list that can have several pages. */
export interface ListItem {
  id: string;
  modifiedAt: Date | null;
}

/**
 * Reads one page, or with `all` up to ten pages as one list: the first page gives the number of pages, and the others are then
 * read in parallel. If one page fails, everything fails, because a list with a gap looks complete. If several fail, the error is the one with the longest wait.
 * The result has the `pagination` of the first page.
 */
export async function readPages<T extends ListItem>(
  { page = 1, limit = 100, all }: PageFilters,
  readPage: (parameters: Parameters & { page: number; limit: number }) => Promise<List<T>>,
): Promise<List<T>> {
  const first = await readPage({ page: all ? 1 : page, limit });
  // Bounded, because `max_page` comes from the server. Behind a full page, even one with unreadable items, an unknown number of others may follow.
  const last = all ? Math.min(10, first.pagination.maxPage ?? (first.items.length + first.issues.length < limit ? 1 : 10)) : 1;
  const later: Promise<List<T>>[] = [];
  for (let read = 1; read < last; read += 1) later.push(readPage({ page: read + 1, limit }));
  const pages = [first, ...(await together(later))];
  const age = Math.max(...pages.map(({ age = 0 }) => age));
  return {
    items: withoutDuplicates(pages.flatMap(({ items }) => items)),
    pagination: first.pagination,
    issues: pages.flatMap(({ issues }) => issues),
    ...(age > 0 && { age }),
  };
}

/** `{meterId: ['a', 'b'], active: true}` → `meter_id=a&meter_id=b&active=true`. */
export function toQuery(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value ?? []].flat()) query.append(snakeCase(name), String(one));
  }
  return query.toString();
}

/** Items can move to the next page between two reads and then appear twice; the newer copy is kept. */
export function withoutDuplicates<T extends ListItem>(items: readonly T[]): T[] {
  const kept = new Map<string, T>();
  for (const item of items) {
    const known = kept.get(item.id);
    if (!known || Number(item.modifiedAt) > Number(known.modifiedAt)) kept.set(item.id, item);
  }
  return [...kept.values()];
}
