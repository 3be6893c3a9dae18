/** What the local server tells the page, in `<meta name="meterface:…">` elements, and what its address asks for. */
export interface Settings {
  /** What the source asks: the proxy's path, or the Polar API. */
  server: string;
  /** Where to get a session token; empty with the proxy, which needs none. */
  session: string;
  /** The customer: of the demo, or the one of the environment. */
  scope: string;
  /** The demo's customers; empty when the customer is a real one. */
  customers: string[];
  /** Milliseconds. */
  refreshEvery: number;
}

export function readSettings(document: Document, location: { search: string }): Settings {
  const read = (name: string) => document.querySelector(`meta[name="meterface:${name}"]`)?.getAttribute('content') ?? '';
  const seconds = Number(new URLSearchParams(location.search).get('refresh') ?? 10);
  return {
    server: read('server'),
    session: read('session'),
    scope: read('scope'),
    customers: read('customers').split(' ').filter(Boolean),
    refreshEvery: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 10_000,
  };
}
