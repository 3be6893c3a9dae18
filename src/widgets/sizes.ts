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
  const [salt, entries] = readSizes();
  const [, rows, width, height] = (entries.find(isOf(hashText(salt + name))) ?? '').split(' ').map(Number) as [number, number, number, number];
  return rows >= 0 && width > 0 && height > 0 && height < 1e5 ? { rows, width, height } : undefined;
}

/** Stores a size. The name may contain a customer's scope, so only a salted hash of it is stored, which many names share. */
export function rememberSize(name: string, { rows, width, height }: Size): void {
  const [salt, entries] = readSizes();
  const key = hashText(salt + name);
  const others = entries.filter((entry) => !isOf(key)(entry));
  try {
    // Bounded, because a support agent who opens one customer after the other must not fill the storage.
    sessionStorage.setItem(item, [salt, `${key} ${rows} ${width} ${height}`, ...others].slice(0, 41).join());
  } catch {
    // Full, or forbidden by the browser's settings. The next page then starts with a general skeleton.
  }
}

function isOf(key: string): (entry: string) => boolean {
  return (entry) => entry.startsWith(`${key} `);
}

function readSizes(): [salt: string, entries: string[]] {
  try {
    const [salt, ...entries] = sessionStorage.getItem(item)?.split(',') ?? [];
    return [salt || String(Math.random()), entries];
  } catch {
    return ['', []];
  }
}
