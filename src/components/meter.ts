import { formatQuantity } from '../core/formatQuantity';
import { heroOf, type UsageHero } from '../core/hero';
import type { MeterUnit } from '../core/schemas/meter';
import { describeUsage, type MeterUsage, type UsageCounts, type UsageTerms } from '../core/usage';
import type { Localization } from '../i18n/context';
import type { Messages } from '../i18n/messages';
import type { UsageWords } from '../i18n/words';
import { meterName } from './meterName';
import { describeUnit, type UnitProp } from './units';

/** Any of Polar's meter objects, or any object with the same numbers. */
export interface MeterLike extends UsageCounts {
  /** The meter's name and unit. */
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
  /** The cost so far, as reported by the server, formatted: "$4.20". It's shown only if the price in `terms` is known. */
  cost?: string | undefined;
  /** The rate of usage that is billed, formatted: "$10 / 1M". */
  rate?: string | undefined;
  /** The share of the period gone by, from 0 to 1: a tick on the bar, so that usage can be compared with the calendar. */
  elapsed?: number | null | undefined;
  /** Units expected at the end of the period: a tint after the filled part of the bar. */
  expectedUnits?: number | null | undefined;
}

/** The meaning of a meter's numbers, and the texts that components show for it. */
export interface UsageModel extends MeterUsage {
  /** Name of the meter, safe to display. */
  name: string;
  /** The main figure: what is left, or what it costs so far. */
  hero: UsageHero;
  /** The main figure, formatted: "31", "+$4.20". */
  figure: string;
  /** The figure and its words: "31 left". */
  value: string;
  /** The reason for the figure: "469 of 500 used". */
  status: string;
  /** `status` and `value` in one text, for screen readers: "469 of 500 used, 31 left". */
  text: string;
  /** Shares of the bar's width: today's place in the period, and the usage expected at its end. `null` if not to be drawn. */
  marks: { today: number | null; expected: number | null };
}

/** The messages that a meter needs. */
type MeterWords = Pick<Messages, 'unitName' | 'usageValue' | 'usageStatus' | 'usageText' | 'unnamedMeter'>;

/** The props that are not about the meter, such as those for the root element. */
export function withoutMeter<P extends MeterProps>(props: P): Omit<P, keyof MeterProps> {
  const { meter: _1, name: _2, unit: _3, terms: _4, consumedUnits: _5, creditedUnits: _6, balance: _7, cost: _8, rate: _9, elapsed: _10, expectedUnits: _11, ...rest } = props;
  return rest;
}

/** Describes a meter's usage in the customer's language. */
export function usageModelOf(props: MeterProps, localization: Localization<MeterWords>): UsageModel {
  const { messages } = localization;
  const { usage, hero, words, isLarge } = readMeter(props, localization);
  const short = words();
  // A spread with more properties after it would take as long as everything else in a bar.
  return Object.assign(usage, {
    name: meterName(props.name ?? props.meter?.meter?.name, messages),
    hero,
    figure: short.figure,
    value: messages.usageValue(short),
    status: messages.usageStatus(short),
    // Only numbers from a million on are spoken differently, and formatting is most of a bar's cost.
    text: messages.usageText(isLarge ? words('spoken') : short),
    marks: marksOf(usage, props),
  });
}

/** What a meter's numbers mean, and a function that formats them. */
export function readMeter(props: MeterProps, { locale, messages }: Localization<Pick<Messages, 'unitName'>>) {
  const { meter, terms, cost, rate = null } = props;
  // `null` is a value ("unknown") and takes precedence, so this is not `??`.
  const count = (name: keyof UsageCounts) => (props[name] === undefined ? meter?.[name] : props[name]);
  const usage = describeUsage({ consumedUnits: count('consumedUnits'), creditedUnits: count('creditedUnits'), balance: count('balance') }, terms ?? undefined);
  const { kind, state, ratio, consumed, credited, over } = usage;
  const hero = heroOf(usage, !!cost);
  const { unit, customLabel, customMultiplier: scale } = describeUnit(props);
  const nameOf = (units: number | null) => messages.unitName({ unit, customLabel, count: units && units / scale });
  const words = (form?: 'spoken'): UsageWords => {
    const name = nameOf(ratio === null ? consumed : credited);
    const noun = unit === 'token' || (unit === 'custom' && customLabel) ? name : null;
    const quantity = (units: number | null) => formatQuantity(units, locale, form, scale);
    return {
      kind,
      state,
      hero: hero.is,
      figure: hero.is === 'cost' ? (cost as string) : hero.is === 'overCost' ? `+${cost}` : quantity(hero.units),
      limited: credited === null || credited > 0,
      blocked: terms?.whenSpent === 'blocked',
      consumed: quantity(consumed),
      credited: quantity(credited),
      over: quantity(over || null),
      unit: name,
      noun,
      measure: scale > 1 ? noun : null,
      rate,
    };
  };
  // Here `null` counts as 0.
  const isLarge = Math.max(Math.abs(consumed as number), Math.abs(credited as number), over as number) >= 1e6 * scale;
  return { usage, hero, words, nameOf, isLarge };
}

/** Beyond the credits the bar stands for the usage and no longer for the credits, so neither mark would be true. */
function marksOf({ bar, over, credited }: MeterUsage, { elapsed, expectedUnits }: MeterProps): UsageModel['marks'] {
  if (!bar || over || !credited) return { today: null, expected: null };
  // NaN, for `undefined`, compares false.
  const expected = Math.min(1, (expectedUnits as number) / credited);
  return { today: elapsed != null && elapsed >= 0 ? Math.min(1, elapsed) : null, expected: expected > bar.included ? expected : null };
}
