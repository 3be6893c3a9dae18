import type { ReactElement } from 'react';

/** One gray block of a skeleton, as wide as the given number of digits. */
export function bone(digits: number): ReactElement {
  return <span className="mf-bone">{'\u2007'.repeat(digits)}</span>;
}

/** The rows of a skeleton: at most as many as fit a screen, because more would only keep the page busy. */
export function boneRows(count: number | null | undefined, row: (index: number) => ReactElement): ReactElement[] {
  const rows: ReactElement[] = [];
  for (let index = 0; index < Math.min(count ?? defaultRows, mostRows); index += 1) rows.push(row(index));
  return rows;
}

const defaultRows = 3;
const mostRows = 100;
