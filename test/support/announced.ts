import { screen } from '@testing-library/react';

/** What live regions say. They are on the page before their text. */
export function announced(): string {
  return screen.queryAllByRole('status').map(({ textContent }) => textContent).join('');
}
