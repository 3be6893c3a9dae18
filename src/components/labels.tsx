import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import type { UsageModel } from './meter';
import { figureOf } from './figureOf';

// In a file of their own, because a page with bars alone needs none of these.

interface Part {
  /** The argument of `UsageBar`'s `children` function. */
  usage: UsageModel;
}

export interface UsageNameProps extends Part, ComponentPropsWithoutRef<'bdi'> {}
export interface UsageValueProps extends Part, ComponentPropsWithoutRef<'span'> {}
export interface UsageStatusProps extends Part, ComponentPropsWithoutRef<'span'> {}

/** The meter's name. Renders a `bdi`, so that a name in another direction does not reorder the text around it. */
export function UsageName({ usage, className, ...rest }: UsageNameProps): ReactElement {
  return (
    <bdi {...rest} className={classNames('mf-usage-name', className)}>
      {usage.name}
    </bdi>
  );
}

/** The answer: "31 left", with the figure large and its word small. Renders a `span`. */
export function UsageValue({ usage, className, ...rest }: UsageValueProps): ReactElement {
  return (
    <span {...localeText} {...rest} className={classNames('mf-usage-value', className)}>
      {figureOf(usage)}
    </span>
  );
}

/** The line below the bar: the reason for the figure above it. Renders a `span`. */
export function UsageStatus({ usage, className, ...rest }: UsageStatusProps): ReactElement {
  return (
    <span {...localeText} {...rest} className={classNames('mf-usage-status', className)}>
      {usage.status}
    </span>
  );
}
