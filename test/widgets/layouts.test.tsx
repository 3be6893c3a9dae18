import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Usage } from '../../src';
import { servePolar } from '../react/polar';
import { showTo } from './widgets';

describe('Usage with layout="table"', () => {
  it('has one line for each meter: name, what is left or used, and the cost so far', async () => {
    showTo(await servePolar(), 'ada', <Usage layout="table" />);
    await screen.findByRole('table');
    const lines = screen.getAllByRole('row').map((row) => [...row.querySelectorAll('th, td:not([aria-hidden])')].map(({ textContent }) => textContent));
    expect(lines).toEqual([
      ['Meter', 'Left', 'So far'],
      ['Image credits', '35 left', ''],
      ['AI tokens', '412,350 over', '$4.12'],
      ['Emails sent', '6,880 left', '$0.00'],
      ['API requests', '48,230 used', '$19.29'],
      ['Projects created', '12', ''],
    ]);
  });
});

describe('Usage with layout="auto"', () => {
  it('is a table with chips for ten meters or more', async () => {
    const user = userEvent.setup();
    showTo(await servePolar(), 'dee', <Usage layout="auto" />);
    await screen.findByRole('table');
    const all = screen.getByRole('button', { name: 'All 250' });
    expect(all).toHaveAttribute('aria-pressed', 'true');
    const attention = screen.getByRole('button', { name: /^Needs attention / });
    await user.click(attention);
    expect(attention).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(screen.getAllByRole('row').slice(1).every((row) => row.dataset['tone'] !== 'neutral')).toBe(true));
    await user.click(all);
    expect(screen.getByText('100 of 250')).toBeInTheDocument();
  });

  it('is a list for fewer than ten meters', async () => {
    showTo(await servePolar(), 'ada', <Usage layout="auto" />);
    expect(await screen.findAllByRole('listitem')).toHaveLength(5);
  });
});

describe('Usage with a variant', () => {
  it.each([
    ['ring', '.mf-ring', 5],
    ['number', '.mf-number', 5],
  ] as const)('draws each meter as a %s', async (variant, selector, count) => {
    const { container } = showTo(await servePolar(), 'ada', <Usage variant={variant} />);
    await waitFor(() => expect(container.querySelectorAll(selector)).toHaveLength(count));
  });
});
