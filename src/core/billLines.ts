import { exactAmount, negateAmount, sumAmounts } from './amounts';
import { type BillQuantity, billQuantityOf } from './basePrice';
import { type AmountExplanation, explainAmount } from './explain';
import type { CustomerSubscription } from './schemas/subscription';
import type { ProductPrice } from './schemas/price';
import type { CustomerSubscriptionMeter } from './schemas/customerSubscriptionMeter';
import type { ChargePreview } from './schemas/preview';

/** One item of a charge. Amounts are before discount and tax. */
export interface BillLine {
  /** `usage` can't be split by meter: it is the server's amount for all meters, or that of an unreadable one. */
  kind: 'base' | 'meter' | 'usage' | 'proration';
  /** The name of the plan or meter, or the server's label of the proration; `null` for `usage`, and for a plan whose name is unknown. */
  name: string | null;
  /** Minor units: the server's amount, or for a plan the sum of its prices. Negative for a refund, `null` if unknown. */
  amount: number | null;
  /** The seats or units of the plan. Only on a line of kind `base`. */
  quantity?: BillQuantity;
  /** Set when a pending update replaces the plan: `name` is then the new plan's. */
  isNewPlan?: true;
  /** Only on a line of kind `meter`, like all fields below. */
  meterId?: string;
  /** The meter's current numbers. */
  meter?: CustomerSubscriptionMeter;
  /** The price that bills this meter; absent if there is none or more than one. */
  price?: ProductPrice;
  /** The arithmetic behind the amount. */
  explanation?: AmountExplanation;
}

/** Names of products, by id. */
export type ProductNames = Readonly<Record<string, { name: string }>>;

/**
 * The line of the plan. With `changes`, its name, seats and units are those after the pending update.
 * @internal
 */
export function baseLine(subscription: CustomerSubscription, amount: number | null, changes: boolean, products: ProductNames): BillLine {
  const pending = changes ? subscription.pendingUpdate : null;
  const productId = pending?.productId ?? null;
  const quantity = billQuantityOf(subscription, pending);
  const name = productId === null ? subscription.product.name : productName(products, productId);
  return { kind: 'base', name, amount, ...(quantity && { quantity }), ...(productId !== null && { isNewPlan: true }) };
}

/**
 * One line for each meter, in the subscription's order. If a meter is unreadable, a line with an unknown amount makes the
 * sum unknown instead of wrong.
 * @internal
 */
export function usageLines(subscription: CustomerSubscription): BillLine[] {
  return [...meterLines(subscription), ...(subscription.incomplete ? [usageLine(null)] : [])];
}

/**
 * One line for each meter if they add up to the preview's usage amount, else a single line with that amount, or none for 0.
 * Unless a pending update replaces the plan, an unreadable meter's line is the rest if above 0, and an unknown usage amount
 * leaves a line for each meter.
 * @param replaces whether a pending update replaces the plan: the preview then leaves out meters that the new plan has no price for.
 * @internal
 */
export function previewedUsageLines(subscription: CustomerSubscription, { meteredAmount }: ChargePreview, replaces: boolean): BillLine[] {
  const amount = exactAmount(meteredAmount);
  if (amount === null && !replaces) return usageLines(subscription);
  const lines = meterLines(subscription);
  const rest = sumAmounts([amount, negateAmount(sumLines(lines))]);
  if (rest === 0) return lines;
  if (subscription.incomplete && !replaces && rest !== null && rest > 0) return [...lines, usageLine(rest)];
  return amount === 0 ? [] : [usageLine(amount)];
}

function usageLine(amount: number | null): BillLine {
  return { kind: 'usage', name: null, amount };
}

function meterLines({ meters, prices, currency }: CustomerSubscription): BillLine[] {
  // By id, because one that is listed twice is billed once.
  return [...new Map(meters.map((meter) => [meter.id, meter])).values()].map((meter) => {
    const { meterId, amount } = meter;
    const metered = prices.filter((price) => 'meterId' in price && price.meterId === meterId);
    const [price] = metered;
    const explanation = explainAmount(meter, metered, currency);
    return { kind: 'meter', name: meter.meter.name, meterId, amount: exactAmount(amount), meter, explanation, ...(price && metered.length === 1 && { price }) };
  });
}

/** @internal */
export function prorationLines(preview: ChargePreview | null | undefined): BillLine[] {
  return (preview?.prorations ?? []).map(({ label, amount }) => ({ kind: 'proration', name: label, amount: exactAmount(amount) }));
}

/** @internal */
export function sumLines(lines: readonly BillLine[]): number | null {
  return sumAmounts(lines.map(({ amount }) => amount));
}

/**
 * Whether there is usage to bill: a meter counts or credits anything, or might, because it's unreadable.
 * @internal
 */
export function hasUsage({ meters, incomplete }: CustomerSubscription): boolean {
  return incomplete === true || meters.some(({ consumedUnits, creditedUnits }) => consumedUnits !== 0 || creditedUnits !== 0);
}

/** @internal */
export function productName(products: ProductNames, id: string): string | null {
  return Object.hasOwn(products, id) ? (products[id]?.name ?? null) : null;
}
