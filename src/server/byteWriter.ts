import type { Bytes } from '../core/bytes';

/** Collects bytes in one buffer. A list of tiny parts would need more memory than a hostile payload itself. */
interface ByteWriter {
  /** True if nothing was written, not even an empty part. */
  isEmpty: () => boolean;
  /** Adds the bytes from `start` to `end`. */
  write: (bytes: Uint8Array, start: number, end: number) => void;
  /** Adds ASCII text. */
  writeText: (text: string) => void;
  /** A copy of everything that was written. */
  written: () => Bytes;
}

/** Bytes. Below this length a loop copies faster than `set`, which needs a view of the part. */
const fewBytes = 64;

export function createByteWriter(): ByteWriter {
  let buffer: Bytes | undefined;
  let length = 0;

  /** The buffer, with space for this many more bytes. */
  function reserve(more: number): Bytes {
    const needed = length + more;
    if (buffer && buffer.length >= needed) return buffer;
    const larger = new Uint8Array(Math.max(1024, needed * 2));
    if (buffer) larger.set(buffer.subarray(0, length));
    return (buffer = larger);
  }

  return {
    isEmpty: () => buffer === undefined,
    write(bytes, start, end) {
      const target = reserve(end - start);
      if (end - start >= fewBytes) target.set(bytes.subarray(start, end), length);
      else for (let at = start; at < end; at += 1) target[length + at - start] = bytes[at] ?? 0;
      length += end - start;
    },
    writeText(text) {
      const target = reserve(text.length);
      for (let at = 0; at < text.length; at += 1) target[length + at] = text.charCodeAt(at);
      length += text.length;
    },
    written: () => reserve(0).slice(0, length),
  };
}
