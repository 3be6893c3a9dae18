'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { UsageName, UsageStatus, UsageTrack, UsageValue } from './parts';
import { type MeterProps, splitMeterProps, type UsageModel, usageModelOf } from './meter';

export interface UsageBarProps extends MeterProps, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Extra text after the status, such as the cost so far or the renewal date. */
  note?: ReactNode;
  /** Replaces the layout: a function from the meter's usage to your own arrangement of `UsageName`, `UsageTrack` and so on. */
  children?: ((usage: UsageModel) => ReactNode) | undefined;
}

/**
 * The usage of one meter: its name, numbers, bar and status. If usage exceeds the credits, the whole bar stands for the
 * usage: solid up to the credits, striped beyond them.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Assistive technology finds a `meter` in it if the meter
 * has credits to compare with.
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
      {typeof children === 'function' ? children(usage) : assemble(usage, note)}
    </div>
  );
});

// Calls the parts as functions, which is safe because they have no hooks. It saves four components in each of 1,000 bars.
function assemble(usage: UsageModel, note: ReactNode): ReactNode {
  return (
    <>
      {UsageName({ usage })}
      {UsageValue({ usage })}
      {UsageTrack({ usage })}
      {UsageStatus({ usage })}
      {note != null && note !== false && <span {...localeText} className="mf-usage-note">{note}</span>}
    </>
  );
}
