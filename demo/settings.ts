/** The settings that the local server writes into `<meta name="meterface:…">` elements, and those of the URL. */
export interface Settings {
  /** The source's server: the path of the proxy, or the URL of the Polar API. */
  server: string;
  /** The path that creates a session; empty with the proxy, which needs none. */
  session: string;
  /** The page's name for its customer. */
  scope: string;
  /** The demo's customers; empty for a real customer. */
  customers: string[];
  /** Milliseconds between refreshes; the URL's `refresh` is in seconds. */
  refreshEvery: number;
  /** Whether the URL asks for the parts of `Extras`, which only some pages have. */
  extras: boolean;
}

export function readSettings(document: Document, location: { search: string }): Settings {
  const read = (name: string) => document.querySelector(`meta[name="meterface:${name}"]`)?.getAttribute('content') ?? '';
  const parameters = new URLSearchParams(location.search);
  const seconds = Number(parameters.get('refresh') ?? 10);
  return {
    server: read('server'),
    session: read('session'),
    scope: read('scope'),
    customers: read('customers').split(' ').filter(Boolean),
    refreshEvery: seconds === 0 || seconds >= 1 ? seconds * 1000 : 10_000,
    extras: parameters.has('extras'),
  };
}
