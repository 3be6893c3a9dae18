import type { UsageHero } from '../core/hero';
import type { UsageKind, UsageState } from '../core/usage';

/** The values for a message about a meter. Numbers are already formatted for the locale; "—" means unknown. */
export interface UsageWords {
  kind: UsageKind;
  state: UsageState;
  /** What the figure is: what is left, what it costs so far, a count… */
  hero: UsageHero['is'];
  /** The figure that answers what a customer asks: "31", "+$4.20". */
  figure: string;
  /** Whether the meter has credits to compare with. Also true if the credits are unknown. */
  limited: boolean;
  /** Whether the host blocks usage beyond the credits. */
  blocked: boolean;
  consumed: string;
  credited: string;
  over: string;
  /** The name of the units, singular or plural to fit the quantity before it. */
  unit: string;
  /** The name of the units, "tokens"; `null` if it would be a generic word such as "units". */
  noun: string | null;
  /** The name of units without which no figure makes sense, such as GB; `null` for a plain count. */
  measure: string | null;
  /** The rate of usage that is billed: "$10 / 1M"; `null` if unknown. */
  rate: string | null;
}

/** The values for a meter that needs attention. Dates are formatted; `null` if unknown. */
export interface AlertWords extends UsageWords {
  name: string;
  /** The day on which the credits will be used up at the pace so far. */
  spentOn: string | null;
  /** The day on which the credits renew. */
  renewsOn: string | null;
  /** The days from `spentOn` to `renewsOn`. */
  daysEarly: number | null;
  /** `daysEarly`, formatted. */
  days: string;
}

/** The values for the name of a unit. */
export interface UnitWords {
  /** `scalar`, `token`, `custom` or a later kind. */
  unit: string;
  /** The merchant's name for a `custom` unit. */
  customLabel: string | null;
  /** The quantity before the name, which decides between singular and plural; `null` if unknown. */
  count: number | null;
}

/** The values for a receipt in one sentence, formatted for the locale. */
export interface ReceiptWords {
  consumed: string;
  credited: string;
  over: string;
  unit: string;
  /** "$10 / 1M tokens". Several for tiers, empty if nothing is billed. */
  rates: string[];
  /** The cap; `null` unless it lowered the amount. */
  cap: string | null;
  amount: string;
  /** The amount that the server reports. */
  reported: string;
  /** Whether the server's amount equals `amount`. */
  settled: boolean;
}

/** The values for an estimate of a period. */
export interface ProjectionWords {
  units: string;
  unit: string;
  /** The end of the period. */
  by: string;
  /** Units beyond the credits; `null` if the credits last, and without credits. */
  over: string | null;
  /** The estimated cost; `null` if unknown. */
  amount: string | null;
  /** The cap; `null` unless it lowers that cost. */
  cap: string | null;
  /** The day on which the credits run out; `null` if they last, and if none are left. */
  spentOn: string | null;
}

/** The values for the cost of more units. */
export interface WhatIfWords {
  extra: string;
  unit: string;
  amount: string;
  /** The signed difference to the current amount: "+$2.00". */
  difference: string;
}

/** The values for what a charge may come to. */
export interface ForecastWords {
  amount: string;
  /** Whether `amount` is what comes on top, instead of the whole. */
  isMore: boolean;
  /** A text of `amountBefore`: what `amount` doesn't contain; may be empty. */
  before: string;
}

/** The values for what a metered line of a bill is made of. */
export interface LineWords {
  /** The units that are billed. */
  units: string;
  /** Whether credits cover other units. */
  isOver: boolean;
  /** "$10 / 1M tokens". Several for tiers. */
  rates: string[];
  /** The cap; `null` unless it lowered the amount. */
  cap: string | null;
}

/** The values for the seats or units of a plan. */
export interface QuantityWords {
  of: 'seats' | 'units';
  count: number;
  /** The formatted count. */
  number: string;
  /** What the merchant calls this many units; `null` for seats, and for units without a name. */
  noun: string | null;
}

/** The values for one source of credits. Numbers and dates are formatted for the locale; a part that is `null` is unknown or doesn't exist. */
export interface CreditWords {
  /** The meter's name; `null` if unknown, or if the host passes no meters. */
  meter: string | null;
  units: string;
  /** The name of the units: "tokens"; `null` for units without a name. */
  unit: string | null;
  /** The product whose subscription grants the credits. */
  from: string | null;
  /** Whether a one-time order grants them: they never renew. */
  isBought: boolean;
  /** Whether the first credit has not been made yet. */
  isPending: boolean;
  creditedOn: string | null;
  renewsOn: string | null;
  rollsOver: boolean | null;
}
