/** A customer meter in the JSON of Polar's API. */
export function meter(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    created_at: '2026-09-01T00:00:00Z',
    modified_at: '2026-09-02T00:00:00.123456Z',
    customer_id: 'customer',
    meter_id: `meter-of-${id}`,
    consumed_units: 25.0,
    credited_units: 100,
    balance: 75.0,
    meter: { id: `meter-of-${id}`, name: 'Tokens', created_at: '2026-09-01T00:00:00Z', modified_at: null },
    ...more,
  };
}

export function subscription(id: string): Record<string, unknown> {
  return {
    id,
    created_at: '2026-09-01T00:00:00Z',
    modified_at: null,
    status: 'active',
    amount: 1900,
    currency: 'usd',
    recurring_interval: 'month',
    current_period_start: '2026-09-01T00:00:00Z',
    current_period_end: '2026-10-01T00:00:00Z',
    cancel_at_period_end: false,
    product_id: 'product',
    product: { id: 'product', name: 'Pro' },
    prices: [],
    meters: [],
  };
}

export function list(items: unknown[], total = items.length, maxPage: unknown = 1): Record<string, unknown> {
  return { items, pagination: { total_count: total, max_page: maxPage } };
}
