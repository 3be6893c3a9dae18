import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import type { UsageModel } from './meter';
import { barHeight, clippedStroke, percent } from './svg';

interface Part {
  /** The argument of `UsageBar`'s `children` function. */
  usage: UsageModel;
}

export interface UsageNameProps extends Part, ComponentPropsWithoutRef<'bdi'> {}
export interface UsageValueProps extends Part, ComponentPropsWithoutRef<'span'> {}
export interface UsageTrackProps extends Part, ComponentPropsWithoutRef<'svg'> {}
export interface UsageStatusProps extends Part, ComponentPropsWithoutRef<'span'> {}

/** The smallest visible share of the bar, so that a little usage doesn't look like none, and a few units left don't look like none. */
const sliver = 0.015;

/** The meter's name. Renders a `bdi`, so that a name in another direction does not reorder the text around it. */
export function UsageName({ usage, className, ...rest }: UsageNameProps): ReactElement {
  return (
    <bdi {...rest} className={classNames('mf-usage-name', className)}>
      {usage.name}
    </bdi>
  );
}

/** The numbers: "120 of 100 units". Renders a `span`. */
export function UsageValue({ usage, className, ...rest }: UsageValueProps): ReactElement {
  return (
    <span {...localeText} {...rest} className={classNames('mf-usage-value', className)}>
      {usage.value}
    </span>
  );
}

/**
 * The bar. Renders an `svg` with `role="meter"`, a value clamped to the range and the exact numbers as its text. A meter
 * without credits has no range: its bar is hidden from assistive technology.
 */
export function UsageTrack({ usage, className, ...rest }: UsageTrackProps): ReactElement {
  const { bar, consumed, credited } = usage;
  const size = { className: classNames('mf-usage-track', className), width: '100%', height: barHeight };
  if (bar === null || consumed === null || credited === null) return <svg {...rest} {...size} aria-hidden="true" data-range="none" />;
  return (
    <svg
      {...localeText}
      {...rest}
      {...size}
      role="meter"
      aria-label={usage.name}
      aria-valuemin={0}
      aria-valuemax={plainNumber(credited)}
      aria-valuenow={plainNumber(Math.min(Math.max(consumed, 0), credited))}
      aria-valuetext={usage.text}
    >
      {bar.included > 0 && <rect className="mf-usage-fill" width={percent(usage.remaining === 0 && bar.over === 0 ? 1 : visible(bar.included))} height="100%" />}
      {bar.over > 0 && (
        <line
          className="mf-usage-over"
          x1={percent(1 - visible(bar.over))}
          x2="100%"
          y1="50%"
          y2="50%"
          strokeWidth={clippedStroke}
          strokeDasharray="3 2"
          strokeDashoffset={-2}
        />
      )}
    </svg>
  );
}

/** The text below the bar: what is left, or how far over. Renders a `span`. */
export function UsageStatus({ usage, className, ...rest }: UsageStatusProps): ReactElement {
  return (
    <span {...localeText} {...rest} className={classNames('mf-usage-status', className)}>
      {usage.status}
    </span>
  );
}

function visible(share: number): number {
  return Math.min(Math.max(share, sliver), 1 - sliver);
}

/** A number without an exponent: some assistive technology does not read `1e-7` as a number. */
function plainNumber(value: number): number {
  if (!String(value).includes('e')) return value;
  const text = value >= 1 ? String(BigInt(Math.round(value))) : value.toFixed(20).replace(/0+$/, '');
  // React's types allow only numbers here, but React writes the text as it is.
  return text as unknown as number;
}
