import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import { classNames } from './classNames';
import type { UsageModel } from './meter';

interface Part {
  usage: UsageModel;
}

export interface UsageNameProps extends Part, ComponentPropsWithoutRef<'bdi'> {}
export interface UsageValueProps extends Part, ComponentPropsWithoutRef<'span'> {}
export interface UsageTrackProps extends Part, ComponentPropsWithoutRef<'svg'> {}
export interface UsageStatusProps extends Part, ComponentPropsWithoutRef<'span'> {}

/** Thickness of the bar in px, where no style says otherwise. */
const thickness = 8;
/** Taller than any bar, which clips it: the stripes are as high as the host makes the bar. */
const tall = 64;
/** The least and the most of the width that is drawn as part of it: something is never nothing, and almost is never all. */
const sliver = 0.015;

/** The meter's name. Renders a `bdi`, so that a name of any direction leaves the line around it alone. */
export function UsageName({ usage, className, ...rest }: UsageNameProps): ReactElement {
  return (
    <bdi {...rest} className={classNames('mf-usage-name', className)}>
      {usage.name}
    </bdi>
  );
}

/** "120 of 100 units". Renders a `span`. */
export function UsageValue({ usage, className, ...rest }: UsageValueProps): ReactElement {
  return (
    <span {...rest} className={classNames('mf-usage-value', className)}>
      {usage.value}
    </span>
  );
}

/**
 * The bar. Renders an `svg`: with `role="meter"`, a clamped value and a truthful text where there is a
 * range, hidden from assistive technology where there is none. Its lengths are attributes, not styles:
 * strict pages block style attributes.
 */
export function UsageTrack({ usage, className, ...rest }: UsageTrackProps): ReactElement {
  const { bar, consumed, credited } = usage;
  const size = { className: classNames('mf-usage-track', className), width: '100%', height: thickness };
  if (bar === null || consumed === null || credited === null) return <svg {...rest} {...size} aria-hidden="true" data-range="none" />;
  return (
    <svg
      {...rest}
      {...size}
      role="meter"
      aria-label={usage.name}
      aria-valuemin={0}
      aria-valuemax={plainNumber(credited)}
      aria-valuenow={plainNumber(Math.min(Math.max(consumed, 0), credited))}
      aria-valuetext={usage.text}
    >
      {bar.included > 0 && <rect className="mf-usage-fill" width={percent(usage.remaining === 0 && bar.over === 0 ? 1 : drawn(bar.included))} height="100%" />}
      {bar.over > 0 && (
        <line
          className="mf-usage-over"
          x1={percent(1 - drawn(bar.over))}
          x2="100%"
          y1="50%"
          y2="50%"
          strokeWidth={tall}
          strokeDasharray="3 2"
          strokeDashoffset={-2}
        />
      )}
    </svg>
  );
}

/** What is left or over, in words. Renders a `span`. */
export function UsageStatus({ usage, className, ...rest }: UsageStatusProps): ReactElement {
  return (
    <span {...rest} className={classNames('mf-usage-status', className)}>
      {usage.status}
    </span>
  );
}

function drawn(share: number): number {
  return Math.min(Math.max(share, sliver), 1 - sliver);
}

/** Written with digits and a point only: ARIA takes a number, but not everybody takes `1e-7` for one. */
function plainNumber(value: number): number {
  if (!String(value).includes('e')) return value;
  const text = value >= 1 ? String(BigInt(Math.round(value))) : value.toFixed(20).replace(/0+$/, '');
  // React's types know numbers only; what it writes is text.
  return text as unknown as number;
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}
