'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { classNames } from './classNames';
import { UsageName, UsageStatus, UsageTrack, UsageValue } from './UsageParts';
import { type MeterProps, splitMeterProps, type UsageModel, usageModelOf } from './meter';

export interface UsageBarProps extends MeterProps, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Follows the status: when credits renew, what it costs so far. */
  note?: ReactNode;
  /** Lays the parts out anew: a function of what the meter means. */
  children?: ((usage: UsageModel) => ReactNode) | undefined;
}

/**
 * What a customer has used of a meter, as a name, a figure, a bar and a sentence.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`; in it a `meter` for assistive technology
 * where there are credits to measure against, and no meter where there are none. Once over, the full width
 * is the consumption, split into what was included (solid) and what is beyond (striped).
 */
export const UsageBar = forwardRef<HTMLDivElement, UsageBarProps>(function UsageBar(props, ref) {
  const localization = useWords(usageWords);
  const [meter, { note, children, className, ...rest }] = splitMeterProps(props);
  const usage = usageModelOf(meter, localization);
  return (
    <div
      {...rest}
      ref={ref}
      className={classNames('mf mf-usage', className)}
      data-kind={usage.kind}
      data-state={usage.state}
      data-tone={usage.tone}
    >
      {children === undefined ? assemble(usage, note) : children(usage)}
    </div>
  );
});

// The parts have no hooks, so they can be called: four components fewer to mount and update in each of 1,000 bars.
function assemble(usage: UsageModel, note: ReactNode): ReactNode {
  return (
    <>
      {UsageName({ usage })}
      {UsageValue({ usage })}
      {UsageTrack({ usage })}
      {UsageStatus({ usage })}
      {note != null && note !== false && <span className="mf-usage-note">{note}</span>}
    </>
  );
}
