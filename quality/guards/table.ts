import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaning } from './meaning';
import { traffic } from './traffic';

/** What makes a line of the catalogue hold, as text of src. */
export interface Guard {
  line: number;
  file: string;
  /** It stands in its file once. */
  was: string;
  /** What stands in its place once it is taken out. */
  without: string;
  /** Where it is not plain that this is the guard. */
  why?: string;
}

export const guards: readonly Guard[] = [...traffic, ...meaning];

/** What is wrong with the table, in sentences: a line without a guard, or a guard that is not found once. */
export function wrongIn(root: string, lines: readonly number[]): string[] {
  const guarded = new Set(guards.map(({ line }) => line));
  const lost = guards.flatMap(({ line, file, was }) => {
    const found = readFileSync(join(root, file), 'utf8').split(was).length - 1;
    return found === 1 ? [] : [`Line ${line}: found ${found} times in ${file}: ${was}`];
  });
  return [...lines.filter((line) => !guarded.has(line)).map((line) => `Line ${line} has no guard.`), ...lost];
}
