'use client';
import type { ReactNode } from 'react';
import { negateAmount, sumAmounts } from '../core/amounts';
import type { BillLine } from '../core/billLines';
import { amountOf, type Charge } from '../core/charges';
import { displayName } from '../core/displayName';
import { type ChargeForecast, forecastOf } from '../core/forecast';
import { formatEstimate } from '../core/formatEstimate';
import { formatAmount } from '../core/formatMoney';
import { formatQuantity } from '../core/formatQuantity';
import type { MeterOptions } from '../core/joinMeters';
import type { UsagePeriod } from '../core/pace';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { AmountDue } from './AmountDue';
import { BillMix } from './BillMix';
import { Disclosure } from './Disclosure';
import { type BillPart, billParts } from './billParts';
import { billQuantityText } from './billQuantity';
import { billSteps } from './billSteps';
import { lineDetail } from './lineDetail';
import { meterName } from './meterName';

interface BillChargeProps {
  charge: Charge;
  currency: string;
  now: Date | undefined;
  /** The period in which the charge's usage counts. Without it, nothing is estimated. */
  period: UsagePeriod | undefined;
  isTrial: boolean;
  isBalanceShared: boolean;
  units: MeterOptions['units'];
  hidesUnits: boolean | undefined;
  details: ((line: BillLine) => ReactNode) | undefined;
  action: ReactNode;
}

/** The most meters shown at $0.00; a longer list of them is collapsed. */
const mostFreeLines = 5;

/** One charge of a bill: its amount and due date, its lines, and the steps from their sum to the amount to pay. */
export function BillCharge({ charge, currency, now, period, isTrial, isBalanceShared, units, hidesUnits, details, action }: BillChargeProps): ReactNode {
  const localization = useWords(billingWords);
  const { locale, messages } = localization;
  const { dueAt, tax, taxIncluded, total, appliedBalance, outcome, certainty } = charge;
  const money = (amount: number | null) => formatAmount(amount, currency, locale);
  const parts = billParts(charge.lines);
  const free = parts.filter(({ line: { kind, amount } }) => kind === 'meter' && amount === 0);
  // A few lines at zero are reassuring; dozens of them hide the lines that cost something.
  const collapsed = free.length > mostFreeLines ? free : [];
  const shown = parts.filter((part) => !collapsed.includes(part));
  const steps = billSteps(charge, messages);
  const forecast = period && now && forecastOf(charge, period, now, currency);
  const due = amountOf(charge);
  const note = [
    // A credit has no tax to pay, and an amount that a balance has reduced may be less than its tax.
    taxIncluded && outcome !== 'credited' && messages.includesTax(money(tax), !!appliedBalance),
    appliedBalance !== null && appliedBalance < 0 && messages.fromBalance(money(negateAmount(appliedBalance)), isBalanceShared),
    outcome === 'credited' && messages.creditedToBalance(money(negateAmount(total))),
  ].filter(Boolean).join('\xA0· ');

  return (
    <div className="mf-bill-group">
      <AmountDue {...due} currency={currency} dueAt={dueAt} now={now} outcome={outcome} certainty={certainty} note={note} />
      {forecast && <div className="mf-forecast">{forecastText(forecast)}</div>}
      {action}
      <BillMix parts={parts} />
      {shown.length > 0 && <ul className="mf-lines">{shown.map(lineOf)}</ul>}
      {collapsed.length > 0 && (
        <Disclosure className="mf-fold" summary={messages.atNothing(formatQuantity(collapsed.length, locale), money(0))}>
          <ul className="mf-lines">{collapsed.map(lineOf)}</ul>
        </Disclosure>
      )}
      {steps.length > 0 && (
        <dl className="mf-steps">
          {steps.map(({ label, amount, isTotal }) => (
            <div key={label} className="mf-line" data-kind={isTotal ? 'total' : undefined}>
              <dt className="mf-line-label">{label}</dt>
              <dd {...localeText} className="mf-line-value">{money(amount)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );

  function lineOf({ line, color }: BillPart, index: number): ReactNode {
    const detail = hidesUnits ? null : lineDetail(line, { currency, isTrial, unit: units?.[line.meterId ?? ''] }, localization);
    const content = (
      <>
        <span className="mf-line-label">{labelOf(line)}</span>
        {detail !== null && <span {...localeText} className="mf-line-detail">{detail}</span>}
        <span {...localeText} className="mf-line-value">{money(line.amount)}</span>
      </>
    );
    const more = typeof details === 'function' && details(line);
    return (
      <li className="mf-bill-line" key={line.meterId ?? `${line.kind}${index}`} data-part={color ?? (line.amount === 0 ? 'none' : undefined)}>
        {more ? (
          <Disclosure className="mf-unfold" summaryClassName="mf-line" summary={content}>
            {more}
          </Disclosure>
        ) : (
          <div className="mf-line">{content}</div>
        )}
      </li>
    );
  }

  /** The heading of the bill already names the plan, so the plan's line repeats the name only for a new plan or a quantity. */
  function labelOf({ kind, name, quantity, isNewPlan }: BillLine): ReactNode {
    if (kind === 'usage') return charge.lines.some((line) => line.kind === 'meter') ? messages.otherUsage : messages.usageLine;
    if (kind === 'meter') return <bdi className="mf-text">{meterName(name, messages)}</bdi>;
    const shownName = name === null ? null : displayName(name);
    if (kind !== 'base') return <bdi className="mf-text">{shownName}</bdi>;
    if (!quantity && !isNewPlan) return messages.basePrice;
    return <bdi {...localeText} className="mf-text">{messages.planLine(shownName, quantity ? billQuantityText(quantity, localization) : null)}</bdi>;
  }

  /** Estimates the amount above if it is a sum of lines; with a discount, tax or balance, only what will be added to it. */
  function forecastText({ subtotal, more, before }: ChargeForecast): ReactNode {
    const isSum = sumAmounts([due.amount, more]) === subtotal;
    const amount = formatEstimate(isSum ? subtotal : more, currency, locale);
    const isSaid = before.every((part) => due.before.includes(part));
    const sentence = messages.forecast({ amount, isMore: !isSum, before: isSaid ? '' : messages.amountBefore(before) });
    // Each text has an element of its own, because translating extensions replace text nodes.
    const [start = '', ...rest] = sentence.split(amount);
    return (
      <>
        <span {...localeText} className="mf-text">{start}</span>
        <strong {...localeText} className="mf-forecast-amount">{amount}</strong>
        <span {...localeText} className="mf-text">{rest.join(amount)}</span>
      </>
    );
  }
}
