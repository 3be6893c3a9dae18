import { day } from '../core/day';
import { hashText } from '../core/hashText';
import type { ThresholdRecord } from '../core/thresholds';

/** What a browser remembers about meters: which thresholds they have reached, and which alerts were dismissed. */
export interface Marks {
  read: (name: string) => ThresholdRecord | undefined;
  /** The whole text of a mark, with the name of its writer at the end; empty if there is none. */
  text: (name: string) => string;
  /** @param writer a word that tells this mark from the same one of another tab. */
  write: (name: string, record: ThresholdRecord, writer?: string) => void;
  remove: (name: string) => void;
  /** Calls `read` when a mark changes, in this tab or another. */
  subscribe: (read: () => void) => () => void;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'meterface:';
const saltKey = `${prefix}salt`;
/** Milliseconds after which a record without a period is forgotten, which is more than a year. */
const longest = 400 * day;

/**
 * Remembers marks in a store that all tabs share, or in memory where there is none. The store gets neither the scope nor a
 * meter in plain text: it gets a salted hash of both, and the dates of the period, at whose end the mark expires.
 */
export function createMarks(open: () => Store): Marks {
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

  const tell = () => {
    for (const read of readers) read();
  };
  const get = (key: string) => memory.get(key) ?? attempt((store) => store.getItem(key)) ?? '';
  const set = (key: string, value: string) => {
    memory.set(key, value);
    attempt((store) => {
      store.setItem(key, value);
      if (store.getItem(key) === value) memory.delete(key);
    });
    tell();
  };

  const keyOf = (name: string) => prefix + hashText(`${get(saltKey)} ${name}`);

  function write(name: string, { from, until }: ThresholdRecord, writer = ''): void {
    if (!get(saltKey)) set(saltKey, randomText());
    // Without a period, `from` is the time of this computer's clock.
    if (Number(until) > from) purge(from);
    set(keyOf(name), `${from} ${until ?? ''} ${writer}`);
  }

  /**
   * Removes the marks of periods before `from`. The clock alone does not decide: if it were wrong for a moment, all thresholds would
   * count again. A period's marks outlast it by ten minutes, because a tab may still be waiting to claim something by its numbers.
   */
  function purge(from: number): void {
    const now = Math.min(from, Date.now() - 600_000);
    attempt((store) => {
      for (let place = store.length - 1; place >= 0; place -= 1) {
        const key = store.key(place) ?? '';
        const record = key.startsWith(prefix) && parse(store.getItem(key) ?? '');
        if (record && (record.until ?? record.from + longest) <= now) store.removeItem(key);
      }
    });
  }

  return {
    text: (name) => get(keyOf(name)),
    read: (name) => parse(get(keyOf(name))),
    write,
    remove(name) {
      const key = keyOf(name);
      memory.delete(key);
      attempt((store) => store.removeItem(key));
      tell();
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
export const marks = createMarks(() => window.localStorage);

function parse(text: string): ThresholdRecord | undefined {
  const [from = '', until = ''] = text.split(' ');
  return /^\d+$/.test(from) ? { from: +from, until: until ? +until : null } : undefined;
}

/** A word that no other tab has. */
export function randomText(): string {
  return String(Math.random());
}
