import type { ReactElement } from 'react';

/** One gray block of a skeleton, as wide as the given number of digits. */
export function bone(digits: number): ReactElement {
  return <span className="mf-bone">{'\u2007'.repeat(digits)}</span>;
}
