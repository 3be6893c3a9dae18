import { screen } from '@testing-library/react';

/** The texts of live regions. The regions are on the page before their text. */
export function announced(): string {
  return screen.queryAllByRole('status').map(({ textContent }) => textContent).join('');
}
