import { hashText } from '../core/hashText';

/** How large a widget was with a customer's data. */
export interface Size {
  /** Rows of its list. */
  rows: number;
  /** Pixels of its content. */
  width: number;
  height: number;
}

/** The name of an item in session storage: a random salt, then for each widget a salted hash of its name, followed by its rows, width and height. */
const item = 'meterface-sizes';

/** The size that the widget of this name had the last time in this tab. */
export function recallSize(name: string): Size | undefined {
  const [, key, entries] = readSizes(name);
  const [, rows, width, height] = (entries.find((entry) => entry.startsWith(key)) ?? '').split(' ').map(Number) as [number, number, number, number];
  return rows >= 0 && width > 0 && height > 0 && height < 1e5 ? { rows, width, height } : undefined;
}

/** Stores a size. The name may contain a customer's scope, so only a salted hash is stored, too short to identify a name. */
export function rememberSize(name: string, { rows, width, height }: Size): void {
  const [salt, key, entries] = readSizes(name);
  const others = entries.filter((entry) => !entry.startsWith(key));
  try {
    // Bounded, because a support agent who opens one customer after the other must not fill the storage.
    sessionStorage.setItem(item, [salt, `${key}${rows} ${width} ${height}`, ...others].slice(0, 41).join());
  } catch {
    // Full, or forbidden by the browser's settings. The next page then starts with a general skeleton.
  }
}

/** The salt, what the entry of this name starts with, and all entries. */
function readSizes(name: string): [salt: string, key: string, entries: string[]] {
  let stored: string[] | undefined;
  try {
    stored = sessionStorage.getItem(item)?.split(',');
  } catch {
    // Forbidden by the browser's settings.
  }
  const [salt = `${Math.random()}`, ...entries] = stored ?? [];
  return [salt, `${hashText(salt + name)} `, entries];
}
