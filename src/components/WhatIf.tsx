'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement, type ReactNode, useId, useState } from 'react';
import { explainAmount, type PendingCounts, type PriceOfMeter } from '../core/explain';
import { formatAmount } from '../core/formatMoney';
import { formatQuantity } from '../core/formatQuantity';
import { whatIf } from '../core/whatif';
import { useWords } from '../i18n/context';
import { outlookWords } from '../i18n/english/outlook';
import { localeText } from '../i18n/localeText';
import { OutlookRow } from './OutlookRow';
import { classNames } from './classNames';
import { pricedUnitOf } from './pricedUnitOf';
import { percent } from './svg';

export interface WhatIfProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The meter as the subscription reports it. */
  meter: PendingCounts;
  /** The price of the meter. */
  price: PriceOfMeter;
  /** Polar's lowercase currency code. */
  currency: string;
  /** The upper end of the slider, in units; it is rounded up to a round number. Default: the units used or included, whichever is more, but at least 1,000, or 10 times the multiplier of a custom unit. */
  most?: number | undefined;
}

/** Number of steps of the slider: enough to be useful, and few enough for each to be a round number. */
const steps = 20;

/**
 * A slider that shows what more usage would cost, how far away the cap is, and how many more units the credits cover or, once
 * they are used up, how far away the next rate is. If the cap is reached already, a sentence says so in place of the slider.
 * Renders a `div`, or nothing if the units are unknown or the price cannot be explained.
 */
export const WhatIf = forwardRef<HTMLDivElement, WhatIfProps>(function WhatIf(props, ref): ReactElement | null {
  const { meter, price, currency, most, className, ...rest } = props;
  const { locale, messages } = useWords(outlookWords);
  const id = useId();
  const [position, setPosition] = useState(steps / 4);
  const { many, nameFor, scale } = pricedUnitOf(price, locale, messages);
  const least = scale > 1 ? 10 * scale : 1000;
  const range = most ?? Math.max(least, meter.consumedUnits ?? 0, meter.creditedUnits ?? 0);
  // The step is a round number as shown and a whole number as billed: tiers have no price for fractions of a unit.
  const step = Math.max(1, Math.round(roundStep(range / steps / scale) * scale));
  const extra = position * step;
  const result = whatIf(price, meter, extra, currency);
  if (result.claim === 'none') return null;
  const now = whatIf(price, meter, 0, currency);
  if (now.claim === 'exact' && now.unitsUntilCap === 0) {
    return (
      <div {...rest} ref={ref} className={classNames('mf mf-whatif', className)}>
        <div className="mf-hint">{messages.whatIfCapped(true)}</div>
      </div>
    );
  }
  const { amount, difference, unitsUntilCap, unitsUntilNextTier } = result;
  const explained = explainAmount(meter, price, currency);
  const cap = explained.claim === 'exact' ? explained.cap : null;
  const creditLeft = meter.creditedUnits ? meter.creditedUnits - (meter.consumedUnits ?? NaN) - extra : 0;
  const quantity = (units: number) => formatQuantity(units, locale, false, scale);
  const words = {
    extra: quantity(extra),
    unit: nameFor(extra),
    amount: formatAmount(amount, currency, locale),
    // A word joiner prevents a line break between the sign and the amount.
    difference: `${difference < 0 ? '−' : '+'}\u2060${formatAmount(Math.abs(difference), currency, locale)}`,
  };
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-whatif', className)}>
      <output className="mf-text" htmlFor={id} aria-live="off">
        <OutlookRow label={<span {...localeText} className="mf-text">{messages.whatIfExtra(words.extra, words.unit)}</span>} value={words.amount} />
      </output>
      <div className="mf-slider-box">
        <svg className="mf-slider-track" width="100%" height={4} aria-hidden="true">
          <rect className="mf-slider-fill" width={percent(position / steps)} height="100%" />
        </svg>
        <input
          {...localeText}
          id={id}
          className="mf-slider"
          type="range"
          min={0}
          max={steps}
          value={position}
          onChange={(event) => setPosition(Number(event.target.value))}
          aria-valuetext={messages.whatIf(words)}
        />
      </div>
      <OutlookRow
        isNote
        label={
          <label className="mf-text" htmlFor={id}>
            {messages.whatIfLabel(many)}
          </label>
        }
        value={words.difference}
      />
      {hint()}
    </div>
  );

  function hint(): ReactNode {
    if (unitsUntilCap === 0) return <div className="mf-hint">{messages.whatIfCapped(false)}</div>;
    // Counted from now like the slider, so that a customer needn't add its position. With all digits: "1M" may be short of the goal.
    const from = (units: number): [string, string] => [formatQuantity(extra + units, locale, true, scale), nameFor(extra + units)];
    const parts = [
      difference < 0 && messages.whatIfCheaper,
      // Credits run out before any tier ends. While some are left, a distance to the next rate would be taken for the distance to the first charge.
      creditLeft > 0 ? messages.whatIfCredits(quantity(creditLeft), nameFor(creditLeft)) : !!unitsUntilNextTier && messages.whatIfTier(...from(unitsUntilNextTier)),
      unitsUntilCap !== null && messages.whatIfCap(...from(unitsUntilCap), formatAmount(cap, currency, locale)),
    ].filter((part) => part !== false);
    return parts.length > 0 && <div {...localeText} className="mf-hint">{parts.join('\xA0· ')}</div>;
  }
});

/** Rounds up to a 1, 2 or 5 followed by zeros. */
function roundStep(size: number): number {
  if (!Number.isFinite(size)) return 1;
  const power = 10 ** Math.floor(Math.log10(Math.max(1e-12, size)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= size) ?? 1;
}
