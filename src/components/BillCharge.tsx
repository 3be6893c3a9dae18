'use client';
import type { ReactNode } from 'react';
import { negateAmount } from '../core/amounts';
import type { BillLine } from '../core/billLines';
import { amountOf, type Charge } from '../core/charges';
import { displayName, formatAmount, formatQuantity } from '../core/format';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { AmountDue } from './AmountDue';
import { billQuantityText } from './billQuantity';
import { Disclosure } from './Disclosure';

interface BillChargeProps {
  charge: Charge;
  currency: string;
  now: Date | undefined;
  details: ((line: BillLine) => ReactNode) | undefined;
}

/** The most lines at $0.00 that are shown; a longer list of them is collapsed. */
const mostFreeLines = 5;

/** One charge of a bill: its amount and due date, its lines, and the steps from their sum to the amount to pay. */
export function BillCharge({ charge, currency, now, details }: BillChargeProps): ReactNode {
  const localization = useWords(billingWords);
  const { locale, messages } = localization;
  const { dueAt, lines, subtotal, discount, tax, taxIncluded, total, appliedBalance, due, outcome, certainty } = charge;
  const money = (amount: number | null) => formatAmount(amount, currency, locale).replace('-', '−');
  const free = lines.filter(({ kind, amount }) => kind === 'meter' && amount === 0);
  // A few lines at zero are reassuring; dozens of them hide the lines that cost something.
  const collapsed = free.length > mostFreeLines ? free : [];
  const shown = lines.filter((line) => !collapsed.includes(line));
  const notes = [
    taxIncluded && messages.includesTax(money(tax)),
    appliedBalance !== null && appliedBalance < 0 && messages.fromBalance(money(negateAmount(appliedBalance))),
    outcome === 'credited' && messages.creditedToBalance(money(negateAmount(total))),
  ].filter((note) => note !== null && note !== false);

  return (
    <div className="mf-bill-group">
      <AmountDue {...amountOf(charge)} currency={currency} dueAt={dueAt} now={now} outcome={outcome} certainty={certainty} note={notes.length > 0 ? notes.join(' · ') : undefined} />
      {shown.length > 0 && <ul className="mf-lines">{shown.map(lineOf)}</ul>}
      {collapsed.length > 0 && (
        <Disclosure className="mf-fold" summary={messages.atNothing(formatQuantity(collapsed.length, locale), money(0))}>
          <ul className="mf-lines">{collapsed.map(lineOf)}</ul>
        </Disclosure>
      )}
      {stepsOf()}
    </div>
  );

  function lineOf(line: BillLine, index: number): ReactNode {
    const parts = (
      <>
        <span className="mf-line-label">{labelOf(line)}</span>
        <span {...localeText} className="mf-line-value">{money(line.amount)}</span>
      </>
    );
    const more = typeof details === 'function' && details(line);
    return (
      <li className="mf-bill-line" key={line.meterId ?? `${line.kind}${index}`}>
        {more ? (
          <Disclosure className="mf-unfold" summaryClassName="mf-line" summary={parts}>
            {more}
          </Disclosure>
        ) : (
          <div className="mf-line">{parts}</div>
        )}
      </li>
    );
  }

  /** The plan's name is already the heading of its bill, so its line repeats the name only for a new plan or a quantity. */
  function labelOf({ kind, name, quantity, isNewPlan }: BillLine): ReactNode {
    if (kind === 'usage') return messages.usageLine;
    const shownName = name === null ? null : displayName(name);
    if (kind !== 'base') return <bdi className="mf-text">{shownName}</bdi>;
    if (!quantity && !isNewPlan) return messages.basePrice;
    return <bdi {...localeText} className="mf-text">{messages.planLine(shownName, quantity ? billQuantityText(quantity, localization) : null)}</bdi>;
  }

  function stepsOf(): ReactNode {
    const taxStep = tax !== null && tax !== 0 && taxIncluded !== true ? tax : null;
    const discountStep = discount !== null && discount > 0 ? discount : null;
    const balanceStep = appliedBalance !== null && appliedBalance !== 0 ? appliedBalance : null;
    const changes = discountStep !== null || taxStep !== null;
    const steps: readonly (readonly [label: string, amount: number | null, isShown: boolean])[] = [
      [messages.sum, subtotal, changes],
      [messages.discount, negateAmount(discountStep), discountStep !== null],
      [messages.tax, taxStep, taxStep !== null],
      [messages.total, total, changes || balanceStep !== null || outcome === 'credited'],
      [balanceStep !== null && balanceStep < 0 ? messages.balanceUsed : messages.balanceOwed, balanceStep, balanceStep !== null],
      [messages.toPay, due, balanceStep !== null],
    ];
    const known = steps.filter(([, amount, isShown]) => isShown && amount !== null);
    if (known.length === 0) return null;
    return (
      <dl className="mf-steps">
        {known.map(([label, amount], index) => (
          <div key={label} className="mf-line" data-kind={index === known.length - 1 ? 'total' : undefined}>
            <dt className="mf-line-label">{label}</dt>
            <dd {...localeText} className="mf-line-value">{money(amount)}</dd>
          </div>
        ))}
      </dl>
    );
  }
}
