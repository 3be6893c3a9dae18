import { PortalError } from '../core/errors';
import { safeHref } from '../core/href';
import { invalidOption } from '../core/invalidOption';
import { knownTimeZone } from '../core/knownTimeZone';
import { type Theme, themeProperties } from '../core/theme';
import { readRefreshEvery } from '../react/startRefreshTimer';
import type { UseUsageOptions } from '../react/useUsage';
import type { UsageLayout, UsageShow, UsageVariant } from '../widgets/layout';
import type { HeadingLevel } from '../widgets/Widget';
import { isText, readFilters, readMeters, readThresholds, readUnits } from './json';

/** Reads the text of the attribute of this name, or an object that is set as a property. Returns `undefined`, or throws an error, if it is invalid. */
export type Setting<Value = unknown> = (text: string, name: string) => Value | undefined;

/** Settings by the name of their property. The attribute is the same name in kebab case. */
export type SettingTable = Readonly<Record<string, Setting>>;

/** The properties of an element with these settings. Every `HTMLElement` has a `title` already. */
export type Values<Table extends SettingTable> = { [Name in keyof Table as Exclude<Name, 'title' | 'token'>]?: ReturnType<Table[Name]> };

const toWhole = (given: string): number => (/^\s*\d+\s*$/.test(given) ? +given : NaN);
/** An object, such as a `URL`, counts as its text. */
const plain: Setting<string> = String;
/** No objects: most have the same text, so two customers would share a scope. */
const onlyText: Setting<string> = (given) => (isText(given) && given ? given : undefined);
const link: Setting<string> = safeHref;
/** Frameworks write `false` as a text. */
const onOff: Setting<boolean> = (given) => given !== 'false';
const oneOf = <Name extends string>(...names: Name[]): Setting<Name> => (given) => names.find((name) => name === given);
const whole = (most: number): Setting<number> => (given, name) => {
  const number = toWhole(given);
  if (number > 0 && number <= most) return number;
  throw invalidOption(name, `must be a whole number from 1 to ${most}`, 'Correct it or leave it out');
};
const themed = (name: keyof Theme): Setting<string> => (given) => themeProperties({ [name]: given })[`--mf-${name}`];

// scripts/manifest.js copies the comment of each setting to the custom elements manifest.

const shown = {
  /** With `percent`, customers see shares of their credits and no number of units. Default: `units`. */
  show: oneOf<UsageShow>('units', 'percent'),
};

/** The settings of every element. A portal gives an element those it lacks: `server` and `token` only together. */
export const portalSettings = {
  /** Where to load data from: the path of your proxy; or, with a token, `production`, `sandbox` or the https URL of a server with Polar's paths. */
  server: plain,
  /** Your stable name for the customer, so that elements of two customers share no data. Default: `page`. */
  scope: onlyText,
  /** A session token, which the element removes from the page at once. An observer of attributes can still see it: prefer `server` or `getToken`. */
  token: plain,
  /** The language of numbers, amounts and dates, such as `de-CH`. Texts stay English. Default: English. */
  locale: ((given) => Intl.getCanonicalLocales(given)[0]) as Setting<string>,
  /** The time zone of dates, such as `Europe/Zurich`. Default: UTC for days, and the browser's for times of day. */
  timeZone: knownTimeZone as Setting<string>,
  /** Milliseconds between two refreshes, from 1000; 0 turns them off. Default: 60000. */
  refreshEvery: ((given, name) => readRefreshEvery(toWhole(given), name)) as Setting<number>,
  /** Your sign-in page: an http(s) URL or a path. A notice links to it when the customer is signed out or the session has expired. */
  signInUrl: link,
  /** Where customers buy credits: an http(s) URL or a path. Adds a link to meters whose credits run out. */
  topUpUrl: link,
  /** Names of units by meter id, as JSON: `{"mtr_1": "tokens"}`. */
  units: readUnits,
  /** Shares of the credits, as JSON: `[0.8, 1]`. A meter that reaches one fires `meterface-threshold`, once in each period. */
  thresholds: readThresholds,
  /** Color of bars, charts and the focus outline, such as `#6d28d9`. */
  accent: themed('accent'),
  /** Color of a prepaid meter that is nearly used up. */
  warning: themed('warning'),
  /** Color of a prepaid meter that is used up, and of errors. */
  critical: themed('critical'),
  /** Corner radius, such as `8px`. */
  radius: themed('radius'),
  /** Space between items, such as `16px`. */
  gap: themed('gap'),
};

/** The settings of a widget with a heading. */
const headed = {
  /** The heading; empty for no heading. */
  title: ((given) => given || null) as Setting<string | null>,
  /** Level of the heading in the outline of your page, from 1 to 6. Default: 2. */
  headingLevel: whole(6) as Setting<HeadingLevel>,
  /** Whether to show the time of the data even if nothing failed. */
  showAsOf: onOff,
};

const options = {
  /** Which meters, in this order, as JSON: `[{"meterId": "mtr_1", "name": "Pictures"}]`. Default: all, the most urgent first. */
  meters: readMeters,
  /** What happens when credits run out: `billed`, `blocked` or `unknown`. */
  whenSpent: oneOf('billed', 'blocked', 'unknown'),
};

const variant = {
  /** How a meter is drawn: `bar`, `ring` or `number`. Default: `bar`. */
  variant: oneOf<UsageVariant>('bar', 'ring', 'number'),
};

/** The settings of `<meterface-usage>`, in addition to those of every element. */
export const usageSettings = {
  ...headed,
  ...shown,
  ...options,
  ...variant,
  /** How meters are arranged: `rows`, `compact`, `cards`, `table`, or `auto`: a table of bars for ten or more meters, and rows for fewer meters or with another `variant`. Default: `auto`. */
  layout: oneOf<UsageLayout>('auto', 'rows', 'compact', 'cards', 'table'),
  /** Which meters, as JSON with `meterId`, `query` or `sorting`. Default: all of the customer's. */
  filters: readFilters as Setting<NonNullable<UseUsageOptions['filters']>>,
  /** Set to `subscription` to list the meters of each subscription below its plan's name. */
  groupBy: oneOf('subscription'),
  /** Rows of the skeleton: about as many as there will be meters. Default: 3. */
  expected: whole(1000),
  /** Meters to show at first, and with each "Show more". Default: 100. */
  pageSize: whole(1e6),
};

/** The settings of `<meterface-billing>`, in addition to those of every element. */
export const billingSettings = { ...headed, ...shown };

/** Which meter an element shows, by name or id. Default: the most urgent one. */
const which = {
  /** The exact name of the meter. */
  meter: plain,
  /** The id of the meter, in place of its name. */
  meterId: plain,
  whenSpent: options.whenSpent,
};

/** The settings of `<meterface-meter>`, in addition to those of every element. */
export const meterSettings = { ...which, ...variant };

/** The settings of `<meterface-balance>`, in addition to those of every element. */
export const balanceSettings = which;

/** The settings of `<meterface-amount-due>`, in addition to those of every element. */
export const amountDueSettings = {
  /** Only the amount of this subscription. Default: one amount for each subscription. */
  subscriptionId: plain,
};

/** The settings of `<meterface-alert>`, in addition to those of every element. */
export const alertSettings = {
  ...options,
  /** Whether the customer can hide an alert. Default: true. */
  dismissible: onOff,
};

/** The attribute of a property: `refresh-every` of `refreshEvery`. */
export function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The property of an attribute: `refreshEvery` of `refresh-every`. */
export function propertyOf(attribute: string): string {
  return attribute.replace(/-./g, (letter) => letter.slice(1).toUpperCase());
}

/**
 * Reads the value of an attribute or a property.
 * @throws PortalError `invalid_option`, which names the attribute but never repeats its value.
 */
export function readSetting(property: string, read: Setting, given: unknown): unknown {
  if (given == null) return undefined;
  const name = attributeOf(property);
  try {
    const value = read(Object(given) === given ? (given as never) : `${given as number}`, name);
    if (value !== undefined) return value;
  } catch (error) {
    if (error instanceof PortalError) throw error;
  }
  throw invalidOption(name, 'is ignored', 'Check its value');
}

const themeNames = ['accent', 'warning', 'critical', 'radius', 'gap'] as const satisfies readonly (keyof Theme)[];

/** Writes the changed theme values to the element's custom properties, through the CSSOM, which strict pages allow. */
export function paintTheme({ style }: HTMLElement, values: Readonly<Record<string, unknown>>, changed: ReadonlySet<string>): void {
  for (const name of themeNames) if (changed.has(name)) style.setProperty(`--mf-${name}`, (values[name] as string | undefined) ?? '');
}
