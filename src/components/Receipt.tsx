'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { type AmountLine, explainAmount, type PendingCounts, type PriceOfMeter } from '../core/explain';
import { formatAmount, formatQuantity, formatRate } from '../core/format';
import { useWords } from '../i18n/context';
import { receiptWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { pricedUnitOf } from './units';

export interface ReceiptProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The meter as the subscription reports it, with its amount. */
  meter: PendingCounts;
  /** The price of the meter. Without it the amount is shown without an explanation. */
  price: PriceOfMeter;
  /** Polar's lowercase currency code. */
  currency: string;
}

/**
 * The arithmetic behind an amount, one line per step: consumed − credited = over, × rate, rounded, capped. Screen readers
 * get one sentence instead. An amount that cannot be explained is shown as the server reports it, and the receipt says so.
 * Renders a `div` with `data-claim` and `data-settled`.
 */
export const Receipt = forwardRef<HTMLDivElement, ReceiptProps>(function Receipt(props, ref) {
  const { meter, price, currency, className, ...rest } = props;
  const { locale, messages } = useWords(receiptWords);
  const explanation = explainAmount(meter, price, currency);
  const root = { ...rest, ref, className: classNames('mf mf-receipt', className), 'data-claim': explanation.claim };
  const money = (amount: number | string | null) => formatAmount(amount, currency, locale);

  if (explanation.claim === 'none') {
    return (
      <div {...root}>
        <p className="mf-hint">{messages.notExplained}</p>
        {row(messages.reported, money(explanation.reported), 'total')}
      </div>
    );
  }

  const { billableUnits, lines, subtotal, rounded, cap, capped, computed, reported, settled } = explanation;
  const unit = pricedUnitOf(price, locale, messages);
  const quantity = (units: number) => formatQuantity(units, locale, true, unit.scale);
  const rate = ({ unitAmount }: AmountLine) => messages.rate(formatRate(unitAmount, unit.per, currency, locale), unit.label);
  const consumed = quantity(meter.consumedUnits ?? NaN);
  const credited = quantity(meter.creditedUnits ?? NaN);
  const over = quantity(billableUnits);
  return (
    <div {...root} data-settled={settled}>
      <p {...localeText} className="mf-hidden">
        {messages.receiptSentence({
          consumed,
          credited,
          over,
          unit: unit.nameFor(meter.consumedUnits ?? NaN),
          rates: lines.filter(({ units }) => units > 0).map(rate),
          cap: capped ? money(cap) : null,
          amount: money(computed),
          reported: money(reported),
          settled,
        })}
      </p>
      <div className="mf-slip" aria-hidden="true">
        {row(messages.used, `${consumed} ${unit.nameFor(meter.consumedUnits ?? NaN)}`)}
        {meter.creditedUnits !== 0 && row(messages.included, quantity(-(meter.creditedUnits ?? NaN)))}
        {meter.creditedUnits !== 0 && row(messages.overCredits, over)}
        {lines.map((line, index) => (
          <div key={index} className="mf-line">
            <span {...localeText} className="mf-line-label">{`${quantity(line.units)} × ${rate(line)}`}</span>
            <span {...localeText} className="mf-line-value">{money(line.amount)}</span>
          </div>
        ))}
        {lines.length > 1 && row(messages.sum, money(subtotal))}
        {subtotal.includes('.') && row(messages.rounded, money(rounded))}
        {capped && row(messages.capped, money(cap))}
        {row(settled ? messages.amountDue : messages.reported, money(reported), 'total')}
      </div>
      {!settled && <p {...localeText} className="mf-hint">{messages.settling(money(computed))}</p>}
    </div>
  );
});

function row(label: string, value: string, kind?: 'total'): ReactNode {
  return (
    <div className="mf-line" data-kind={kind}>
      <span className="mf-line-label">{label}</span>
      <span {...localeText} className="mf-line-value">{value}</span>
    </div>
  );
}
