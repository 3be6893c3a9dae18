export interface MemoOptions<T> {
  /** Entries at most; the one that was not used for longest makes room. */
  most: number;
  /**
   * Milliseconds for which a load under way is shared. Some platforms drop it unsettled together with the
   * request that began it; the next to ask then begins anew.
   */
  patience: number;
  /** Milliseconds for which a value is good. */
  keep: (value: T) => number;
  /** Milliseconds for which a failure is taken for the answer. Default 0. */
  keepFailure?: (error: unknown) => number;
}

/** Answers by key, each asked for once however many want it. */
export interface Memo<T> {
  get: (key: string, load: () => Promise<T>) => Promise<T>;
  /** Forgets a value that has become bad. What is under way or is another value stays. */
  forget: (key: string, isBad: (value: T) => boolean) => void;
}

interface Entry<T> {
  answer: Promise<T>;
  value?: T;
  /** In milliseconds since 1970. */
  until: number;
}

/** A bounded memory of answers, and the one place where many questions become one. */
export function createMemo<T>({ most, patience, keep, keepFailure = () => 0 }: MemoOptions<T>): Memo<T> {
  const entries = new Map<string, Entry<T>>();

  function begin(key: string, load: () => Promise<T>): Entry<T> {
    const entry: Entry<T> = { answer: load(), until: Date.now() + patience };
    void watch(key, entry);
    return entry;
  }

  async function watch(key: string, entry: Entry<T>): Promise<void> {
    let life: number;
    try {
      entry.value = await entry.answer;
      life = keep(entry.value);
    } catch (error) {
      life = keepFailure(error);
    }
    entry.until = Date.now() + life;
    if (!(life > 0) && entries.get(key) === entry) entries.delete(key);
  }

  return {
    get(key, load) {
      const known = entries.get(key);
      const entry = known && Date.now() < known.until ? known : begin(key, load);
      // A Map keeps the order in which keys came in: the first is the one that was not used for longest.
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
      return entry.answer;
    },
    forget(key, isBad) {
      const { value } = entries.get(key) ?? {};
      if (value !== undefined && isBad(value)) entries.delete(key);
    },
  };
}
