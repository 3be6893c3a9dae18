import type { PathStep } from '../errors';
import { anything, type Fields, instant, instantOrNull, nullable, optional, parse, quantity, record, text } from './wire';

/**
 * How units of a meter are called. Display only; never changes what is billed.
 * `scalar` (units), `token` (prices per 1M) or `custom` (a label and a multiplier); newer kinds pass as they are.
 */
export type MeterUnit = 'scalar' | 'token' | 'custom' | (string & {});

/** What a customer may know of a meter: its name. */
export interface MeterSummary {
  id: string;
  name: string;
  createdAt?: Date;
  modifiedAt: Date | null;
}

/** A whole meter, as a merchant's token sees it. */
export interface Meter extends MeterSummary {
  unit?: MeterUnit;
  customLabel?: string | null;
  customMultiplier?: number | null;
  /** Carried as it is: only the merchant's code reads it. */
  filter?: unknown;
  /** Carried as it is. */
  aggregation?: unknown;
  /** Carried as it is. */
  metadata?: unknown;
  organizationId?: string;
  archivedAt?: Date | null;
}

/** What every kind of customer meter says: units, pooled over everything since the last reset. No money. */
interface MeterCounts {
  createdAt: Date;
  modifiedAt: Date | null;
  meterId: string;
  /** Units; `null` when not known. */
  consumedUnits: number | null;
  /** Units; `null` when not known. Zero is not a limit. */
  creditedUnits: number | null;
  /** Units: credited − consumed, negative when over, as Polar reports it; `null` when not known. */
  balance: number | null;
}

/** A customer's meter, from the customer portal API. */
export interface CustomerCustomerMeter extends MeterCounts {
  id: string;
  customerId?: string;
  meter: MeterSummary;
}

/** A customer's meter inside a customer state or webhook: no name, and from older servers no `id`. */
export interface CustomerStateMeter extends MeterCounts {
  id?: string;
}

/** What is pending for one meter on the next invoice of one subscription, inside a customer state. */
export interface CustomerStateSubscriptionMeter {
  createdAt: Date;
  modifiedAt: Date | null;
  id: string;
  /** Units so far in this period; `null` when not known. */
  consumedUnits: number | null;
  /** Units so far in this period; `null` when not known. */
  creditedUnits: number | null;
  /** Minor units of the subscription's currency, before discount and tax; `null` when not known. */
  amount: number | null;
  meterId: string;
}

/** The same on a subscription of the customer portal API, with the meter's name. */
export interface CustomerSubscriptionMeter extends CustomerStateSubscriptionMeter {
  meter: MeterSummary;
}

/** The same from the merchant API, with the whole meter. */
export interface SubscriptionMeter extends CustomerStateSubscriptionMeter {
  meter: Meter;
}

const summaryFields: Fields<MeterSummary> = {
  createdAt: optional(instant),
  modifiedAt: instantOrNull,
  id: text,
  name: text,
};

const meter = record<Meter>({
  ...summaryFields,
  unit: optional(text),
  customLabel: optional(nullable(text)),
  customMultiplier: optional(quantity),
  filter: optional(anything),
  aggregation: optional(anything),
  metadata: optional(anything),
  organizationId: optional(text),
  archivedAt: optional(nullable(instant)),
});

type Undecided<T> = Omit<T, 'balance'> & { balance?: number | null };

const countFields: Fields<Undecided<MeterCounts>> = {
  createdAt: instant,
  modifiedAt: instantOrNull,
  meterId: text,
  consumedUnits: quantity,
  creditedUnits: quantity,
  balance: optional(quantity),
};

const customerMeter = record<Undecided<CustomerCustomerMeter>>({
  id: text,
  ...countFields,
  customerId: optional(text),
  meter: record(summaryFields),
});

const stateMeter = record<Undecided<CustomerStateMeter>>({ id: optional(text), ...countFields });

const pendingFields: Fields<CustomerStateSubscriptionMeter> = {
  createdAt: instant,
  modifiedAt: instantOrNull,
  id: text,
  consumedUnits: quantity,
  creditedUnits: quantity,
  amount: quantity,
  meterId: text,
};

const subscriptionMeter = record<CustomerStateSubscriptionMeter & { meter?: Meter }>({ ...pendingFields, meter: optional(meter) });
const portalSubscriptionMeter = record<CustomerSubscriptionMeter>({ ...pendingFields, meter: record(summaryFields) });
const stateSubscriptionMeter = record<CustomerStateSubscriptionMeter>(pendingFields);

/**
 * Reads a customer meter of the portal API, of either SDK generation or of Python.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseCustomerMeter(input: unknown, at?: readonly PathStep[]): CustomerCustomerMeter {
  return withBalance(parse('customer meter', customerMeter, input, at));
}

/**
 * Reads a meter of a customer state: no name, with or without `id`.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseStateMeter(input: unknown, at?: readonly PathStep[]): CustomerStateMeter {
  return withBalance(parse('state meter', stateMeter, input, at));
}

/**
 * Reads a meter of a subscription. The `meter` in it may be whole (merchant API), a name (portal) or
 * absent (customer state), and comes out the same way.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parseSubscriptionMeter(
  input: unknown,
  at?: readonly PathStep[],
): CustomerStateSubscriptionMeter & { meter?: Meter } {
  return parse('subscription meter', subscriptionMeter, input, at);
}

/** A meter of a portal subscription: a name is all that is kept of its `meter`. */
export function parsePortalSubscriptionMeter(input: unknown, at?: readonly PathStep[]): CustomerSubscriptionMeter {
  return parse('subscription meter', portalSubscriptionMeter, input, at);
}

/** A meter of a subscription inside a customer state. */
export function parseStateSubscriptionMeter(input: unknown, at?: readonly PathStep[]): CustomerStateSubscriptionMeter {
  return parse('subscription meter', stateSubscriptionMeter, input, at);
}

/** A balance that the server left out is derived, but only from numbers that are known. */
function withBalance<T extends MeterCounts>(counts: Undecided<T>): T {
  if (counts.balance === undefined) {
    const { consumedUnits, creditedUnits } = counts as MeterCounts;
    // What two readable numbers differ by may be more than a number holds.
    counts.balance = consumedUnits === null || creditedUnits === null ? null : (quantity.read(creditedUnits - consumedUnits) as number | null);
  }
  return counts as T;
}
