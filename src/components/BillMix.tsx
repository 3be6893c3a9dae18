import type { ReactElement } from 'react';
import type { BillPart } from './billParts';
import { barHeight, percent } from './svg';

/** A bar of a charge's parts, each as wide as its share of the cost. It repeats the lines below it, so screen readers skip it. Renders an `svg`, or nothing without parts. */
export function BillMix({ parts }: { parts: readonly BillPart[] }): ReactElement | null {
  const shown = parts.filter(({ color }) => color !== undefined);
  if (shown.length === 0) return null;
  return (
    <svg className="mf-mix" width="100%" height={barHeight} aria-hidden="true">
      {shown.map(({ line, color, from, to }, index) => (
        <rect key={line.meterId ?? `${line.kind}${index}`} className="mf-mix-part" data-part={color} x={percent(from)} width={percent(to - from)} height="100%" />
      ))}
    </svg>
  );
}
