import { hashText } from '../core/hashText';
import { startTimer } from '../core/timer';
import type { ThresholdRecord } from '../core/thresholds';

/** What a browser remembers about meters: which levels they have reached, and which alerts were dismissed. */
export interface Marks {
  read: (name: string) => ThresholdRecord | undefined;
  write: (name: string, record: ThresholdRecord) => void;
  remove: (name: string) => void;
  /**
   * Writes a record if no tab has written one that `isNeeded` accepts.
   * @returns true in exactly one of the tabs that claim the same at the same time.
   */
  claim: (name: string, record: ThresholdRecord, isNeeded: (known: ThresholdRecord | undefined) => boolean) => Promise<boolean>;
  /** Calls `read` when a mark changes, in this tab or another. */
  subscribe: (read: () => void) => () => void;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
type Locks = Pick<LockManager, 'request'>;

const prefix = 'meterface:';
const saltKey = `${prefix}salt`;
/** Milliseconds after which a record without a period is forgotten, which is more than a year. */
const longest = 400 * 86_400_000;
/** Milliseconds that a browser may take to show other tabs what one tab stores. */
const settling = 50;

/**
 * Remembers marks in a store that all tabs share, or in memory where there is none. The store gets neither the scope nor a
 * meter: only a salted hash of both, and the dates of the period, at whose end the mark expires.
 */
export function createMarks(open: () => Store, locks: Locks | undefined): Marks {
  const memory = new Map<string, string>();
  const readers = new Set<() => void>();

  /** A browser may refuse its storage, and a full one throws. */
  function attempt<T>(run: (store: Store) => T): T | undefined {
    try {
      return run(open());
    } catch {
      return undefined;
    }
  }

  const get = (key: string) => memory.get(key) ?? attempt((store) => store.getItem(key)) ?? '';
  const set = (key: string, value: string) => {
    const isStored = attempt((store) => {
      store.setItem(key, value);
      return store.getItem(key) === value;
    });
    if (isStored) memory.delete(key);
    else memory.set(key, value);
    for (const read of readers) read();
  };

  const keyOf = (name: string) => prefix + hashText(`${get(saltKey)} ${name}`);

  function write(name: string, { from, until }: ThresholdRecord, writer = ''): void {
    if (get(saltKey) === '') set(saltKey, randomText());
    purge(from);
    set(keyOf(name), `${from} ${until ?? ''} ${writer}`);
  }

  /** Removes the marks of earlier periods. Uses no clock, because one that is wrong for a moment would make all levels count again. */
  function purge(now: number): void {
    attempt((store) => {
      for (let place = store.length - 1; place >= 0; place -= 1) {
        const key = store.key(place) ?? '';
        const record = key.startsWith(prefix) ? parse(store.getItem(key) ?? '') : undefined;
        if (record && (record.until ?? record.from + longest) <= now) store.removeItem(key);
      }
    });
  }

  const read = (name: string) => parse(get(keyOf(name)));
  return {
    read,
    write,
    remove(name) {
      const key = keyOf(name);
      memory.delete(key);
      attempt((store) => store.removeItem(key));
      for (const reader of readers) reader();
    },
    async claim(name, record, isNeeded) {
      const run = async () => {
        if (!isNeeded(read(name))) return false;
        const own = randomText();
        write(name, record, own);
        // Under the lock, other tabs wait until they can see the mark. Without it, the tab that wrote last has the claim. The key is
        // computed again: if two tabs have just created a salt, one of them counts.
        await new Promise<void>((resolve) => startTimer(resolve, settling));
        return get(keyOf(name)).endsWith(own);
      };
      let isLocked = false;
      const started = async () => {
        isLocked = true;
        return run();
      };
      try {
        return locks ? await locks.request(prefix + hashText(name), started) : await run();
      } catch {
        // A page without a proper origin has no locks.
        return isLocked ? false : run();
      }
    },
    subscribe(reader) {
      readers.add(reader);
      window.addEventListener('storage', reader);
      return () => {
        readers.delete(reader);
        window.removeEventListener('storage', reader);
      };
    },
  };
}

/** The marks of this browser. */
export const marks = createMarks(() => window.localStorage, typeof navigator === 'undefined' ? undefined : navigator.locks);

function parse(text: string): ThresholdRecord | undefined {
  const [from = '', until = ''] = text.split(' ');
  return /^\d+$/.test(from) ? { from: Number(from), until: until === '' ? null : Number(until) } : undefined;
}

function randomText(): string {
  return Math.random().toString(36).slice(2);
}
