import {
  describeUsage,
  displayName,
  formatPercent,
  formatQuantity,
  isMeteredPrice,
  type MeterUnit,
  type MeterUsage,
  type UsageCounts,
  type UsageTerms,
} from '../core';
import type { Localization, Messages, UsageWords } from '../i18n';

/** What the units of a meter are called: Polar's description of them, or simply the plural word. */
export type UnitProp = string | UnitDescription;

export interface UnitDescription {
  unit: MeterUnit;
  customLabel?: string | null | undefined;
}

/** A meter of any of Polar's five kinds, or anything with its numbers. */
export interface MeterLike extends UsageCounts {
  meter?: { name: string; unit?: MeterUnit; customLabel?: string | null } | undefined;
}

/** What every component about one meter takes: an object of Polar's, or plain props, which win over it. */
export interface MeterProps extends UsageCounts {
  meter?: MeterLike | undefined;
  /** For meters without a name, or in place of theirs. */
  name?: string | undefined;
  unit?: UnitProp | undefined;
  /** The price and what happens when credits run out; without them nothing is claimed about billing. */
  terms?: UsageTerms | undefined;
}

/** What a meter means, and the words for it. */
export interface UsageModel extends MeterUsage {
  name: string;
  /** "120 of 100 units" */
  value: string;
  /** "20 over" */
  status: string;
  /** In place of the bar, with every digit: "120 of 100 units, 20 over" */
  text: string;
  /** "75 units left" */
  balanceText: string;
}

/** The words for one meter. */
type MeterWords = Pick<Messages, 'unitName' | 'usageValue' | 'usageStatus' | 'usageText' | 'unnamedMeter' | 'balance'>;

/** Takes meter props apart from the rest, which belongs on the root element. */
export function splitMeterProps<P extends MeterProps>(props: P): [meter: MeterProps, rest: Omit<P, keyof MeterProps>] {
  const { meter, name, unit, terms, consumedUnits, creditedUnits, balance, ...rest } = props;
  return [{ meter, name, unit, terms, consumedUnits, creditedUnits, balance }, rest];
}

/** Puts a meter into words of the customer's language. */
export function wordUsage(props: MeterProps, { locale, messages }: Localization<MeterWords>): UsageModel {
  const { meter, terms } = props;
  const usage = describeUsage(
    {
      consumedUnits: given(props.consumedUnits, meter?.consumedUnits),
      creditedUnits: given(props.creditedUnits, meter?.creditedUnits),
      balance: given(props.balance, meter?.balance),
    },
    terms,
  );
  const unit = describeUnit(props);
  const words = (exact: boolean): UsageWords => ({
    kind: usage.kind,
    state: usage.state,
    limited: usage.credited === null || usage.credited > 0,
    consumed: formatQuantity(usage.consumed, locale, exact),
    credited: formatQuantity(usage.credited, locale, exact),
    over: formatQuantity(usage.over, locale, exact),
    remaining: formatQuantity(usage.remaining, locale, exact),
    percent: formatPercent(usage.ratio, locale),
    unit: messages.unitName({ ...unit, count: usage.ratio === null ? usage.consumed : usage.credited }),
  });
  const short = words(false);
  return {
    ...usage,
    name: displayName(props.name ?? meter?.meter?.name ?? '') || messages.unnamedMeter,
    value: messages.usageValue(short),
    status: messages.usageStatus(short),
    text: messages.usageText(words(true)),
    balanceText: messages.balance({ ...short, unit: messages.unitName({ ...unit, count: usage.ratio === null ? usage.consumed : usage.over || usage.remaining }) }),
  };
}

/** What units are called, from all that may say so. */
export function describeUnit({ unit, meter, terms }: MeterProps): { unit: string; customLabel: string | null } {
  if (typeof unit === 'string') return { unit: 'custom', customLabel: displayName(unit) };
  const priced = terms?.price && isMeteredPrice(terms.price) ? terms.price.meter : undefined;
  const found = unit ?? (meter?.meter?.unit === undefined ? priced : meter.meter);
  const label = found?.customLabel;
  return { unit: found?.unit ?? 'scalar', customLabel: typeof label === 'string' ? displayName(label) : null };
}

function given<T>(own: T | undefined, fallback: T | undefined): T | undefined {
  return own === undefined ? fallback : own;
}
