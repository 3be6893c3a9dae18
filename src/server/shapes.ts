/**
 * What a page may know of an answer: the keys that `core/schemas` reads, and nothing else. `value` is text, a number,
 * true, false or null, so that nothing can hide below a key of that kind. `test/server/proxy.test.ts` holds a source
 * over the proxy against one without.
 */
export type Shape = 'value' | readonly [Shape] | { readonly [key: string]: Shape };

const record = values('id', 'created_at', 'modified_at');
const meterName = { ...record, ...values('name') };

const meter: Shape = {
  ...record,
  ...values('customer_id', 'meter_id', 'consumed_units', 'credited_units', 'balance'),
  meter: meterName,
};

const price: Shape = {
  ...values('id', 'amount_type', 'price_currency', 'price_amount', 'unit_amount', 'cap_amount', 'meter_id'),
  meter: values('id', 'name', 'unit', 'custom_label', 'custom_multiplier'),
  tiers: { ...values('type'), tiers: [values('bound', 'unit_amount')] },
};

const subscription: Shape = {
  ...record,
  ...values('status', 'amount', 'currency', 'recurring_interval', 'recurring_interval_count', 'customer_id', 'product_id', 'discount_id'),
  ...values('current_period_start', 'current_period_end', 'current_meter_period_start', 'current_meter_period_end', 'trial_start', 'trial_end'),
  ...values('cancel_at_period_end', 'canceled_at', 'started_at', 'ends_at', 'ended_at', 'past_due_at'),
  ...values('pause_at_period_end', 'paused_at', 'resumes_at'),
  product: values('id', 'name'),
  prices: [price],
  meters: [{ ...record, ...values('meter_id', 'consumed_units', 'credited_units', 'amount'), meter: meterName }],
};

const wallet: Shape = { ...record, ...values('customer_id', 'balance', 'currency') };

const chargePreview: Shape = {
  ...values('base_amount', 'metered_amount', 'proration_amount', 'subtotal_amount', 'discount_amount', 'net_amount', 'tax_amount', 'total_amount'),
  prorations: [values('label', 'amount')],
};

/** By route. */
export const shapes = {
  meters: list(meter),
  meter,
  subscriptions: list(subscription),
  subscription,
  wallets: list(wallet),
  chargePreview,
  history: { ...values('total'), quantities: [values('timestamp', 'quantity')] },
} satisfies Record<string, Shape>;

/**
 * The part of a payload that has a shape; `undefined` for a payload of another kind. An item of a list that is of
 * another kind becomes `null`, so that whoever reads the list still sees that one is missing.
 */
export function project(payload: unknown, shape: Shape): unknown {
  if (shape === 'value') return typeof payload === 'object' && payload !== null ? undefined : payload;
  if (isList(shape)) return Array.isArray(payload) ? payload.map((item) => project(item, shape[0]) ?? null) : undefined;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape)) {
    if (Object.hasOwn(payload, key)) result[key] = nullOr((payload as Record<string, unknown>)[key], inner);
  }
  return result;
}

/** Polar writes `null` for what is not there, whatever its shape would be. */
function nullOr(payload: unknown, shape: Shape): unknown {
  return payload === null ? null : project(payload, shape);
}

function list(item: Shape): Shape {
  return { items: [item], pagination: values('total_count', 'max_page') };
}

function values<Key extends string>(...keys: readonly Key[]): Record<Key, 'value'> {
  return Object.fromEntries(keys.map((key) => [key, 'value'])) as Record<Key, 'value'>;
}

function isList(shape: Exclude<Shape, 'value'>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
