/** What a server does: it answers, or it cuts the connection. */
type Sent = Response | 'reset';

/** Registered, because a server may have another copy of this module than the demo that it serves. */
const sentKey = Symbol.for('meterface.sent');

/** The error that a page's `fetch` rejects with, whatever the server did. */
export function failedFetch(sent: Sent): TypeError {
  return Object.defineProperty(new TypeError('fetch failed'), sentKey, { value: sent });
}

/** An answer as a page of another origin may read it, where the server sent more. */
export function shown(seen: Response, sent: Response): Response {
  return Object.defineProperty(seen, sentKey, { value: sent });
}

/** What the server did, where a page's `fetch` shows something else. */
export function sentFor(outcome: unknown): Sent | undefined {
  return (outcome as { [sentKey]?: Sent } | null | undefined)?.[sentKey];
}

/**
 * A demo as the network has it, for a server. Called as a function it shows what a page's `fetch` shows: a bare
 * TypeError for an answer without CORS headers. This one gives the answer. Without a `reset` that cuts the connection,
 * a cut is a body that breaks before its first byte: servers close the connection then.
 */
export function onTheWire(
  handler: (request: Request) => Promise<Response> | Response,
  reset: () => void = () => {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    let outcome: Response;
    try {
      outcome = await handler(request);
    } catch (error) {
      const sent = sentFor(error);
      if (sent === undefined) throw error;
      if (sent !== 'reset') return sent;
      reset();
      return new Response(new ReadableStream({ start: (controller) => controller.error(error) }));
    }
    const sent = sentFor(outcome);
    return sent instanceof Response ? sent : outcome;
  };
}
