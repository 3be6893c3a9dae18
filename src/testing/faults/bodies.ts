import type { Bytes } from '../../core/bytes';
import { sleep } from './sleep';

/** The parts of a body, in order. */
type Parts = AsyncGenerator<Bytes, void>;

/** What a streamed body must reference until it ends. */
export interface FetchCall {
  signal: AbortSignal;
  /** The first argument of `fetch`. In Node a Request's signal follows its controller only while the Request is referenced. */
  input: unknown;
}

/** A body that is produced while it is read. As with `fetch`, it fails when the request's signal aborts. */
export function streamed(make: (signal: AbortSignal) => Parts, call: FetchCall): ReadableStream<Bytes> {
  const reading = new AbortController();
  const parts = make(reading.signal);
  let abort = () => {};
  const finish = () => {
    call.signal.removeEventListener('abort', abort);
    reading.abort();
  };
  return new ReadableStream({
    start(controller) {
      abort = () => {
        controller.error(call.signal.reason);
        finish();
      };
      call.signal.addEventListener('abort', abort);
      if (call.signal.aborted) abort();
    },
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done !== true) controller.enqueue(value);
        else controller.close();
        if (done === true) finish();
      } catch (error) {
        finish();
        // A no-op after the signal has failed the body.
        controller.error(error);
      }
    },
    cancel: finish,
  });
}

/** The first half, then nothing more. */
export async function* stalling(bytes: Bytes, signal: AbortSignal): Parts {
  yield firstHalf(bytes);
  await sleep(Infinity, signal);
}

/** The first half, then the error of a lost connection. */
export async function* breaking(bytes: Bytes): Parts {
  yield firstHalf(bytes);
  throw new TypeError('terminated');
}

/** The whole body in pieces, `ms` apart. */
export async function* dripping(bytes: Bytes, pieces: number, ms: number, signal: AbortSignal): Parts {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let start = 0; start < bytes.length; start += size) {
    if (start > 0) await sleep(ms, signal);
    yield bytes.slice(start, start + size);
  }
}

/** The whole body after enough white space to reach `size` bytes. JSON allows leading white space. */
export async function* padded(bytes: Bytes, size: number): Parts {
  const space = new Uint8Array(65_536).fill(32);
  for (let left = size - bytes.length; left > 0; left -= space.length) yield space.slice(0, left);
  yield bytes;
}

/** The first half of a body: never complete JSON. */
export function firstHalf(bytes: Bytes): Bytes {
  return bytes.slice(0, Math.floor(bytes.length / 2));
}
