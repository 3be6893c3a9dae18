import * as fc from 'fast-check';
import type { Charge } from '../../src/core/charges';
import { type Bill, billOf, type BillTitle } from '../../src/core/billing';
import { parseOrderList } from '../../src/core/schemas/list';
import { parseChargePreview } from '../../src/core/schemas/preview';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { chargeOracle } from './charge-oracle';
import { scenarios } from './charge-oracle.arbitrary';
import type { Block, Claims, Title } from './charge-oracle.claims';
import type { Wire } from './charge-oracle.wire';

const titles: Record<BillTitle, Title> = {
  firstCharge: 'first after trial',
  nextCharge: 'next',
  finalCharge: 'final',
  chargeOnResume: 'resume',
  pauses: 'pauses',
  paused: 'paused',
  pastDue: 'overdue',
  notStarted: 'not started',
  ended: 'ended',
};

/** The data that a page has about a subscription; `null` for data that the server did not send. */
export type Payload = Pick<Wire, 'subscription' | 'preview'> & { orders: Wire['orders'] | null };

/** Payloads of random subscriptions, with and without a preview and orders. */
export const payloads: fc.Arbitrary<Payload> = fc.tuple(scenarios, fc.boolean(), fc.boolean()).map(([scenario, hasPreview, hasOrders]) => {
  const { subscription, preview, orders } = chargeOracle(scenario).wire;
  return { subscription, preview: hasPreview ? preview : null, orders: hasOrders ? orders : null };
});

/** The bill that our own parsers and `billOf` make of a payload. */
export function billFor({ subscription, preview, orders }: Payload): Bill {
  return billOf(parseSubscription(subscription), preview && parseChargePreview(preview), { orders: orders && parseOrderList(orders).items });
}

/** A bill in the terms of the oracle. Lines of unknown amount, and of meters without usage and credits, are not claims. */
export function claimed({ title, at, change, outstanding, charges }: Bill): Claims {
  return {
    title: titles[title],
    at: instantOf(at),
    change: change && { at: instantOf(change.at), product: change.productId, seats: countOf(change, 'seats'), units: countOf(change, 'units') },
    outstanding: toBigInt(outstanding),
    blocks: charges.map(blockOf),
  };
}

function blockOf({ dueAt, lines, outcome, taxIncluded, subtotal, discount, tax, total, appliedBalance, due, certainty }: Charge): Block {
  return {
    at: instantOf(dueAt),
    lines: lines.flatMap(({ kind, name, amount, meter }) => {
      if (amount === null || (meter?.consumedUnits === 0 && meter.creditedUnits === 0)) return [];
      return [{ kind: kind === 'meter' || kind === 'usage' ? 'metered' : kind, name: kind === 'base' ? null : name, amount: BigInt(amount) }];
    }),
    subtotal: toBigInt(subtotal),
    discount: toBigInt(discount),
    tax: toBigInt(tax),
    inclusive: taxIncluded,
    total: toBigInt(total),
    applied: toBigInt(appliedBalance),
    due: toBigInt(due),
    outcome: outcome === 'toBalance' ? 'to balance' : outcome === 'credited' ? 'nothing' : outcome,
    certainty,
  };
}

function countOf({ quantity }: NonNullable<Bill['change']>, of: 'seats' | 'units'): number | null {
  return quantity?.of === of ? quantity.count : null;
}

function instantOf(date: Date | null): string | null {
  return date && date.toISOString().replace('.000Z', 'Z');
}

function toBigInt(amount: number | null): bigint | null {
  return amount === null ? null : BigInt(amount);
}
