import type { DemoPolar } from '../../src/testing';
import type { Wire } from './oracle';

/** Loads all data of a customer from a demo, as JSON of its API. */
export async function wireOf(demo: DemoPolar, customer: string): Promise<Wire> {
  const headers = { Authorization: `Bearer ${demo.createSession(customer).token}`, 'Polar-Version': '2026-10' };
  const read = async <T>(path: string): Promise<T | null> => {
    const response = await demo(`https://polar.example/v1/customer-portal/${path}`, { headers });
    return response.ok ? ((await response.json()) as T) : null;
  };
  const list = async <T>(resource: string): Promise<T[]> => {
    const items: T[] = [];
    for (let page = 1, last = 1; page <= last; page++) {
      const found = await read<{ items: T[]; pagination: { max_page: number } }>(`${resource}/?limit=100&page=${page}`);
      items.push(...(found?.items ?? []));
      last = found?.pagination.max_page ?? 0;
    }
    return items;
  };
  const [meters, subscriptions, wallets] = [await list<Wire['meters'][number]>('meters'), await list<Wire['subscriptions'][number]>('subscriptions'), await list<Wire['wallets'][number]>('wallets')];
  const previews: Wire['previews'] = {};
  for (const { id } of subscriptions) previews[id] = await read(`subscriptions/${id}/charge-preview`);
  return { meters, subscriptions, wallets, previews, orders: await list<Wire['orders'][number]>('orders'), grants: await list<Wire['grants'][number]>('benefit-grants') };
}
