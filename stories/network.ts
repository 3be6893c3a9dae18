import type { WirePage } from '../src/testing';
import type { Network } from './portal';

/** No request ever gets a response. */
export const silent = (): Network => () => new Promise(() => {});

/** The first responses for some paths are the HTML of a hotel's sign-in page; later ones are real. */
export const intruding =
  (responses: number, paths = /./): (() => Network) =>
  () => {
    let left = responses;
    return async (path, send) => (paths.test(path) && left-- > 0 ? signInPage() : send());
  };

/** Polar responds with 403, to all paths or to some. */
export const forbidding =
  (paths = /./): (() => Network) =>
  () =>
  async (path, send) =>
    paths.test(path) ? Response.json({ error: 'NotPermitted', detail: 'No.' }, { status: 403 }) : send();

/** Changes the items of a list before the page receives them. */
export const changing =
  (paths: RegExp, change: (items: Record<string, unknown>[]) => unknown[]): (() => Network) =>
  () =>
  async (path, send) => {
    const response = await send();
    if (!paths.test(path) || !response.ok) return response;
    const body = (await response.json()) as Partial<WirePage<Record<string, unknown>>>;
    return Response.json(body.items === undefined ? body : { ...body, items: change(body.items) });
  };

function signInPage(): Response {
  return new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } });
}
