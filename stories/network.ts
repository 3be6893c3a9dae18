import type { WirePage } from '../src/testing';
import type { Network } from './portal';

/** Nobody answers. */
export const silent = (): Network => () => new Promise(() => {});

/** A hotel's sign-in page in place of the first answers to some paths, then the real ones. */
export const intruding =
  (answers: number, paths = /./): (() => Network) =>
  () => {
    let left = answers;
    return async (path, ask) => (paths.test(path) && left-- > 0 ? page() : ask());
  };

/** Polar refuses with 403, everything or only some paths. */
export const forbidding =
  (paths = /./): (() => Network) =>
  () =>
  async (path, ask) =>
    paths.test(path) ? Response.json({ error: 'NotPermitted', detail: 'No.' }, { status: 403 }) : ask();

/** Changes the items of a list on their way. */
export const changing =
  (paths: RegExp, change: (items: Record<string, unknown>[]) => unknown[]): (() => Network) =>
  () =>
  async (path, ask) => {
    const answer = await ask();
    if (!paths.test(path) || !answer.ok) return answer;
    const body = (await answer.json()) as Partial<WirePage<Record<string, unknown>>>;
    return Response.json(body.items === undefined ? body : { ...body, items: change(body.items) });
  };

function page(): Response {
  return new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } });
}
