import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider, useAmountDue, useBills } from '../../src';
import { amountOf } from '../../src/core';
import { formatAmount } from '../../src/core/formatMoney';
import { createPolarSource, type PortalSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';
import { chargeOracle } from '../core/charge-oracle';
import { tableCases } from '../core/charge-oracle.cases';
import { edgeCases } from '../core/charge-oracle.edge-cases';
import type { Wire } from '../core/charge-oracle.wire';
import { createPortalHandler } from '../../src/server';
import { noon } from '../react/polar';
import { fakePolar } from '../server/shop';
import { polarOf } from './polarOf';

/** For each subscription, the amount by `useAmountDue()`, and that by `useBills()` and the text of `Billing`. */
async function amountsOf(source: PortalSource) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <PortalProvider source={source} scope="customer" refreshEvery={0}>
      <Billing />
      {children}
    </PortalProvider>
  );
  const { result, unmount } = renderHook(() => ({ amounts: useAmountDue(), account: useBills() }), { wrapper });
  await waitFor(() => expect([result.current.amounts.isSuccess, document.querySelector('[aria-busy=true]')]).toEqual([true, null]));
  const { amounts, account } = result.current;
  const articles = [...document.querySelectorAll('article')];
  const shown = articles.map((article) => article.querySelector('.mf-bill-group .mf-amount-figure')?.textContent ?? null);
  const bills = account.bills;
  unmount();
  return {
    byHook: bills.map(({ subscription }) => {
      const { subscriptionId: _, ...due } = amounts.data?.find(({ subscriptionId }) => subscriptionId === subscription.id) ?? {};
      return due;
    }),
    byBill: bills.map(({ bill, isBalanceShared, subscription: { currency } }) => {
      const [charge] = bill?.charges ?? [];
      const nothing = bill?.title === 'ended' ? { amount: 0, outcome: 'nothing' } : { amount: null, outcome: null };
      const known = charge ? { ...amountOf(charge), dueAt: charge.dueAt, outcome: charge.outcome, certainty: charge.certainty } : { ...nothing, before: [], dueAt: null, certainty: 'exact' };
      return { ...known, currency, outstanding: bill?.outstanding, ...(isBalanceShared && { isBalanceShared }) };
    }),
    shown,
    expected: bills.map(({ bill, subscription: { currency } }) => {
      const [charge] = bill?.charges ?? [];
      return charge ? formatAmount(amountOf(charge).amount, currency, 'en') : null;
    }),
    count: amounts.data?.length,
  };
}

async function expectAgreement(source: PortalSource): Promise<void> {
  const { byHook, byBill, shown, expected, count } = await amountsOf(source);
  expect(byHook).toEqual(byBill);
  expect(shown).toEqual(expected);
  expect(count).toBe(byBill.length);
}

/** The same Polar behind a shop's read-only proxy. */
function throughProxy(wire: Wire): PortalSource {
  const polar = fakePolar((url) => polarOf(wire)(url.href));
  const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: () => ({ externalId: 'ada' }), fetch: polar.fetch });
  return createPolarSource({ server: '/api/portal', fetch: async (path, init) => handler(new Request(new URL(path, 'https://shop.example'), init)) });
}

describe('useAmountDue() and Billing agree about', () => {
  it.each(['ada', 'bo', 'cy', 'dee', 'eve', 'fay', 'gil', 'hal', 'ike', 'jin', 'kai', 'lou', 'mia'])('the demo customer %s', async (customer) => {
    const demo = createDemoPolar({ moving: false, now: () => noon });
    await expectAgreement(createPolarSource({ getToken: () => demo.createSession(customer), fetch: demo.fetch }));
  });

  it.each([...tableCases, ...edgeCases].map(({ name, scenario }) => [name, scenario] as const))('%s', async (_, scenario) => {
    await expectAgreement(createPolarSource({ token: 'polar_cst_x', fetch: polarOf(chargeOracle(scenario).wire) }));
  });

  it.each([...tableCases, ...edgeCases].map(({ name, scenario }) => [name, scenario] as const))('%s, even through the read-only proxy', async (_, scenario) => {
    const { wire } = chargeOracle(scenario);
    const direct = await amountsOf(createPolarSource({ token: 'polar_cst_x', fetch: polarOf(wire) }));
    const proxied = await amountsOf(throughProxy(wire));
    expect(proxied).toEqual(direct);
    expect(proxied.byHook).toHaveLength(1);
  });
});
