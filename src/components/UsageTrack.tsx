import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import type { UsageModel } from './meter';
import { track } from './track';

export interface UsageTrackProps extends ComponentPropsWithoutRef<'svg'> {
  /** The argument of `UsageBar`'s `children` function. */
  usage: UsageModel;
}

/**
 * The bar. Within the credits, it has a wedge at today (with `elapsed`) and a tint up to the usage expected (with
 * `expectedUnits`); beyond them, a tick at the limit. Renders an
 * `svg` with `role="meter"`, a value clamped to the range and the numbers as its text; nothing without credits or with unknown
 * numbers, because there is no range then.
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

/** A number without an exponent: some assistive technology does not read `1e-7` as a number. */
function plainNumber(value: number): number {
  if (!String(value).includes('e')) return value;
  // React's types allow only numbers here, but React writes the text as it is.
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) as unknown as number;
}
