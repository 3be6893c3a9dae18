import { screen } from '@testing-library/react';

/** The text of all status regions. Each is on the page before its text, so this may be empty. */
export function announced(): string {
  return screen.queryAllByRole('status').map(({ textContent }) => textContent).join('');
}
