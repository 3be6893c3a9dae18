import type { RequestLife } from './requestLife';

/** A response as plain data. A `Response` makes a stream of even a short text, which is slow on Node. */
export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  text: string | null;
}

/** A handler for our own adapters, which send plain responses and know when the client leaves. */
export type PlainHandler = (request: Request, context: unknown, life: RequestLife) => Promise<PlainResponse>;

/** The plain form of each handler that has one. */
export const plainHandlers = new WeakMap<object, PlainHandler>();
