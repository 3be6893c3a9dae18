'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { useWords } from '../i18n/context';
import { balanceWords } from '../i18n/english/balance';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { type MeterProps, readMeter, withoutMeter, type UsageModel, usageModelOf } from './meter';

export interface BalanceProps extends MeterProps, Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** Replaces the text: a function from the meter's usage to your own content. */
  children?: ((usage: UsageModel) => ReactNode) | undefined;
}

/**
 * What is left of a meter, as one phrase: "75 units left", "20 units over", "12 units used" without credits ("0 units left" if the
 * meter has no price and its use is blocked), and "—" if unknown. Renders a `span` with `data-kind`, `data-state` and `data-tone`.
 */
export const Balance = forwardRef<HTMLSpanElement, BalanceProps>(function Balance(props, ref) {
  const localization = useWords(usageWords);
  const { messages } = useWords(balanceWords);
  const { children, className, ...rest } = withoutMeter(props);
  const usage = usageModelOf(props, localization);
  const { words, nameOf } = readMeter(props, localization);
  return (
    <span
      {...localeText}
      {...rest}
      ref={ref}
      className={classNames('mf mf-balance', className)}
      data-kind={usage.kind}
      data-state={usage.state}
      data-tone={usage.tone}
    >
      {typeof children === 'function' ? children(usage) : messages.balance({ ...words(), ...(usage.state === 'unknown' && { hero: usage.state }), unit: nameOf(usage.over || (usage.remaining ?? usage.consumed)) })}
    </span>
  );
});
