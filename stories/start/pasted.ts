import { createPolarSource, createStateSource, type PortalSource } from '../../src/sources';
import { wirePage } from '../../src/testing';
import type { KindName, Wire } from './kinds';
import type { Item, Understood } from './understand';

/** The objects pasted for one customer. */
export interface Customer {
  id: string;
  /** How to list the customer: the host's own id, or Polar's. */
  label: string;
  items: Item[];
}

/** Groups objects by customer. An object without a customer id belongs to the only customer, if there is exactly one. */
export function customersIn(items: readonly Item[]): Customer[] {
  const ids = [...new Set(items.flatMap(({ customer }) => customer ?? []))];
  const isShared = items.some(({ customer }) => customer === undefined) && ids.length !== 1;
  return [...ids, ...(isShared ? [''] : [])].map((id) => {
    const own = items.filter(({ customer = ids.length === 1 ? ids[0] : '' }) => customer === id);
    return { id, label: labelOf(id, own), items: own };
  });
}

/** Serves the objects pasted for one customer as Polar's API would, inside this page. */
export function sourceOf({ items }: Customer, names: Understood['names']): PortalSource {
  const states = items.filter(({ kind }) => kind === 'state');
  const [state] = states;
  if (state !== undefined && isStateDrawn(items)) {
    const named = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, { name: nameOf(id, names) }]));
    return createStateSource(() => state.value, { meters: named(idsIn(state.value, /^meter_?id$/i)), products: Object.fromEntries(idsIn(state.value, /^product_?id$/i).map((id) => [id, { name: names[id] ?? '' }])) });
  }
  const valuesOf = (wanted: KindName) => (wanted === 'meters' ? metersOf(items).map((value) => withName(value, names)) : items.filter(({ kind }) => kind === wanted).map(({ value }) => value));
  return createPolarSource({
    server: 'https://pasted.example',
    getToken: () => ({ token: 'pasted', expiresAt: '2099-01-01T00:00:00Z' }),
    fetch: async (url) => {
      const { pathname, searchParams } = new URL(url);
      const [preview] = valuesOf('charge-preview');
      if (pathname.endsWith('/charge-preview')) return preview !== undefined && valuesOf('subscriptions').length === 1 ? Response.json(preview) : new Response(null, { status: 404 });
      const all = valuesOf((/\/customer-portal\/([\w-]+)\/$/.exec(pathname)?.[1] ?? '') as KindName);
      // Meters alone say nothing about prices, so these must stay unknown.
      if (pathname.endsWith('/subscriptions/') && !hasBills(items)) return new Response(null, { status: 403 });
      const [page, limit] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('limit') ?? 10)];
      return Response.json(wirePage(all.slice((page - 1) * limit, page * limit), { total_count: all.length, max_page: Math.ceil(all.length / limit) }));
    },
  });
}

/** The customer's meters; if there are none, those of the subscriptions. */
export function metersOf(items: readonly Item[]): Wire[] {
  const meters = items.filter(({ kind }) => kind === 'meters').map(({ value }) => value);
  if (meters.length > 0) return meters;
  return items.filter(({ kind }) => kind === 'subscriptions').flatMap(({ value }) => (Array.isArray(value['meters']) ? value['meters'].filter((meter): meter is Wire => typeof meter === 'object' && meter !== null) : []));
}

/** Whether there is anything for bills. */
export function hasBills(items: readonly Item[]): boolean {
  return items.some(({ kind, value }) => kind === 'subscriptions' || kind === 'wallets' || (kind === 'state' && isStateDrawn(items) && idsIn(value, /^product_?id$/i).length > 0));
}

/** A state has no names and no prices, so it gives way to meters and subscriptions that have them. */
export function isStateDrawn(items: readonly Item[]): boolean {
  return items.some(({ kind }) => kind === 'state') && !items.some(({ kind }) => kind === 'meters' || kind === 'subscriptions');
}

/** A meter without a name gets one from another object, or from its id. */
function withName(value: Wire, names: Understood['names']): Wire {
  if ('meter' in value) return value;
  const given = value['meter_id'] ?? value['meterId'];
  const id = typeof given === 'string' ? given : '';
  return { ...value, id: value['id'] ?? id, meter: { id, name: nameOf(id, names), created_at: '2026-01-01T00:00:00Z', modified_at: null } };
}

function nameOf(id: string, names: Understood['names']): string {
  return names[id] ?? `Meter ${id.slice(0, 8)}`;
}

function idsIn(value: unknown, key: RegExp): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (key.test(name) && typeof part === 'string' ? [part] : idsIn(part, key)));
}

function labelOf(id: string, items: readonly Item[]): string {
  const named = items.flatMap(({ kind, value }) => [kind === 'state' ? value : undefined, value['customer']]).flatMap((value) => (typeof value === 'object' && value !== null ? ((value as Wire)['external_id'] ?? (value as Wire)['externalId'] ?? []) : []));
  const [own] = named;
  return typeof own === 'string' ? own : id === '' ? 'Without a customer' : id;
}
