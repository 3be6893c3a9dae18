'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { type AmountLine, explainAmount, type PendingCounts, type PriceOfMeter } from '../core/explain';
import { formatAmount } from '../core/formatMoney';
import { formatQuantity } from '../core/formatQuantity';
import { useWords } from '../i18n/context';
import { receiptWords } from '../i18n/english/receipts';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { pricedRate } from './pricedRate';
import { pricedUnitOf } from './pricedUnitOf';

export interface ReceiptProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The meter as the subscription reports it, with its amount. */
  meter: PendingCounts;
  /** The price of the meter. Without it the amount is shown without an explanation. */
  price: PriceOfMeter;
  /** Polar's lowercase currency code. */
  currency: string;
  /** Whether the subscription is in a trial. With an amount of 0, the receipt then says only that usage is free. Default: false. */
  inTrial?: boolean | undefined;
}

/**
 * The arithmetic behind an amount, one line per step with its operator: used − included = over, × rate, the cap, and the
 * amount, which says so if it was rounded. Screen readers get a short text instead. An amount that cannot be explained is shown
 * as the server reports it, and the receipt says so. In a trial with an amount of 0, it says only that usage is free, because Polar counts no usage of a trial.
 * Renders a `div` with `data-claim`, and with `data-settled` if it shows the arithmetic.
 */
export const Receipt = forwardRef<HTMLDivElement, ReceiptProps>(function Receipt(props, ref) {
  const { meter, price, currency, inTrial, className, ...rest } = props;
  const localization = useWords(receiptWords);
  const { locale, messages } = localization;
  const explanation = explainAmount(meter, price, currency);
  const root = { ...rest, ref, className: classNames('mf mf-receipt', className), 'data-claim': explanation.claim };
  const money = (amount: number | string | null) => formatAmount(amount, currency, locale);

  // Polar counts no event of a trial, so its numbers say nothing about use.
  if (inTrial && explanation.reported === 0) {
    return (
      <div {...root}>
        <div className="mf-hint">{messages.freeInTrial}</div>
      </div>
    );
  }
  if (explanation.claim === 'none') {
    return (
      <div {...root}>
        <div className="mf-hint">{messages.notExplained}</div>
        <div className="mf-slip">{row('', messages.reported, money(explanation.reported), 'total')}</div>
      </div>
    );
  }

  const { billableUnits, lines, subtotal, cap, capped, computed, reported, settled } = explanation;
  const unit = pricedUnitOf(price, locale, messages);
  const quantity = (units: number) => formatQuantity(units, locale, true, unit.scale);
  const rate = ({ unitAmount }: AmountLine) => pricedRate(unitAmount, unit, currency, localization);
  const consumed = quantity(meter.consumedUnits ?? NaN);
  const credited = quantity(meter.creditedUnits ?? NaN);
  const over = quantity(billableUnits);
  // A cap is a whole amount, so rounding changed nothing.
  const isRounded = subtotal.includes('.') && !capped;
  const total = !settled ? messages.reported : isRounded ? messages.amountDueRounded : messages.amountDue;
  return (
    <div {...root} data-settled={settled}>
      <div {...localeText} className="mf-hidden">
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
      </div>
      <div className="mf-slip" aria-hidden="true">
        {row('', messages.used, messages.historyTotal(consumed, unit.nameFor(meter.consumedUnits ?? NaN)))}
        {meter.creditedUnits !== 0 && row('−', messages.included, credited)}
        {meter.creditedUnits !== 0 && row('=', messages.overCredits, over, 'result')}
        {lines.length === 1 && lines.map((line, index) => row('×', rate(line), money(line.amount), undefined, index))}
        {lines.length > 1 && lines.map((line, index) => row(index === 0 ? '' : '+', `${quantity(line.units)} × ${rate(line)}`, money(line.amount), undefined, index))}
        {lines.length > 1 && row('=', messages.sum, money(subtotal), 'result')}
        {capped && row('', messages.capped, money(cap))}
        {row('', total, money(reported), 'total')}
      </div>
      {!settled && <div {...localeText} className="mf-hint">{messages.settling(money(computed))}</div>}
    </div>
  );
});

/** One step: an operator, what it is applied to, and the figure. */
function row(operator: string, label: string, value: string, kind?: 'result' | 'total', key?: number): ReactNode {
  return (
    <div key={key} className="mf-line" data-kind={kind}>
      <span className="mf-line-operator">{operator}</span>
      <span {...localeText} className="mf-line-label">{label}</span>
      <span {...localeText} className="mf-line-value">{value}</span>
    </div>
  );
}
