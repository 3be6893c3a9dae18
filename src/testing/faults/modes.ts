import { invalidToken, json, routeNotFound, unauthorized, versionOf, withPolarHeaders } from '../api/answers';
import { type Asked, breaking, dripping, firstHalf, padded, stalling, streamed } from './bodies';
import { pause } from './pause';
import type { Fault, FaultMode, FaultModes } from './steps';
import { failedFetch, shown } from './onTheWire';

/** A request, and how to get its true answer. */
export interface Exchange extends Asked {
  request: Request;
  ask: (request: Request) => Promise<Response>;
}

type Play<Options> = (exchange: Exchange, options: Options) => Promise<Response> | Response;

/** How each fault is played. What a page's `fetch` would reject with is thrown. */
export const modes: { readonly [Mode in FaultMode]: Play<FaultModes[Mode]> } = {
  ok: ({ request, ask }) => ask(request),

  hang: ({ request, signal, ask }) => pause(Infinity, signal).then(() => ask(request)),
  stall: (exchange) => reshape(exchange, (bytes) => streamed((reading) => stalling(bytes, reading), exchange)),
  reset: () => {
    throw failedFetch('reset');
  },
  cut: async ({ request, ask, ...asked }) => {
    const answer = await ask(request);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    answer.headers.set('Content-Length', String(bytes.length));
    // A server loses what it has just written when a body breaks; one that ends too early, and closes, sends it.
    const sent = new Response(firstHalf(bytes), answer);
    sent.headers.set('Connection', 'close');
    return shown(new Response(streamed(() => breaking(bytes), asked), answer), sent);
  },
  drip: (exchange, { pieces = 10, ms = 100 }) =>
    reshape(exchange, (bytes) => streamed((reading) => dripping(bytes, pieces, ms, reading), exchange)),
  delay: async ({ request, signal, ask }, { ms }) => {
    const answer = await ask(request);
    await pause(ms, signal);
    return answer;
  },

  html: () => fromAnywhere(text('<!doctype html><title>Sign in</title><h1>Sign in</h1>', 200, 'text/html; charset=utf-8')),
  empty: (_, { status = 204 }) => fromAnywhere(new Response(null, { status })),
  redirect: ({ request }, { to }) => {
    const answer = fromAnywhere(new Response(null, { status: 302, headers: { Location: to } }));
    if (request.redirect === 'error') throw failedFetch(answer);
    return answer;
  },
  502: (_, { cors = true }) => sent(text('Bad Gateway', 502), cors),
  503: (_, { cors = true }) => sent(text('Service Unavailable', 503), cors),
  504: (_, { cors = true }) => sent(text('Gateway Timeout', 504), cors),

  500: (_, { cors = false }) => sent(text('Internal Server Error', 500), cors),
  retired: () => sent(routeNotFound(), false),
  expired: (exchange) => fromPolar(exchange, invalidToken()),
  unauthorized: (exchange) => fromPolar(exchange, unauthorized()),
  403: (exchange) => fromPolar(exchange, json({ error: 'NotPermitted', detail: 'Not permitted' }, 403)),
  429: (exchange, { retryAfter = 60, readable = false, body }) => {
    const answer = fromPolar(exchange, body === undefined ? new Response(null, { status: 429 }) : json(body, 429));
    if (retryAfter !== null) answer.headers.set('Retry-After', String(retryAfter));
    if (readable) answer.headers.append('Access-Control-Expose-Headers', 'Retry-After');
    if (readable || retryAfter === null) return answer;
    const seen = answer.clone();
    seen.headers.delete('Retry-After');
    return shown(seen, answer);
  },

  truncate: (exchange) => reshape(exchange, firstHalf),
  mislabel: async (exchange, { type = 'text/plain' }) => {
    const answer = await exchange.ask(exchange.request);
    answer.headers.set('Content-Type', type);
    return answer;
  },
  drift: (exchange) => change(exchange, async (body) => (isList(body) ? { ...body, items: [...body.items.slice(1), ...(await following(exchange))] } : body)),
  duplicate: (exchange) => change(exchange, (body) => (isList(body) ? { ...body, items: [...body.items, ...body.items.slice(0, 1)] } : body)),
  huge: (exchange, { bytes: size = 12_000_000 }) => reshape(exchange, (bytes) => streamed(() => padded(bytes, size), exchange)),
  deep: (exchange, { levels = 100_000 }) =>
    fromPolar(exchange, text(`${'{"items":['.repeat(levels)}${']}'.repeat(levels)}`, 200, 'application/json')),
  mutate: (exchange, { change: by }) => change(exchange, by),
};

/** Plays one step. */
export async function play<Mode extends FaultMode>(step: Fault<Mode>, exchange: Exchange): Promise<Response> {
  const mode: Play<Fault<Mode>> = modes[step.fault];
  return mode(exchange, step);
}

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null;

/** The true answer with another body. */
async function reshape({ request, ask }: Exchange, by: (bytes: Uint8Array<ArrayBuffer>) => Body | Promise<Body>): Promise<Response> {
  const answer = await ask(request);
  const body = await by(new Uint8Array(await answer.arrayBuffer()));
  return new Response(body, answer);
}

/** The true answer with other JSON; without any, as it is. */
function change(exchange: Exchange, by: (body: unknown) => unknown): Promise<Response> {
  return reshape(exchange, async (bytes) => {
    if (bytes.length === 0) return null;
    return JSON.stringify(await by(JSON.parse(new TextDecoder().decode(bytes)) as unknown)) ?? null;
  });
}

/** The first item of the next page, if there is one. */
async function following({ request, ask }: Exchange): Promise<unknown[]> {
  const next = new URL(request.url);
  next.searchParams.set('page', String(Number(next.searchParams.get('page') ?? 1) + 1));
  const answer = await ask(new Request(next, { headers: request.headers }));
  const body: unknown = answer.ok ? await answer.json() : undefined;
  return isList(body) ? body.items.slice(0, 1) : [];
}

function isList(body: unknown): body is { items: unknown[] } {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}

function text(body: string, status: number, type = 'text/plain; charset=utf-8'): Response {
  return new Response(body, { status, headers: { 'Content-Type': type } });
}

/** An answer that any page may read, though Polar has not given it. */
function fromAnywhere(answer: Response): Response {
  answer.headers.set('Access-Control-Allow-Origin', '*');
  return answer;
}

function fromPolar({ request }: Exchange, answer: Response): Response {
  return withPolarHeaders(answer, versionOf(request));
}

function sent(answer: Response, cors: boolean): Response {
  if (cors) return fromAnywhere(answer);
  throw failedFetch(answer);
}
