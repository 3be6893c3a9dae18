import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaning } from './meaning';
import { outside } from './outside';
import { traffic } from './traffic';

/** A piece of source text that protects against a fault of the catalogue. */
export interface Guard {
  /** The number of the fault. */
  line: number;
  file: string;
  /** The text, which occurs in its file once. */
  was: string;
  /** The text without the guard. */
  without: string;
  /** Why this text is the guard, where that isn't obvious. */
  why?: string;
}

export const guards: readonly Guard[] = [...traffic, ...meaning, ...outside];

/** Lists mistakes in the table: a fault without a guard, or a guard whose text doesn't occur exactly once. */
export function mistakesIn(root: string, lines: readonly number[]): string[] {
  const guarded = new Set(guards.map(({ line }) => line));
  const lost = guards.flatMap(({ line, file, was }) => {
    const found = readFileSync(join(root, file), 'utf8').split(was).length - 1;
    return found === 1 ? [] : [`Fault ${line}: found ${found} times in ${file}: ${was}`];
  });
  return [...lines.filter((line) => !guarded.has(line)).map((line) => `Fault ${line} has no guard.`), ...lost];
}
