/** What a server sent: a response, or a reset of the connection. */
type Sent = Response | 'reset';

/** The symbol is in the global registry, because a server and the demo that it serves may load two copies of this module. */
const sentKey = Symbol.for('meterface.sent');

/** The error that a page's `fetch` rejects with. It carries what the server sent. */
export function failedFetch(sent: Sent): TypeError {
  return Object.defineProperty(new TypeError('fetch failed'), sentKey, { value: sent });
}

/** A response as a page of another origin reads it. It carries what the server sent. */
export function visibleResponse(visible: Response, sent: Response): Response {
  return Object.defineProperty(visible, sentKey, { value: sent });
}

/** What the server sent, where a page's `fetch` sees something else. */
export function sentFor(outcome: unknown): Sent | undefined {
  return (outcome as { [sentKey]?: Sent } | null | undefined)?.[sentKey];
}

/**
 * Wraps a demo for a server. Called directly, a demo behaves like a page's `fetch`: a response without CORS headers
 * rejects with a TypeError. The wrapped demo returns that response. `reset` cuts the connection for the fault `reset`;
 * without it the body fails before its first byte, which makes most servers close the connection.
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
