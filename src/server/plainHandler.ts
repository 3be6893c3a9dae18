import type { RequestLife } from './requestLife';

/** A response before it becomes a `Response`, whose body is a stream even for a short text, and slow to create on Node. */
export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  text: string | null;
}

/** A handler for our own adapters, which send plain responses and know when the client leaves. */
export type PlainHandler = (request: Request, context: unknown, life: RequestLife) => Promise<PlainResponse>;

/** The plain form of each handler that has one. */
export const plainHandlers = new WeakMap<object, PlainHandler>();
