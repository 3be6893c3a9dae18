import type { Fetch } from '../../src/sources';
import { watchedFetch } from '../react/polar';

/** Headers that a page may send and read across origins without permission, by the Fetch Standard. */
const freelySent = new Set(['accept', 'accept-language', 'content-language']);
const freelyRead = new Set(['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']);

/**
 * Behaves like `fetch` on a page of another origin, over a real socket: sends a preflight before headers that need permission, and
 * hides responses and headers that the server doesn't allow the page to read. Node's own `fetch` does neither.
 */
export function crossOrigin(fetch: Fetch = watchedFetch): Fetch {
  const allowed = new Set<string>();
  return async (url, init) => {
    const headers = new Headers(init.headers);
    const unusual = [...headers.keys()].filter((name) => !freelySent.has(name)).join(',');
    const key = `${new URL(url).origin} ${unusual}`;
    if (unusual !== '' && !allowed.has(key)) {
      const preflight = { Origin: 'https://shop.example', 'Access-Control-Request-Method': init.method ?? 'GET', 'Access-Control-Request-Headers': unusual };
      const permission = await fetch(url, { method: 'OPTIONS', headers: preflight, redirect: 'error', ...(init.signal && { signal: init.signal }) });
      const permitted = new Set((permission.headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase().split(/,\s*/));
      if (!permission.ok || !mayRead(permission, init) || !unusual.split(',').every((name) => permitted.has(name))) throw failed();
      allowed.add(key);
    }
    headers.set('Origin', 'https://shop.example');
    const response = await fetch(url, { ...init, headers });
    if (!mayRead(response, init)) throw failed();
    const exposed = new Set((response.headers.get('Access-Control-Expose-Headers') ?? '').toLowerCase().split(/,\s*/));
    const readable = [...response.headers].filter(([name]) => freelyRead.has(name) || exposed.has(name));
    return new Response(response.body, { status: response.status, headers: readable });
  };
}

/** Whether the page may read a response. `*` allows that only for a request without cookies. */
function mayRead({ headers }: Response, { credentials }: RequestInit): boolean {
  return headers.get('Access-Control-Allow-Origin') === '*' && credentials === 'omit';
}

function failed(): TypeError {
  return new TypeError('Failed to fetch');
}
