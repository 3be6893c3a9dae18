import type { ReactElement } from 'react';

/** The text of a gray block, as wide as the given number of digits. */
export function blank(digits: number): string {
  return '\u2007'.repeat(digits);
}

/** One gray block of a skeleton, as wide as the given number of digits. */
export function bone(digits: number): ReactElement {
  return <span className="mf-bone">{blank(digits)}</span>;
}

/** The rows of a skeleton. */
export function boneRows(given: number | null | undefined, row: (index: number) => ReactElement): ReactElement[] {
  const rows: ReactElement[] = [];
  for (let index = 0; index < rowsOf(given); index += 1) rows.push(row(index));
  return rows;
}

/** How many rows a skeleton has: at most 100, because rows below the screen would only keep the page busy. */
export function rowsOf(given: number | null | undefined): number {
  return Math.max(0, Math.min(given ?? 3, 100)) || 0;
}
