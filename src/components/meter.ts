import { displayName, formatPercent, formatQuantity } from '../core/format';
import type { MeterUnit } from '../core/schemas/meter';
import { describeUsage, type MeterUsage, type UsageCounts, type UsageTerms } from '../core/usage';
import type { Localization } from '../i18n/context';
import type { Messages, UsageWords } from '../i18n/messages';
import { describeUnit, type UnitProp } from './units';

/** A meter of any of Polar's five kinds, or any object with the same numbers. */
export interface MeterLike extends UsageCounts {
  meter?: { name: string; unit?: MeterUnit; customLabel?: string | null; customMultiplier?: number | null } | undefined;
}

/** Props of every component that shows one meter: a meter object, single values, or both. Single values take precedence. */
export interface MeterProps extends UsageCounts {
  /** A meter, as a `parse…` function or Polar's SDK returns it. */
  meter?: MeterLike | undefined;
  /** Name of the meter. Default: the name in `meter`. */
  name?: string | undefined;
  /** What the units are called. Default: the unit of the meter, else that of its price, else "units". */
  unit?: UnitProp | undefined;
  /** The price, and what happens when credits run out. Without them the component says nothing about billing. */
  terms?: UsageTerms | undefined;
}

/** The meaning of a meter's numbers, and the texts that components show for it. */
export interface UsageModel extends MeterUsage {
  /** Name of the meter, safe to display. */
  name: string;
  /** "120 of 100 units" */
  value: string;
  /** "20 over" */
  status: string;
  /** The text for screen readers, with every digit: "120 of 100 units, 20 over". */
  text: string;
  /** "75 units left" */
  balanceText: string;
}

/** The messages that a meter needs. */
type MeterWords = Pick<Messages, 'unitName' | 'usageValue' | 'usageStatus' | 'usageText' | 'unnamedMeter' | 'balance'>;

/** Separates the props about the meter from those for the root element. */
export function splitMeterProps<P extends MeterProps>(props: P): [meter: MeterProps, rest: Omit<P, keyof MeterProps>] {
  const { meter, name, unit, terms, consumedUnits, creditedUnits, balance, ...rest } = props;
  return [{ meter, name, unit, terms, consumedUnits, creditedUnits, balance }, rest];
}

/** Describes a meter's usage in the customer's language. */
export function usageModelOf(props: MeterProps, { locale, messages }: Localization<MeterWords>): UsageModel {
  const { meter, terms } = props;
  const usage = describeUsage(
    {
      consumedUnits: given(props.consumedUnits, meter?.consumedUnits),
      creditedUnits: given(props.creditedUnits, meter?.creditedUnits),
      balance: given(props.balance, meter?.balance),
    },
    terms ?? undefined,
  );
  const unit = describeUnit(props);
  const scale = unit.customMultiplier;
  const nameUnit = (limited: number | null) => {
    const count = usage.ratio === null ? usage.consumed : limited;
    return messages.unitName({ ...unit, count: count && count / scale });
  };
  const words = (exact: boolean): UsageWords => {
    const format = (units: number | null) => formatQuantity(units, locale, exact, scale);
    return {
      kind: usage.kind,
      state: usage.state,
      limited: usage.credited === null || usage.credited > 0,
      consumed: format(usage.consumed),
      credited: format(usage.credited),
      over: format(usage.over),
      remaining: format(usage.remaining),
      percent: formatPercent(usage.ratio, locale),
      unit: nameUnit(usage.credited),
    };
  };
  const short = words(false);
  return {
    ...usage,
    name: displayName(props.name ?? meter?.meter?.name ?? '') || messages.unnamedMeter,
    value: messages.usageValue(short),
    status: messages.usageStatus(short),
    text: messages.usageText(words(true)),
    balanceText: messages.balance({ ...short, unit: nameUnit(usage.over || usage.remaining) }),
  };
}

/** `null` is a value ("unknown") and takes precedence, so this is not `??`. */
function given<T>(own: T | undefined, fallback: T | undefined): T | undefined {
  return own === undefined ? fallback : own;
}
