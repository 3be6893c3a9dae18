import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import type { UsageModel } from './meter';
import { barHeight, percent } from './svg';

/** The smallest visible share of the bar, so that a little usage doesn't look like none, and a few units left don't look like none. */
const sliver = 0.015;

/** The bar alone, for a row in which a sentence says everything to screen readers. */
export function track({ bar, remaining, marks }: UsageModel, attributes: ComponentPropsWithoutRef<'svg'>): ReactElement | null {
  if (bar === null) return null;
  const { today, expected } = marks;
  const shapes = [
    expected !== null && <rect key="expected" className="mf-usage-expected" width={percent(expected)} height="100%" />,
    // A diagonal, which the style sheet cuts to a bar. The ends of a line are not CSS properties, unlike the width of a rect, so the
    // browser doesn't compute styles again when one moves.
    bar.included > 0 && <line key="fill" className="mf-usage-fill" x2={percent(remaining === 0 && bar.over === 0 ? 1 : visible(bar.included))} y2="100%" />,
    bar.over > 0 && tick('limit', visible(bar.included)),
    today !== null && tick('today', today),
  ];
  return (
    <svg className="mf-usage-track" {...attributes} height={barHeight}>
      {/* Without gaps: behind one, React looks up each child in a map. */}
      {shapes.filter(Boolean)}
    </svg>
  );
}

/**
 * A line across the bar that sticks out of it. Its exact shape comes from the style sheet. Not a `rect`, whose place is a CSS
 * property: the browser would compute its styles for each place, which took a quarter of the time that a bar with a tick takes.
 */
export function tick(name: 'limit' | 'today', share: number): ReactElement {
  const x = percent(share);
  return <line key={name} className={`mf-usage-${name}`} x2={x} y2="150%" x1={x} y1="-50%" />;
}

function visible(share: number): number {
  return Math.min(Math.max(share, sliver), 1 - sliver);
}
