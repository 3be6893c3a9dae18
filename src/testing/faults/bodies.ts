import { pause } from './pause';

/** The parts of a body, as they come. */
type Parts = AsyncGenerator<Uint8Array<ArrayBuffer>, void>;

/** What an answer must hold on to for as long as it lasts. */
export interface Asked {
  signal: AbortSignal;
  /** What the page called with. Node lets a Request's signal follow its controller only while something holds the Request. */
  input: unknown;
}

/** A body that is made while it is read. As with `fetch`, it breaks when the request's signal aborts. */
export function streamed(make: (signal: AbortSignal) => Parts, asked: Asked): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reading = new AbortController();
  const parts = make(reading.signal);
  let leave = () => {};
  const finish = () => {
    asked.signal.removeEventListener('abort', leave);
    reading.abort();
  };
  return new ReadableStream({
    start(controller) {
      leave = () => {
        controller.error(asked.signal.reason);
        finish();
      };
      asked.signal.addEventListener('abort', leave);
      if (asked.signal.aborted) leave();
    },
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done !== true) controller.enqueue(value);
        else controller.close();
        if (done === true) finish();
      } catch (error) {
        finish();
        // Says nothing new where the signal has broken the body already.
        controller.error(error);
      }
    },
    cancel: finish,
  });
}

/** Half of it, and then nothing. */
export async function* stalling(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Parts {
  yield firstHalf(bytes);
  await pause(Infinity, signal);
}

/** Half of it, and then the end of the connection. */
export async function* breaking(bytes: Uint8Array<ArrayBuffer>): Parts {
  yield firstHalf(bytes);
  throw new TypeError('terminated');
}

/** All of it, in pieces with pauses. */
export async function* dripping(bytes: Uint8Array<ArrayBuffer>, pieces: number, ms: number, signal: AbortSignal): Parts {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let start = 0; start < bytes.length; start += size) {
    if (start > 0) await pause(ms, signal);
    yield bytes.slice(start, start + size);
  }
}

/** All of it, after so much white space that it has a size. JSON allows that, so it stays valid. */
export async function* padded(bytes: Uint8Array<ArrayBuffer>, size: number): Parts {
  const space = new Uint8Array(65_536).fill(32);
  for (let left = size - bytes.length; left > 0; left -= space.length) yield space.slice(0, left);
  yield bytes;
}

/** No JSON object or list is whole in it. */
export function firstHalf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.slice(0, Math.floor(bytes.length / 2));
}
