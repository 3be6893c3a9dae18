'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { type MeterProps, splitMeterProps, usageModelOf } from './meter';
import { UsageName, UsageValue } from './parts';

export interface UsageNumberProps extends MeterProps, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** More for screen readers, after the numbers: "renews December 1". */
  spoken?: string | undefined;
}

/**
 * The usage of one meter as a single large figure: what is left or what it costs, and below it the meter's name.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence in place of the parts.
 */
export const UsageNumber = forwardRef<HTMLDivElement, UsageNumberProps>(function UsageNumber(props, ref) {
  const localization = useWords(usageWords);
  const [meter, { spoken, className, ...rest }] = splitMeterProps(props);
  const usage = usageModelOf(meter, localization);
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-usage mf-number', className)} data-kind={usage.kind} data-state={usage.state} data-tone={usage.tone}>
      <span {...localeText} className="mf-hidden">
        {localization.messages.usageSentence(usage.name, spoken ? [usage.text, spoken] : [usage.text])}
      </span>
      <UsageValue usage={usage} aria-hidden="true" />
      <UsageName usage={usage} aria-hidden="true" />
    </div>
  );
});
