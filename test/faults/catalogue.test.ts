import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue';

const lines = Object.keys(catalogue).map(Number);
/** The design document, which a clone of the project may lack. */
const design = join(import.meta.dirname, '../../../shared/FAULTS.md');

/** The numbers that the titles of this folder's tests begin with. */
function titled(): Set<number> {
  const files = readdirSync(import.meta.dirname).filter((file) => /\.test\.tsx?$/.test(file) && file !== 'catalogue.test.ts');
  const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/(?<!describe)[([]\s*['"`](\d+) · /g)].map(([, number]) => Number(number))));
}

/** The design's text by number: the text between each number and the next. */
function numbered(text: string): Map<number, string> {
  const body = text.slice(text.indexOf('**Network**'));
  const found = new Map<number, string>();
  let at = 0;
  for (let number = 1; ; number += 1) {
    const next = new RegExp(`(?:^|[\\s*])${number} (?=\\S)`, 'm').exec(body.slice(at));
    if (next === null) return found;
    const start = at + next.index;
    if (number > 1) found.set(number - 1, body.slice(at, start));
    at = start + next[0].length;
    found.set(number, body.slice(at));
  }
}

describe('the catalogue of faults', () => {
  it('numbers its lines without gaps', () => {
    expect(lines.length).toBeGreaterThanOrEqual(80);
    expect(lines).toEqual(lines.map((_, index) => index + 1));
  });

  it('has a test for each fault, whose title begins with its number', () => {
    const named = titled();
    expect(lines.filter((line) => !named.has(line))).toEqual([]);
    expect([...named].filter((line) => !(line in catalogue))).toEqual([]);
  });

  it.skipIf(!existsSync(design))('equals the beginning of each line of the design', () => {
    const plain = (text: string) => text.replace(/[`"'’‘]/g, '');
    const theirs = numbered(readFileSync(design, 'utf8'));
    expect(theirs.size).toBe(79);
    expect([...theirs].filter(([line, text]) => !plain(text).startsWith(plain(catalogue[line]!)))).toEqual([]);
  });
});
