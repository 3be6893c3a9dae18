import type { ReactElement } from 'react';

/** A piece of a skeleton, as wide as so many digits. */
export function bone(digits: number): ReactElement {
  return <span className="mf-bone">{'\u2007'.repeat(digits)}</span>;
}
