'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from 'react';
import type { PendingCounts, PriceOfMeter } from '../core/explain';
import { formatAmount, formatDate, formatQuantity } from '../core/format';
import type { UsagePeriod } from '../core/pace';
import { projectUsage } from '../core/projection';
import { useWords } from '../i18n/context';
import { outlookWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { barHeight, clippedStroke, percent } from './svg';
import { pricedUnitOf } from './units';

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
 * An estimate of the usage at the end of the period, assuming a steady pace: a bar with the estimate dotted and the credits
 * marked, and a sentence. Renders a `div`, or nothing if it is too early, nothing was used or the meter is never reset.
 */
export const Projection = forwardRef<HTMLDivElement, ProjectionProps>(function Projection(props, ref): ReactElement | null {
  const { meter, period, now, price, currency, className, ...rest } = props;
  const { locale, messages, timeZone } = useWords(outlookWords);
  const projection = projectUsage(meter, period, now, price, currency);
  if (projection.claim === 'none' || projection.units === 0) return null;
  const { units, over, spentAt, amount } = projection;
  const consumed = Math.max(0, meter.consumedUnits ?? 0);
  const credited = Number.isFinite(meter.creditedUnits) ? Math.max(0, meter.creditedUnits ?? 0) : 0;
  const full = Math.max(units, credited, consumed);
  const share = (part: number) => percent(full > 0 ? part / full : 0);
  const { nameFor, scale } = pricedUnitOf(price, locale, messages);
  const sentence = messages.projection({
    units: formatQuantity(units, locale, false, scale),
    unit: nameFor(units),
    over: over ? formatQuantity(over, locale, false, scale) : null,
    amount: amount !== null && currency != null ? formatAmount(amount, currency, locale) : null,
    spentOn: spentAt && formatDate(spentAt, locale, timeZone),
  });
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-projection', className)} data-over={over !== null && over > 0}>
      <svg className="mf-usage-track" width="100%" height={barHeight} aria-hidden="true">
        {consumed > 0 && <rect className="mf-usage-fill" width={share(consumed)} height="100%" />}
        {units > consumed && (
          <line
            className="mf-projection-estimate"
            x1={share(consumed)}
            x2={share(units)}
            y1="50%"
            y2="50%"
            strokeWidth={clippedStroke}
            strokeDasharray="2 4"
          />
        )}
        {credited > 0 && credited < full && (
          <line className="mf-projection-credits" x1={share(credited)} x2={share(credited)} y2="100%" strokeWidth={2} />
        )}
      </svg>
      <p {...localeText} className="mf-projection-text">{sentence}</p>
      <p className="mf-hint">{messages.projectionAssumes(amount !== null && currency != null)}</p>
    </div>
  );
});
