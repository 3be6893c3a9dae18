import { type WireChargePreview, wirePriceFixed, wireSubscriptionMeter, type WirePriceFixed } from '../../src/testing';
import { flat, type InventedCustomer, light, metered, plainPreview } from './invented';

/** A preview with a balance applied to its total. */
function withBalance(base: number, applied_balance_amount: number): Partial<WireChargePreview> {
  return { ...plainPreview(base), applied_balance_amount, due_amount: Math.max(0, base + applied_balance_amount) };
}

/** A price that the customer chose. The portal doesn't say how much it is. */
function chosen(): WirePriceFixed {
  const { price_amount: _amount, ...rest } = wirePriceFixed();
  return { ...rest, amount_type: 'custom', minimum_amount: 100, maximum_amount: null, preset_amount: null } as unknown as WirePriceFixed;
}

const backProration = (amount: number) => ({ prorations: [{ label: 'Unused time on Lumen Team', amount }], proration_amount: amount });

/** Tax, balances, minimums and currencies. */
export const money: InventedCustomer[] = [
  {
    name: 'yen with 10 % tax included',
    subscription: flat(1100, 'jpy'),
    preview: { ...plainPreview(1100), net_amount: 1000, tax_amount: 100 },
    bill: ['Next charge', '¥1,100', 'due Dec 1, in 17 days', 'includes ¥100 tax', 'Base price: ¥1,100'],
  },
  {
    name: 'a discount of 25 % on prices that include 20 % tax',
    subscription: { ...flat(2400), amount: 1800, discount_id: light },
    preview: { ...plainPreview(2400), discount_amount: 600, net_amount: 1500, tax_amount: 300, total_amount: 1800, due_amount: 1800 },
    bill: ['Next charge', '$18.00', 'due Dec 1, in 17 days', 'includes $3.00 tax', 'Base price: $24.00', 'Subtotal: $24.00', 'Discount: −$6.00', 'Total: $18.00'],
  },
  {
    name: 'a fixed discount that is more than the plan, which leaves nothing to tax',
    subscription: { ...flat(1500), amount: 0, discount_id: light },
    preview: { ...plainPreview(1500), discount_amount: 1500, net_amount: 0, total_amount: 0, due_amount: 0 },
    bill: ['Next charge', '$0.00', 'due Dec 1, in 17 days', 'Base price: $15.00', 'Subtotal: $15.00', 'Discount: −$15.00', 'Total: $0.00'],
  },
  { name: 'a balance that is more than the charge', subscription: flat(2000), preview: withBalance(2000, -2000), bill: ['Next charge', '$0.00', 'due Dec 1, in 17 days', '$20.00 from your balance', 'Base price: $20.00', 'Subtotal: $20.00', 'Balance used: −$20.00', 'Total: $0.00'] },
  { name: 'a balance that leaves less than the minimum', subscription: flat(2000), preview: withBalance(2000, -1951), bill: ['Next charge', '$0.49', 'on Dec 1, in 17 days', "too small to charge on its own, so it's added to a later charge · $19.51 from your balance", 'Base price: $20.00', 'Subtotal: $20.00', 'Balance used: −$19.51', 'Total: $0.49'] },
  { name: 'a balance that leaves just the minimum', subscription: flat(2000), preview: withBalance(2000, -1950), bill: ['Next charge', '$0.50', 'due Dec 1, in 17 days', '$19.50 from your balance', 'Base price: $20.00', 'Subtotal: $20.00', 'Balance used: −$19.50', 'Total: $0.50'] },
  {
    name: 'a debt that lifts usage above the minimum',
    subscription: { ...metered(0, 300, 30), prices: metered(0, 0, 0).prices?.slice(1) ?? [] },
    preview: { ...plainPreview(0, 30), applied_balance_amount: 30, due_amount: 60 },
    bill: ['Next charge', '$0.60', 'due Dec 1, in 17 days', 'API calls: $0.30', 'Subtotal: $0.30', 'Already owed: $0.30', 'Total: $0.60'],
  },
  { name: 'less than the minimum in pounds', subscription: flat(39, 'gbp'), preview: plainPreview(39), bill: ['Next charge', '£0.39', 'on Dec 1, in 17 days', "too small to charge on its own, so it's added to a later charge", 'Base price: £0.39'] },
  { name: 'less than the minimum in forints, which have two digits at Polar', subscription: flat(17_400, 'huf'), preview: plainPreview(17_400), bill: ['Next charge', 'HUF 174.00', 'on Dec 1, in 17 days', "too small to charge on its own, so it's added to a later charge", 'Base price: HUF 174.00'] },
  { name: 'dinars, which have two digits at Polar', subscription: flat(1500, 'kwd'), preview: plainPreview(1500), bill: ['Next charge', 'KWD 15.00', 'due Dec 1, in 17 days', 'Base price: KWD 15.00'] },
  {
    name: 'a proration that exceeds the plan, with 20 % tax on top',
    subscription: flat(2000),
    preview: { ...plainPreview(2000), ...backProration(-5000), subtotal_amount: -3000, net_amount: -3000, tax_amount: -600, total_amount: -3600, due_amount: 0 },
    bill: ['Next charge', '$0.00', 'due Dec 1, in 17 days', '$36.00 goes to your balance', 'Base price: $20.00', 'Unused time on Lumen Team: −$50.00', 'Subtotal: −$30.00', 'Tax: −$6.00', 'Total: −$36.00'],
  },
  {
    name: 'a proration that exceeds the plan, with tax included',
    subscription: flat(2000),
    preview: { ...plainPreview(2000), ...backProration(-5000), subtotal_amount: -3000, net_amount: -2500, tax_amount: -500, total_amount: -3000, due_amount: 0 },
    bill: ['Next charge', '$0.00', 'due Dec 1, in 17 days', '$30.00 goes to your balance', 'Base price: $20.00', 'Unused time on Lumen Team: −$50.00', 'Total: −$30.00'],
  },
  {
    name: 'a negative total that pays off a debt',
    subscription: flat(2000),
    preview: { ...plainPreview(2000), ...backProration(-5000), subtotal_amount: -3000, net_amount: -3000, total_amount: -3000, applied_balance_amount: 1000, due_amount: 0 },
    bill: ['Next charge', '$0.00', 'due Dec 1, in 17 days', '$30.00 goes to your balance', 'Base price: $20.00', 'Unused time on Lumen Team: −$50.00', 'Total: −$30.00', 'Already owed: $10.00', 'To pay: $0.00'],
  },
  { name: 'a price that the customer chose', subscription: { ...flat(700), prices: [chosen()] }, preview: plainPreview(700), bill: ['Next charge', '$7.00', 'due Dec 1, in 17 days', 'Base price: $7.00'] },
  {
    name: 'a price that the customer chose, discounted, without a preview',
    subscription: { ...flat(700), prices: [chosen()], status: 'past_due', amount: 350, discount_id: light },
    preview: null,
    orders: [],
    bill: ['Payment overdue', '$0.00', 'outstanding', '—', 'due Dec 1, in 17 days', 'before discount and tax · adjustments may follow', 'Base price: —'],
  },
  {
    name: 'the preview of an older server, without balance and due amount',
    subscription: flat(2000),
    preview: { ...plainPreview(2000), applied_balance_amount: undefined as never, due_amount: undefined as never },
    bill: ['Next charge', '$20.00', 'due Dec 1, in 17 days', 'not counting any balance on your account', 'Base price: $20.00'],
  },
  {
    name: 'an amount that may be inexact in JSON',
    subscription: { ...metered(1000, 3000, 300), meters: [wireSubscriptionMeter({ name: 'API calls', consumed_units: 1e20, credited_units: 0, amount: 2 ** 53 })] },
    preview: { ...plainPreview(1000), metered_amount: 2 ** 53, subtotal_amount: 2 ** 53 + 1000, net_amount: 2 ** 53 + 1000, total_amount: 2 ** 53 + 1000, due_amount: 2 ** 53 + 1000 },
    bill: ['Next charge', '—', 'due Dec 1, in 17 days', 'adjustments may follow', 'Base price: $10.00', 'API calls: —'],
  },
];
