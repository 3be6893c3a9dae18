import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Sparkline } from '../../src/components/Sparkline';
import { describeHistory } from '../../src/core/history';

const dayOf = (index: number) => new Date(Date.UTC(2026, 10, 1 + index));
const barsOf = (quantities: (number | null)[], now = dayOf(quantities.length)) =>
  describeHistory({ quantities: quantities.map((quantity, index) => ({ timestamp: dayOf(index), quantity })), total: null }, null, now).bars;

function drawn(quantities: (number | null)[], now?: Date) {
  const { container } = render(<Sparkline bars={barsOf(quantities, now)} />);
  return [...container.querySelectorAll('rect')].map((bar) => ['x', 'width', 'y', 'height', 'fill-opacity'].map((name) => bar.getAttribute(name)));
}

describe('Sparkline', () => {
  it('draws a bar for each day, as high as its share of the highest', () => {
    expect(drawn([25, 100])).toEqual([
      ['5%', '40%', '75%', '25%', '0.72'],
      ['55%', '40%', '0%', '100%', '1'],
    ]);
  });

  it('draws the latest day darkest, and future days and days without usage as faint lines', () => {
    expect(drawn([10, 0, 5, 0, 0], dayOf(2)).map(([, , , height, opacity]) => [height, opacity])).toEqual([
      ['100%', '0.72'],
      ['4%', '0.3'],
      ['50%', '1'],
      ['4%', '0.3'],
      ['4%', '0.3'],
    ]);
  });

  it('draws a little usage as a visible bar, and an unknown day as a faint line', () => {
    expect(drawn([1000, 1, null]).map(([, , , height]) => height)).toEqual(['100%', '8%', '4%']);
  });

  it('is hidden from screen readers, because the sentence of its row has the numbers', () => {
    const { container } = render(<Sparkline bars={barsOf([1, 2])} />);
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
  });
});
