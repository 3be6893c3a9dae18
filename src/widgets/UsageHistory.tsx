'use client';
import { forwardRef, type ReactElement } from 'react';
import { classNames } from '../components/classNames';
import { DrawnHistory } from '../components/DrawnHistory';
import { useLanguage } from '../i18n/useLanguage';
import { keepFocus } from './keepFocus';
import { missingPart } from './missingPart';
import type { UsageHistoryProps } from './PeriodHistory';
import { usePeriodHistory } from './usePeriodHistory';

/**
 * Usage over time: one bar per interval, a line at the pace at which the credits last, and the value of the bar under the
 * pointer or the arrow keys. Screen readers get a slider through time and a table. Renders a `div`.
 *
 * Without `history`, it loads a meter's history, inside of a `PortalProvider`: by day (a period of more than 100 days by
 * month), by the subscription's own periods (`periods`) or by intervals of the calendar (`interval`). Once its code has
 * loaded, it renders nothing if the source has no histories (`source.can.history`).
 */
export const UsageHistory = forwardRef<HTMLDivElement, UsageHistoryProps>(function UsageHistory(props, ref): ReactElement {
  const { history, meterId: _1, periods: _2, compare: _3, by: _4, presets: _5, ...drawn } = props;
  const { interval: _6, unit: _7, creditedUnits: _8, consumedUnits: _9, now: _10, timeZone: _11, className, ...rest } = drawn;
  const language = useLanguage();
  const isLoading = history === undefined || history === null;
  const part = usePeriodHistory(isLoading);
  if (!isLoading) return <DrawnHistory {...language} {...drawn} ref={ref} history={history} />;
  const [loaded] = part;
  if (loaded) return <loaded.PeriodHistory {...props} ref={ref} />;
  return <div onFocus={keepFocus} {...language} {...rest} ref={ref} className={classNames('mf', className)}>{missingPart(part)}</div>;
});
