/** What the local server tells the page, in `<meta name="meterface:…">` elements, and what its address asks for. */
export interface Settings {
  /** Where the Polar API is. */
  server: string;
  /** The customer: of the demo, or the one of the environment. */
  scope: string;
  /** The demo's customers; empty when the customer is a real one. */
  customers: string[];
  /** Milliseconds. */
  refreshEvery: number;
}

export function readSettings(document: Document, location: { search: string }): Settings {
  const read = (name: string) => document.querySelector(`meta[name="meterface:${name}"]`)?.getAttribute('content') ?? '';
  const customers = read('customers').split(' ').filter(Boolean);
  const query = new URLSearchParams(location.search);
  const asked = query.get('customer') ?? '';
  const scope = customers.includes(asked) ? asked : (customers[0] ?? 'customer');
  const seconds = Number(query.get('refresh') ?? 10);
  return { server: read('server'), scope, customers, refreshEvery: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 10_000 };
}
