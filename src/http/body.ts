import type { Bytes } from '../core/bytes';
import { PortalError, type PortalErrorOptions } from '../core/errors';

/**
 * The longest body of each kind of response, in bytes. A page of 100 subscriptions has about 500,000, an object 10,000,
 * and a session with the customer's metadata 30,000. Polar's 401, the only error that is read, has under 200.
 */
const longestBodies = { list: 10_000_000, object: 1_000_000, session: 100_000, error: 10_000 } as const;

export type BodyKind = keyof typeof longestBodies;

/** Throws once the response is no longer needed, as an AbortSignal does. */
export type Until = Pick<AbortSignal, 'throwIfAborted'>;

/** A body as it arrived: in chunks, or as text from a `fetch` without streams. */
type Received = string | Bytes[];

/**
 * Reads a body as text, if it is not longer than allowed for its kind.
 * @throws PortalError `unexpected_response`: retryable when the body broke off, final when it is too long.
 */
export function readText(response: Response, until: Until, kind: BodyKind): Promise<string> {
  return readBody(response, until, kind, toText);
}

/** Like {@link readText}, but returns the body's bytes. */
export function readBytes(response: Response, until: Until, kind: BodyKind): Promise<Bytes> {
  return readBody(response, until, kind, toBytes);
}

async function readBody<T>(response: Response, until: Until, kind: BodyKind, convert: (received: Received) => T): Promise<T> {
  const longest = longestBodies[kind];
  let reader: ReadableStreamDefaultReader<Bytes> | undefined;
  let failure: PortalError | undefined;
  try {
    const { body } = response;
    if (body?.getReader) {
      const chunks: Bytes[] = [];
      let bytes = 0;
      // Throws if a host's own `fetch` has taken the body.
      reader = body.getReader();
      while (bytes <= longest) {
        const { done, value } = await reader.read();
        if (done) return convert(chunks);
        // A host's own `fetch` may continue after the abort, and so does a request without a signal.
        until.throwIfAborted();
        bytes += value.byteLength;
        chunks.push(value);
      }
    } else {
      // An empty body, or that of a polyfill or a patched `fetch`.
      const text = await response.text();
      until.throwIfAborted();
      if (new Blob([text]).size <= longest) return convert(text);
    }
    failure = unexpectedResponse('it is too long');
  } catch {
    // The engine's own error says nothing more.
  }
  reader?.cancel().catch(() => {});
  throw failure ?? brokenOff();
}

function toText(received: Received): string {
  if (typeof received === 'string') return received;
  const decoder = new TextDecoder();
  return received.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}

function toBytes(received: Received): Bytes {
  if (typeof received === 'string') return new TextEncoder().encode(received);
  const [first] = received;
  return first && received.length === 1 ? first : concat(received);
}

/** One array with the bytes of all. */
function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Parses the text of a response.
 * @throws PortalError `unexpected_response`: retryable when the text looks like the beginning of JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The engine's own error quotes the text.
    throw notJson(text);
  }
}

/** The error for a text that is not JSON. It is retryable when the text looks like the beginning of JSON. */
export function notJson(text: string): PortalError {
  if (/^\s*[[{]/.test(text)) return brokenOff();
  return unexpectedResponse(text === '' ? 'it is empty' : 'it is not JSON');
}

/**
 * The error for a response that is not Polar's.
 * @param why completes "The response can't be used: …".
 */
export function unexpectedResponse(why: string, options?: PortalErrorOptions): PortalError {
  const message = `The response can't be used: ${why}. It may not be from Polar. Check the URL.`;
  return new PortalError('unexpected_response', message, options);
}

function brokenOff(): PortalError {
  return new PortalError('unexpected_response', 'The response was cut off. The connection broke. Try again in a moment.', { retryable: true });
}
