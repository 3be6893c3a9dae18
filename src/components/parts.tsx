import type { ComponentPropsWithoutRef, ReactElement, ReactNode } from 'react';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { emphasize } from './emphasize';
import type { UsageModel } from './meter';
import { barHeight, percent } from './svg';

export interface UsageTrackProps extends ComponentPropsWithoutRef<'svg'> {
  /** The argument of `UsageBar`'s `children` function. */
  usage: UsageModel;
}

/** The smallest visible share of the bar, so that a little usage doesn't look like none, and a few units left don't look like none. */
const sliver = 0.015;

/** The figure of the answer large, and its words small. */
export function figureOf({ value, figure }: UsageModel): ReactNode {
  return emphasize(
    value,
    figure,
    (part) => <b {...localeText} className="mf-usage-figure">{part}</b>,
    (part) => <small {...localeText} className="mf-usage-word">{part}</small>,
  );
}

/**
 * The bar, with a tick at the limit once usage exceeds it, a tick at today and a tint up to the usage expected. Renders an
 * `svg` with `role="meter"`, a value clamped to the range and the numbers as its text; nothing without credits, because
 * there is no range then.
 */
export function UsageTrack({ usage, className, ...rest }: UsageTrackProps): ReactElement | null {
  const { name, text, consumed, credited } = usage;
  if (consumed === null || credited === null) return null;
  const meter = {
    role: 'meter',
    'aria-label': name,
    'aria-valuemin': 0,
    'aria-valuemax': plainNumber(credited),
    'aria-valuenow': plainNumber(Math.min(Math.max(consumed, 0), credited)),
    'aria-valuetext': text,
    ...localeText,
  };
  return track(usage, { ...meter, ...rest, className: classNames('mf-usage-track', className) });
}

/** The bar alone, for a row in which a sentence says everything to screen readers. */
export function track({ bar, remaining, marks }: UsageModel, attributes: ComponentPropsWithoutRef<'svg'>): ReactElement | null {
  if (bar === null) return null;
  const { today, expected } = marks;
  const shapes = [
    expected !== null && <rect key="expected" className="mf-usage-expected" width={percent(expected)} height="100%" />,
    bar.included > 0 && <rect key="fill" className="mf-usage-fill" width={percent(remaining === 0 && bar.over === 0 ? 1 : visible(bar.included))} height="100%" />,
    bar.over > 0 && tick('limit', visible(bar.included)),
    today !== null && tick('today', today),
  ];
  return (
    <svg className="mf-usage-track" {...attributes} width="100%" height={barHeight}>
      {/* Without gaps: behind one, React looks up each child in a map. */}
      {shapes.filter(Boolean)}
    </svg>
  );
}

/** A line across the bar that stands out of it. Its exact length comes from the style sheet. */
function tick(name: 'limit' | 'today', share: number): ReactElement {
  return <rect key={name} className={`mf-usage-${name}`} x={percent(share)} y="-50%" width={2} height="200%" />;
}

function visible(share: number): number {
  return Math.min(Math.max(share, sliver), 1 - sliver);
}

/** A number without an exponent: some assistive technology does not read `1e-7` as a number. */
function plainNumber(value: number): number {
  if (!String(value).includes('e')) return value;
  // React's types allow only numbers here, but React writes the text as it is.
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) as unknown as number;
}
