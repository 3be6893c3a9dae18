import { startStopwatch } from '../core/stopwatch';

interface MemoOptions<T> {
  /** The most entries to keep. Beyond that, the least recently used is dropped. */
  most: number;
  /**
   * Milliseconds to share a pending load; the next request then loads again. Some platforms drop a load, without settling
   * it, together with the request that began it.
   */
  patience: number;
  /** Milliseconds to keep a value. */
  keep: (value: T) => number;
  /** Milliseconds to keep a failure and reject with it again. Default: 0. */
  keepFailure?: (error: unknown) => number;
}

/** Cached values by key. Each is loaded once, however many requests wait for it. */
interface Memo<T> {
  get: (key: string, load: () => Promise<T>) => Promise<T>;
  /** Drops the cached value if `isBad`; keeps pending loads. */
  forget: (key: string, isBad: (value: T) => boolean) => void;
}

interface MemoEntry<T> {
  result: Promise<T>;
  value?: T;
  /** Milliseconds to keep the entry. */
  life: number;
  /** Milliseconds since the life began. */
  age: () => number;
}

/** A bounded cache that merges simultaneous loads of the same key. While it is at most half full, it doesn't note what was used last. */
export function createMemo<T>({ most, patience, keep, keepFailure = () => 0 }: MemoOptions<T>): Memo<T> {
  const entries = new Map<string, MemoEntry<T>>();

  function begin(key: string, load: () => Promise<T>): MemoEntry<T> {
    const entry: MemoEntry<T> = { result: load(), life: patience, age: startStopwatch() };
    void expire(key, entry);
    return entry;
  }

  async function expire(key: string, entry: MemoEntry<T>): Promise<void> {
    try {
      entry.value = await entry.result;
      entry.life = keep(entry.value);
    } catch (error) {
      entry.life = keepFailure(error);
    }
    entry.age = startStopwatch();
    if (!(entry.life > 0) && entries.get(key) === entry) entries.delete(key);
  }

  /** Makes this the most recently used entry. A Map keeps the order of insertion, so its first key is the least recently used. */
  function touch(key: string, entry: MemoEntry<T>): void {
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= most) break;
      entries.delete(oldest);
    }
  }

  return {
    get(key, load) {
      const known = entries.get(key);
      const entry = known && known.age() < known.life ? known : begin(key, load);
      if (entry !== known || entries.size > most / 2) touch(key, entry);
      return entry.result;
    },
    forget(key, isBad) {
      const { value } = entries.get(key) ?? {};
      if (value !== undefined && isBad(value)) entries.delete(key);
    },
  };
}
