import { wireMeter } from '../../src/testing';
import { idOf, type Wire } from '../core/charge-oracle.wire';

/** Polar's portal API with one subscription, as a `fetch`. */
export function polarOf({ subscription, preview, orders }: Wire) {
  return async (url: string): Promise<Response> => {
    const { pathname } = new URL(url);
    const page = (items: readonly unknown[]) => Response.json({ items, pagination: { total_count: items.length, max_page: 1 } });
    if (pathname.endsWith('/charge-preview')) return preview ? Response.json(preview) : Response.json({ error: 'ResourceNotFound', detail: 'Not found' }, { status: 404 });
    if (pathname.endsWith('/subscriptions/')) return page([subscription]);
    if (pathname.endsWith('/organizations/lumen')) return Response.json({ organization: {}, products: ['Pro', 'Basic'].map((name) => ({ id: idOf(name), name })) });
    if (pathname.endsWith('/meters/')) return page(metersOf(subscription));
    return page(pathname.endsWith('/orders/') ? orders : []);
  };
}

/** Polar lists a meter while a plan or a grant covers it. */
function metersOf({ status, meters }: Wire['subscription']) {
  if (['canceled', 'unpaid', 'incomplete', 'incomplete_expired'].includes(status)) return [];
  return meters.map(({ meter_id, consumed_units, credited_units, meter: { name } }) => wireMeter({ name, meter_id, consumed_units, credited_units }));
}
