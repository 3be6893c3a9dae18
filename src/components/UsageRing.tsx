'use client';
import type { ForwardRefExoticComponent, ReactElement, ReactNode, RefAttributes } from 'react';
import { formatPercent } from '../core/formatPercent';
import { localeText } from '../i18n/localeText';
import type { UsageModel } from './meter';
import { type MeterDrawingProps, meterDrawing } from './meterDrawing';
import { UsageName, UsageStatus, UsageValue } from './labels';

export interface UsageRingProps extends MeterDrawingProps {}

export const ringClass = 'mf-ring';

/** Draws the parts of a `UsageRing`. */
export function drawRing(usage: UsageModel, locale: string): ReactNode {
  return (
    <>
      {usage.ratio !== null && <Ring usage={usage} locale={locale} />}
      <UsageName usage={usage} aria-hidden="true" />
      {usage.value === '' ? <UsageStatus usage={usage} aria-hidden="true" /> : <UsageValue usage={usage} aria-hidden="true" />}
    </>
  );
}

/**
 * The usage of one meter as a ring with the share that is used, and beside it the meter's name and what is left or what it
 * costs. A meter without credits, or with unknown numbers, has no ring: there is nothing to compare with.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence in place of the parts.
 */
export const UsageRing: ForwardRefExoticComponent<UsageRingProps & RefAttributes<HTMLDivElement>> = meterDrawing(ringClass, drawRing);

const size = 56;
const width = 6;
/** The circumference is 100, so that a dash is a percentage. */
const circle = { cx: size / 2, cy: size / 2, r: (size - width) / 2, fill: 'none', strokeWidth: width, pathLength: 100 };

function Ring({ usage, locale }: { usage: UsageModel; locale: string }): ReactElement {
  const { ratio, remaining } = usage;
  // As in a bar, a little usage and a little that is left remain visible.
  const used = ratio === null || ratio <= 0 ? 0 : remaining === 0 ? 100 : Math.min(98, Math.max(2, ratio * 100));
  const share = formatPercent(ratio, locale);
  // `data-size` depends on the number, not on its text: a server may format it differently, and React keeps the attributes from the server.
  return (
    <svg className="mf-ring-track" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <circle {...circle} className="mf-ring-rest" />
      {used > 0 && <circle {...circle} className="mf-ring-fill" strokeDasharray={`${used} ${100 - used}`} transform={`rotate(-90 ${size / 2} ${size / 2})`} />}
      <text {...localeText} className="mf-ring-share" data-size={ratio !== null && ratio >= 0.995 ? 'small' : undefined} x="50%" y="50%" textAnchor="middle" dominantBaseline="central">
        {share}
      </text>
    </svg>
  );
}
