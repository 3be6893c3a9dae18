'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from 'react';
import type { PendingCounts, PriceOfMeter } from '../core/explain';
import { formatDay } from '../core/formatDate';
import { formatAmount } from '../core/formatMoney';
import { formatEstimate } from '../core/formatEstimate';
import { formatQuantity } from '../core/formatQuantity';
import type { UsagePeriod } from '../core/pace';
import { projectUsage } from '../core/projection';
import { useWords } from '../i18n/context';
import { outlookWords } from '../i18n/english/outlook';
import { localeText } from '../i18n/localeText';
import { OutlookRow } from './OutlookRow';
import { classNames } from './classNames';
import { pricedUnitOf } from './pricedUnitOf';

export interface ProjectionProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The meter as the subscription reports it. */
  meter: PendingCounts;
  /** The period in which its units are counted; `null` for a meter that is never reset. */
  period: UsagePeriod | null;
  /** When the numbers were read. */
  now: Date;
  /** The price of the meter. With `currency`, the estimate includes a cost. */
  price?: PriceOfMeter;
  /** Polar's lowercase currency code. */
  currency?: string | undefined;
}

/**
 * An estimate of the usage at the end of the period, assuming a steady pace: the units, and what they cost. Renders
 * a `div` with `data-over`, or nothing if nothing was used or no estimate is possible: it is too early, the period has ended, the
 * units are unknown, or the meter is never reset.
 */
export const Projection = forwardRef<HTMLDivElement, ProjectionProps>(function Projection(props, ref): ReactElement | null {
  const { meter, period, now, price, currency, className, ...rest } = props;
  const { locale, messages, timeZone } = useWords(outlookWords);
  const projection = projectUsage(meter, period, now, price, currency);
  if (projection.claim === 'none' || projection.units === 0) return null;
  const { units, over, spentAt, amount, cap } = projection;
  // Without credits there is nothing to be over.
  const beyond = meter.creditedUnits ? over : null;
  const { nameFor, scale } = pricedUnitOf(price, locale, messages);
  const cost = amount !== null && currency != null ? formatEstimate(amount, currency, locale) : null;
  const words = {
    // More digits than three would look like a count.
    units: formatQuantity(Number((units / scale).toPrecision(3)), locale),
    unit: nameFor(units),
    by: formatDay(period?.end, now, locale, timeZone),
    over: beyond ? formatQuantity(Number((beyond / scale).toPrecision(3)), locale) : null,
    amount: cost,
    cap: cap !== null && currency != null ? formatAmount(cap, currency, locale) : null,
    spentOn: spentAt && formatDay(spentAt, now, locale, timeZone),
  };
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-projection', className)} data-over={!!beyond}>
      <OutlookRow label={<span {...localeText} className="mf-text">{messages.projection(words)}</span>} value={cost && messages.about(cost)} />
      <OutlookRow isNote label={<span {...localeText} className="mf-text">{messages.projectionNote(words)}</span>} value={null} />
    </div>
  );
});
