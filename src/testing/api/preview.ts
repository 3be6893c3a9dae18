import type { chargePreviewSchema } from '../../core/schemas/preview';
import type { WireOf } from '../../core/schemas/shape';
import type { SubscriptionSeed } from '../customers/seed';
import type { WireSubscription } from '../fixtures/wire';

/** The body of `…/charge-preview`, a private route: minor units of the subscription's currency. */
export interface WireChargePreview extends WireOf<typeof chargePreviewSchema> {
  base_amount: number;
  metered_amount: number;
  proration_amount: number;
  /** Signed: negative for a credit. */
  prorations: { label: string; amount: number }[];
  subtotal_amount: number;
  discount_amount: number;
  net_amount: number;
  tax_amount: number;
  /** Before any wallet. */
  total_amount: number;
}

/** What a charge depends on besides the subscription. */
interface ChargeTerms {
  subscription: SubscriptionSeed;
  /** Basis points: 2500 is 25 %. */
  taxRate: number;
}

/** The next charge, before any wallet; `undefined` where Polar responds with 404. */
export function previewCharge(subscription: WireSubscription, { subscription: seed, taxRate }: ChargeTerms): WireChargePreview | undefined {
  if (!willCharge(subscription)) return undefined;
  const prorations = (seed.prorations ?? []).map(({ label, amount }) => ({ label, amount }));
  const base = subscription.cancel_at_period_end ? 0n : BigInt(subscription.amount);
  const metered = sum(subscription.meters);
  const prorated = sum(prorations);
  const subtotal = base + metered + prorated;
  const discount = discountOn(subtotal, seed.discount);
  const net = subtotal - discount;
  const tax = share(net, taxRate);
  return {
    base_amount: Number(base),
    metered_amount: Number(metered),
    proration_amount: Number(prorated),
    prorations,
    subtotal_amount: Number(subtotal),
    discount_amount: Number(discount),
    net_amount: Number(net),
    tax_amount: Number(tax),
    total_amount: Number(net + tax),
  };
}

function willCharge({ status, resumes_at }: WireSubscription): boolean {
  return status === 'active' || status === 'trialing' || (status === 'paused' && resumes_at !== null);
}

/** The discount, at most the subtotal. */
function discountOn(subtotal: bigint, discount: SubscriptionSeed['discount']): bigint {
  if (discount === undefined || subtotal <= 0n) return 0n;
  if ('percent' in discount) return share(subtotal, discount.percent * 100);
  const amount = BigInt(discount.amount);
  return amount < subtotal ? amount : subtotal;
}

/** A share of an amount, rounded half away from zero; 0 of a credit. */
function share(amount: bigint, basisPoints: number): bigint {
  return amount <= 0n ? 0n : (amount * BigInt(basisPoints) + 5000n) / 10_000n;
}

function sum(parts: readonly { amount: number }[]): bigint {
  return parts.reduce((total, { amount }) => total + BigInt(amount), 0n);
}
