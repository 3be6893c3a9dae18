import type { Bytes } from '../core/bytes';
import type { RequestLife } from './requestLife';

/** A response as plain data. A `Response` makes a stream of even a short text, which is slow on Node. */
export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  /** UTF-8. */
  body: Bytes | null;
}

/**
 * A handler for our own adapters, which send plain responses and know when the client leaves.
 * @param url of the request, because reading it from a `Request` takes Node some time.
 */
export type PlainHandler = (request: Request, url: string, context: unknown, life: RequestLife) => Promise<PlainResponse>;

/** The plain form of each handler that has one. */
export const plainHandlers = new WeakMap<object, PlainHandler>();
