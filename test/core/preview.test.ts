import { describe, expect, it } from 'vitest';
import { isPortalError, parseChargePreview } from '../../src/core';

const payload = {
  base_amount: 2000,
  metered_amount: 412,
  proration_amount: -655,
  prorations: [{ label: 'Unused time on Lumen Basic', amount: -655 }],
  subtotal_amount: 1757,
  discount_amount: 0,
  net_amount: 1757,
  tax_amount: null,
  total_amount: 1757,
};

function fault(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    if (isPortalError(error)) return [error.code, ...error.path];
    throw error;
  }
  return undefined;
}

describe('parseChargePreview()', () => {
  it('reads the spelling of the API and of an SDK alike, and drops unknown keys', () => {
    const preview = {
      baseAmount: 2000,
      meteredAmount: 412,
      prorationAmount: -655,
      prorations: [{ label: 'Unused time on Lumen Basic', amount: -655 }],
      subtotalAmount: 1757,
      discountAmount: 0,
      netAmount: 1757,
      taxAmount: null,
      totalAmount: 1757,
    };
    expect(parseChargePreview({ ...payload, currency: 'usd' })).toEqual(preview);
    expect(parseChargePreview(preview)).toEqual(preview);
  });

  it('requires only the prorations', () => {
    expect(parseChargePreview({ prorations: [] })).toStrictEqual({ prorations: [] });
  });

  it('reads NaN and null as unknown amounts', () => {
    expect(parseChargePreview({ ...payload, total_amount: NaN, prorations: [{ label: 'x', amount: null }] })).toMatchObject({ totalAmount: null, prorations: [{ amount: null }] });
  });

  it.each<[string, unknown, unknown[]]>([
    ['is null', null, []],
    ['is text', 'ok', []],
    ['has no prorations', { ...payload, prorations: undefined }, ['prorations']],
    ['has prorations of another shape', { ...payload, prorations: {} }, ['prorations']],
    ['has one unreadable proration, because the other prorations alone would be wrong', { ...payload, prorations: [...payload.prorations, { label: 'x', amount: '5' }] }, ['prorations', 1, 'amount']],
    ['has a proration without a name', { ...payload, prorations: [{ amount: 5 }] }, ['prorations', 0, 'label']],
    ['has text in place of an amount', { ...payload, total_amount: '1757' }, ['total_amount']],
  ])('names the path when it rejects a preview that %s', (_, input, path) => {
    expect(fault(() => parseChargePreview(input))).toEqual(['invalid_data', ...path]);
  });
});
