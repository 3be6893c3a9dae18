import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UsageBar, UsageSkeleton } from '../../src';

describe('UsageSkeleton', () => {
  it('announces “Loading…” to screen readers and hides the placeholders from them', () => {
    render(<UsageSkeleton />);
    const status = screen.getByRole('status');
    expect(status).toHaveTextContent('Loading…');
    expect(status).toHaveAttribute('data-state', 'loading');
    expect(screen.queryByRole('meter')).toBeNull();
    expect([...status.children].slice(1).every((row) => row.getAttribute('aria-hidden') === 'true')).toBe(true);
  });

  it.each([
    [undefined, 3],
    [1, 1],
    [0, 0],
    [-2, 0],
  ])('with rows={%s} draws %i rows', (rows, drawn) => {
    render(<UsageSkeleton rows={rows} />);
    expect(screen.getByRole('status').querySelectorAll('.mf-usage')).toHaveLength(drawn);
  });

  it('has the same lines and bar height as UsageBar', () => {
    const lines = (root: Element | null) => [...(root?.querySelectorAll(':scope > :not(.mf-hidden)') ?? [])].map((line) => line.getAttribute('class')?.replace(' mf-bone', ''));
    const skeleton = render(<UsageSkeleton rows={1} />).container.querySelector('.mf-usage');
    const bar = render(<UsageBar consumedUnits={1} creditedUnits={2} />).container.querySelector('.mf-usage');
    expect(lines(skeleton)).toEqual(lines(bar));
    expect(skeleton?.querySelector('svg')).toHaveAttribute('height', bar?.querySelector('svg')?.getAttribute('height'));
  });

  it('as a table draws rows that are as tall as those of the loaded table', () => {
    const rulesOf = (file: string, name: string) => Array.from(readFileSync(join(import.meta.dirname, '../../src/styles', file), 'utf8').matchAll(new RegExp(`^ {2}\\.${name} \\{([^}]*)`, 'gm')), ([, rule]) => rule).join('');
    const [, height = ''] = /block-size: (\d+)px/.exec(rulesOf('table.css', 'mf-table-cell')) ?? [];
    const distances = Array.from(rulesOf('usage.css', 'mf-table-bones').matchAll(/(\d+)px repeat-y/g), ([, distance]) => distance);
    expect(distances).toEqual([height, height, height]);
    const { container } = render(<UsageSkeleton rows={10} layout="table" />);
    expect(container.querySelector('svg')).toHaveAttribute('height', `${10 * Number(height)}`);
  });
});
