'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { allowanceOf } from '../core/allowance';
import { formatQuantity } from '../core/formatQuantity';
import { plural } from '../core/plural';
import type { UsageTerms } from '../core/usage';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { UsageName, UsageStatus, UsageValue } from './labels';
import { type MeterLike, usageModelOf } from './meter';
import { meterName } from './meterName';
import { barHeight, percent } from './svg';
import { describeUnit, type UnitProp } from './units';

/** A meter that shares an allowance. React's key for it is one of its ids, or its place in the list. */
export interface StackedMeter extends MeterLike {
  /** Name of the meter. Default: the name in `meter`. */
  name?: string | undefined;
  /** The id of the customer meter. */
  id?: string | undefined;
  /** The id of the meter. */
  meterId?: string | undefined;
}

export interface UsageStackProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Name of the allowance. */
  name: string;
  /** The meters that share the allowance, in the order of the bar. */
  meters: readonly StackedMeter[];
  /** The allowance, in units; `null` if unknown. */
  creditedUnits: number | null;
  /** What the units are called. Default: the unit of the first meter, else that of the price. */
  unit?: UnitProp | undefined;
  /** What happens when the allowance runs out. Without it the component says nothing about billing. */
  terms?: UsageTerms | undefined;
}

const colors = ['first', 'second', 'third'] as const;

/**
 * What several meters have used of one allowance: what is left of it, a bar with a part for each meter, and a legend. If usage
 * exceeds the allowance, the whole bar stands for the usage. If the usage of one meter is unknown, so is what is left.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence about the allowance and a
 * list of meters.
 */
export const UsageStack = forwardRef<HTMLDivElement, UsageStackProps>(function UsageStack(props, ref) {
  const { name, meters, creditedUnits, unit, terms, className, ...rest } = props;
  const localization = useWords(usageWords);
  const { locale, messages } = localization;
  const { consumed, parts } = allowanceOf(meters, creditedUnits);
  const units = { unit, meter: { meter: meters[0]?.meter }, terms };
  const usage = usageModelOf({ ...units, name, consumedUnits: consumed, creditedUnits }, localization);
  const { unit: kind, customLabel, customMultiplier: scale } = describeUnit(units);
  const quantity = (count: number | null) => {
    const figure = formatQuantity(count, locale, false, scale);
    // The singular of a merchant's plural is unknown, so 1 has no unit: "1", not "1 emails".
    const isNamed = scale > 1 && customLabel && !(figure === formatQuantity(1, locale) && plural.test(customLabel));
    return isNamed ? `${figure} ${messages.unitName({ unit: kind, customLabel, count: count && count / scale })}` : figure;
  };
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-usage mf-stack', className)} data-kind={usage.kind} data-state={usage.state} data-tone={usage.tone}>
      <span {...localeText} className="mf-hidden">{messages.usageSentence(usage.name, [usage.text])}</span>
      <UsageName usage={usage} aria-hidden="true" />
      <UsageValue usage={usage} aria-hidden="true" />
      <svg className="mf-usage-track" height={barHeight} aria-hidden="true">
        {parts.map(({ from, to }, index) => to > from && <rect key={index} className="mf-stack-part" data-part={colors[index] ?? 'other'} x={percent(from)} width={percent(to - from)} height="100%" />)}
      </svg>
      <UsageStatus usage={usage} aria-hidden="true" />
      <ul className="mf-stack-key">
        {meters.map((meter, index) => (
          <li key={meter.id ?? meter.meterId ?? index} className="mf-stack-meter" data-part={colors[index] ?? 'other'}>
            <bdi className="mf-stack-name">{meterName(meter.name ?? meter.meter?.name, messages)}</bdi>{' '}
            <span {...localeText} className="mf-stack-units">{quantity(parts[index]?.consumed ?? null)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
});
