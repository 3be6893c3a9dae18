import type { Bytes } from '../../core/bytes';
import { invalidTokenResponse, jsonResponse, routeNotFoundResponse, unauthorizedResponse, versionOf, withPolarHeaders } from '../api/responses';
import { breaking, dripping, type FetchCall, firstHalf, padded, stalling, streamed } from './bodies';
import { failedFetch, visibleResponse } from './onTheWire';
import { sleep } from './sleep';
import type { Fault, FaultMode, FaultModes } from './steps';

/** A request, and the function that gives its normal response. */
export interface Exchange extends FetchCall {
  request: Request;
  respond: (request: Request) => Promise<Response>;
}

type PlayFault<Options> = (exchange: Exchange, options: Options) => Promise<Response> | Response;

/** Plays each fault: returns or throws what a page's `fetch` would. */
export const faultModes: { readonly [Mode in FaultMode]: PlayFault<FaultModes[Mode]> } = {
  ok: ({ request, respond }) => respond(request),

  hang: ({ request, signal, respond }) => sleep(Infinity, signal).then(() => respond(request)),
  stall: (exchange) => reshape(exchange, (bytes) => streamed((reading) => stalling(bytes, reading), exchange)),
  reset: () => {
    throw failedFetch('reset');
  },
  cut: async ({ request, respond, ...call }) => {
    const response = await respond(request);
    const bytes = new Uint8Array(await response.arrayBuffer());
    response.headers.set('Content-Length', String(bytes.length));
    // A Node server drops unsent bytes when a body fails. So over a socket, the first half is sent as a
    // complete body, and the connection closes before the announced length.
    const sent = new Response(firstHalf(bytes), response);
    sent.headers.set('Connection', 'close');
    return visibleResponse(new Response(streamed(() => breaking(bytes), call), response), sent);
  },
  drip: (exchange, { pieces = 10, ms = 100 }) =>
    reshape(exchange, (bytes) => streamed((reading) => dripping(bytes, pieces, ms, reading), exchange)),
  delay: async ({ request, signal, respond }, { ms }) => {
    const response = await respond(request);
    await sleep(ms, signal);
    return response;
  },

  html: () => withCors(textResponse('<!doctype html><title>Sign in</title><h1>Sign in</h1>', 200, 'text/html; charset=utf-8')),
  empty: (_, { status = 204 }) => withCors(new Response(null, { status })),
  redirect: ({ request }, { to }) => {
    const response = withCors(new Response(null, { status: 302, headers: { Location: to } }));
    if (request.redirect === 'error') throw failedFetch(response);
    return response;
  },
  502: (_, { cors = true }) => serverError(textResponse('Bad Gateway', 502), cors),
  503: (_, { cors = true }) => serverError(textResponse('Service Unavailable', 503), cors),
  504: (_, { cors = true }) => serverError(textResponse('Gateway Timeout', 504), cors),

  500: (_, { cors = false }) => serverError(textResponse('Internal Server Error', 500), cors),
  retired: () => serverError(routeNotFoundResponse(), false),
  expired: (exchange) => fromPolar(exchange, invalidTokenResponse()),
  unauthorized: (exchange) => fromPolar(exchange, unauthorizedResponse()),
  403: (exchange) => fromPolar(exchange, jsonResponse({ error: 'NotPermitted', detail: 'Not permitted' }, 403)),
  429: (exchange, { retryAfter = 60, readable = false, body }) => {
    const response = fromPolar(exchange, body === undefined ? new Response(null, { status: 429 }) : jsonResponse(body, 429));
    if (retryAfter !== null) response.headers.set('Retry-After', String(retryAfter));
    if (readable) response.headers.append('Access-Control-Expose-Headers', 'Retry-After');
    if (readable || retryAfter === null) return response;
    const visible = response.clone();
    visible.headers.delete('Retry-After');
    return visibleResponse(visible, response);
  },

  truncate: (exchange) => reshape(exchange, firstHalf),
  mislabel: async (exchange, { type = 'text/plain' }) => {
    const response = await exchange.respond(exchange.request);
    response.headers.set('Content-Type', type);
    return response;
  },
  drift: (exchange) => changeJson(exchange, async (body) => (hasItems(body) ? { ...body, items: [...body.items.slice(1), ...(await nextItem(exchange))] } : body)),
  duplicate: (exchange) => changeJson(exchange, (body) => (hasItems(body) ? { ...body, items: [...body.items, ...body.items.slice(0, 1)] } : body)),
  huge: (exchange, { bytes: size = 12_000_000 }) => reshape(exchange, (bytes) => streamed(() => padded(bytes, size), exchange)),
  deep: (exchange, { levels = 100_000 }) =>
    fromPolar(exchange, textResponse(`${'{"items":['.repeat(levels)}${']}'.repeat(levels)}`, 200, 'application/json')),
  mutate: (exchange, { change }) => changeJson(exchange, change),
};

/** Plays one step. */
export async function playFault<Mode extends FaultMode>(step: Fault<Mode>, exchange: Exchange): Promise<Response> {
  const mode: PlayFault<Fault<Mode>> = faultModes[step.fault];
  return mode(exchange, step);
}

type Body = string | Bytes | ReadableStream<Bytes> | null;

/** The normal response with another body. */
async function reshape({ request, respond }: Exchange, toBody: (bytes: Bytes) => Body | Promise<Body>): Promise<Response> {
  const response = await respond(request);
  const body = await toBody(new Uint8Array(await response.arrayBuffer()));
  return new Response(body, response);
}

/** The normal response with changed JSON; an empty body stays empty. */
function changeJson(exchange: Exchange, change: (body: unknown) => unknown): Promise<Response> {
  return reshape(exchange, async (bytes) => {
    if (bytes.length === 0) return null;
    return JSON.stringify(await change(JSON.parse(new TextDecoder().decode(bytes)) as unknown)) ?? null;
  });
}

/** The first item of the next page; empty after the last page. */
async function nextItem({ request, respond }: Exchange): Promise<unknown[]> {
  const next = new URL(request.url);
  next.searchParams.set('page', String(Number(next.searchParams.get('page') ?? 1) + 1));
  const response = await respond(new Request(next, { headers: request.headers }));
  const body: unknown = response.ok ? await response.json() : undefined;
  return hasItems(body) ? body.items.slice(0, 1) : [];
}

function hasItems(body: unknown): body is { items: unknown[] } {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}

function textResponse(body: string, status: number, type = 'text/plain; charset=utf-8'): Response {
  return new Response(body, { status, headers: { 'Content-Type': type } });
}

/** A response that pages of any origin can read, without Polar's other headers. */
function withCors(response: Response): Response {
  response.headers.set('Access-Control-Allow-Origin', '*');
  return response;
}

function fromPolar({ request }: Exchange, response: Response): Response {
  return withPolarHeaders(response, versionOf(request));
}

/** An error response, which pages see as a failed fetch unless it has CORS headers. */
function serverError(response: Response, cors: boolean): Response {
  if (cors) return withCors(response);
  throw failedFetch(response);
}
