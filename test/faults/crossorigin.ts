import type { Fetch } from '../../src/sources';
import { watchedFetch } from '../react/polar';

/** What may be sent and read across origins without being allowed: the Fetch Standard's lists. */
const freelySent = new Set(['accept', 'accept-language', 'content-language', 'content-type']);
const freelyRead = new Set(['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma']);

/**
 * `fetch` as a page of another origin has it, over a real socket: asks with a preflight first, and shows neither an
 * answer nor a header that the server does not allow to be read. Node's own does none of that.
 */
export function crossOrigin(fetch: Fetch = watchedFetch): Fetch {
  const allowed = new Set<string>();
  return async (url, init) => {
    const headers = new Headers(init.headers);
    const unusual = [...headers.keys()].filter((name) => !freelySent.has(name)).join(',');
    const key = `${new URL(url).origin} ${unusual}`;
    if (unusual !== '' && !allowed.has(key)) {
      const asking = { Origin: 'https://shop.example', 'Access-Control-Request-Method': init.method ?? 'GET', 'Access-Control-Request-Headers': unusual };
      const permission = await fetch(url, { method: 'OPTIONS', headers: asking, redirect: 'error', ...(init.signal && { signal: init.signal }) });
      const permitted = new Set((permission.headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase().split(/,\s*/));
      if (!permission.ok || !mayRead(permission, init) || !unusual.split(',').every((name) => permitted.has(name))) throw failed();
      allowed.add(key);
    }
    headers.set('Origin', 'https://shop.example');
    const answer = await fetch(url, { ...init, headers });
    if (!mayRead(answer, init)) throw failed();
    const exposed = new Set((answer.headers.get('Access-Control-Expose-Headers') ?? '').toLowerCase().split(/,\s*/));
    const readable = [...answer.headers].filter(([name]) => freelyRead.has(name) || exposed.has(name));
    return new Response(answer.body, { status: answer.status, headers: readable });
  };
}

/** `*` is enough for who sends no cookies. */
function mayRead({ headers }: Response, { credentials }: RequestInit): boolean {
  return headers.get('Access-Control-Allow-Origin') === '*' && credentials === 'omit';
}

function failed(): TypeError {
  return new TypeError('Failed to fetch');
}
