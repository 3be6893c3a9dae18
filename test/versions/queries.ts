// Compiled by `npm run test:versions` as a host would write it. Here, the type check compiles it against src.
import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { billQueries, meterQueries, type Portal, type PortalQuery } from '../../src';
import type { Bill } from '../../src/core';

/** `useQuery` infers its data from the options. */
export function useNames(portal: Portal): string[] | undefined {
  return useQuery(meterQueries.list(portal, { query: 'AI' })).data?.items.map(({ meter }) => meter.name);
}

/** Options can be replaced. */
export function useTitle(portal: Portal, id: string): UseQueryResult<string> {
  return useQuery({ ...billQueries.one(portal, id), enabled: id !== '', select: (bill: Bill) => bill.title });
}

/** The key carries the type of its data. */
export function cachedBalance(portal: Portal, name: string): number | null | undefined {
  return new QueryClient().getQueryData(meterQueries.named(portal, name).queryKey)?.balance;
}

/** The type of the options can be named. */
export async function load(client: QueryClient, query: PortalQuery<Bill>): Promise<string> {
  const { title } = await client.fetchQuery(query);
  return title;
}
