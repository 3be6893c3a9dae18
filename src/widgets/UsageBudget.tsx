'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useCallback, useRef } from 'react';
import { classNames } from '../components/classNames';
import { meterName } from '../components/meterName';
import { barHeight, percent } from '../components/svg';
import { tick } from '../components/track';
import { describeUnit } from '../components/units';
import { describeBudget } from '../core/budget';
import { formatQuantity } from '../core/formatQuantity';
import { outlookOf } from '../core/outlook';
import { useWords } from '../i18n/context';
import { budgetWords } from '../i18n/english/actions';
import { localeText } from '../i18n/localeText';
import { useUsage, type UseUsageOptions } from '../react/useUsage';
import { bounded } from './bounded';

export interface UsageBudgetProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'>, UseUsageOptions {
  /** The customer's budget for a period, in units, by meter id. You store it. */
  budget?: Readonly<Record<string, number>> | undefined;
  /** Called with the whole new budget when the customer changes one of its numbers. Without it, only meters with a budget are shown, and none can be changed. */
  onBudgetChange?: ((budget: Record<string, number>) => void) | undefined;
  /** Whether your server stops usage at the budget. The texts then say so; the component itself stops nothing. Default: false. */
  enforced?: boolean | undefined;
}

/**
 * A customer's own budget for each meter: what is used of it, with a mark at the budget and a tint up to the usage expected,
 * and in words what happens at 80% and at 100%, and whether usage stops there. On a page with `Usage` and the
 * same `filters`, it sends no request of its own. Renders a `div`, which is empty without meters to show.
 */
export const UsageBudget = bounded(forwardRef<HTMLDivElement, UsageBudgetProps>(function UsageBudget(props, ref) {
  const { budget, onBudgetChange, enforced, filters: _1, whenSpent: _2, units: _3, meters: _4, className, ...rest } = props;
  const { locale, messages } = useWords(budgetWords);
  const { datesAsOf, meters } = useUsage(props);
  const rows = meters.map((joined) => {
    const { meter, unit } = joined;
    const { meterId, consumedUnits } = meter;
    const unitWords = describeUnit({ unit });
    const scale = unitWords.customMultiplier;
    const own = budget?.[meterId];
    const usage = describeBudget(consumedUnits, own, outlookOf(joined, datesAsOf).units, enforced);
    if (!usage && !onBudgetChange) return null;
    const name = meterName(meter.meter.name, messages);
    const unitFor = (count: number | null) => messages.unitName({ ...unitWords, count: count && count / scale });
    const label = messages.budget(unitFor(null));
    const quantity = (count: number | null | undefined) => formatQuantity(count, locale, false, scale);
    const change = (wanted: number) => {
      const { [meterId]: before = 0, ...others } = { ...budget };
      // Compared as shown: 31 / 60 * 60 isn't 31.
      if (wanted !== before / scale) onBudgetChange?.(wanted ? { ...others, [meterId]: wanted * scale } : others);
    };
    return (
      <li key={meterId} className="mf-item">
        <div className="mf mf-usage" data-tone={usage?.tone}>
          <bdi className="mf-usage-name">{name}</bdi>{' '}
          <span {...localeText} className="mf-usage-value">{messages.budgetUsed(quantity(consumedUnits), usage && quantity(own), unitFor(usage ? (own as number) : consumedUnits))}</span>
          {usage?.bar && (
            <svg className="mf-usage-track" height={barHeight} aria-hidden="true">
              <rect className="mf-usage-expected" width={percent(usage.bar.expected)} height="100%" />
              <line className="mf-usage-fill" x2={percent(usage.bar.used)} y2="100%" />
              {tick('limit', usage.bar.budget)}
            </svg>
          )}
          <span {...localeText} className="mf-usage-status" role="status">{usage?.bar && messages.budgetState(usage.state, quantity(usage.left), !!enforced)}</span>
          {onBudgetChange && (
            <div className="mf-usage-action">
              <label className="mf-text">
                {label}{' '}
                <BudgetField label={`${label}: ${name}`} value={own && own / scale} onChange={change} />
              </label>
            </div>
          )}
        </div>
      </li>
    );
  });
  return (
    <div {...rest} ref={ref} className={classNames('mf', className)}>
      {rows.some(Boolean) && (
        <>
          <ul className="mf-list">{rows}</ul>
          <div className="mf-hint mf-foot">{messages.budgetTerms(!!enforced)}</div>
        </>
      )}
    </div>
  );
}));

interface BudgetFieldProps {
  label: string;
  value: number | undefined;
  /** Called with the number in the field, or 0 if it's empty or below 0, when the customer leaves the field or presses Enter. */
  onChange: (value: number) => void;
}

/** A field that keeps a number above 0 until its value changes. It stays the same element, because a new one wouldn't have the focus. */
function BudgetField({ label, value, onChange }: BudgetFieldProps): ReactNode {
  const shown = useRef(value);
  // Not on the first call: a customer may type into a server-rendered field before hydration.
  const update = useCallback((field: HTMLInputElement | null) => {
    if (field && shown.current !== value) field.value = (value ?? '') as string;
    shown.current = value;
  }, [value]);
  // A text such as "1e", which the browser can't read as a number, must not remove the budget.
  // Clears 0 or less itself: without a budget before, `value` doesn't change, so `update` won't.
  const change = ({ currentTarget: field }: { currentTarget: HTMLInputElement }) => field.validity.badInput || onChange(+(field.value = +field.value > 0 ? field.value : ''));
  // A wheel over a number field that has the focus would change the number and not scroll the page.
  return <input aria-label={label} ref={update} className="mf-field" type="number" step="any" defaultValue={value} onBlur={change} onWheel={({ currentTarget }) => currentTarget.blur()} onKeyDown={(event) => event.key === 'Enter' && change(event)} />;
}
