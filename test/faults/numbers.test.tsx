import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AmountDue, Balance, Billing, Receipt, UsageBar, WalletBalance } from '../../src';
import { describeUsage, formatQuantity, parsePrice, parseSubscriptionMeter } from '../../src/core';
import { type CustomerSeed, wireMeter, type WireMeterOverrides, wirePriceMeteredUnit, wireSubscriptionMeter, wireWallet } from '../../src/testing';
import { settle } from '../react/polar';
import { barsIn, namesIn, spokenIn, twice } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage, otherItems } from './page';

holdInvariants();

const noPrices = { fault: 403, on: '/subscriptions/', times: Infinity } as const;
const unknown = null as unknown as number;

/** The bar of this meter on a page without other meters. */
async function bar(meter: WireMeterOverrides) {
  const { container } = await openPage({ faults: [otherItems('/meters/', () => [wireMeter({ name: 'It', ...meter })]), noPrices] });
  await screen.findByText('It');
  const [[, ...words] = []] = barsIn(container);
  return { words, container };
}

describe('units', () => {
  it.each<[string, WireMeterOverrides, string[], string]>([
    ['42 · ten over', { consumed_units: 110, credited_units: 100 }, ['10 over', '110 of 100 used'], '110 of 100 used, 10 over'],
    ['43 · no credits', { consumed_units: 5, credited_units: 0 }, ['5', 'Used so far'], '5 units used'],
    ['44 · negative usage', { consumed_units: -3, credited_units: 100 }, ['103 left', '-3 of 100 used'], '-3 of 100 used, 103 left'],
    ['45 · floating-point noise', { consumed_units: 0.30000000000000004, credited_units: 1, balance: 0.7 }, ['0.7 left', '0.3 of 1 used'], '0.3 of 1 used, 0.7 left'],
    ['46 · 10²¹', { consumed_units: 1e21, credited_units: 2e21 }, ['1E21 left', '1E21 of 2E21 used'], '1E21 of 2E21 used, 1E21 left'],
    ['46 · 10⁻⁷', { consumed_units: 1e-7, credited_units: 0 }, ['0.0000001', 'Used so far'], '0.0000001 units used'],
    ['46 · 10⁻¹²', { consumed_units: 1e-12, credited_units: 0 }, ['1E-12', 'Used so far'], '1E-12 units used'],
    ['47 · 2⁶³ − 1', { consumed_units: 1, credited_units: 2 ** 63 - 1 }, ['9.22E18 left', '1 of 9.22E18 used'], '1 of 9.22E18 used, 9.22E18 left'],
    ['48 · null', { consumed_units: unknown, balance: unknown }, ['—', 'Usage not known right now'], 'usage not known right now'],
    ['48 · null credits', { credited_units: unknown, balance: unknown }, ['—', 'Usage not known right now'], 'usage not known right now'],
  ])('%s: the text and the sentence for screen readers are right', async (_, meter, words, sentence) => {
    const found = await bar(meter);
    expect(found.words).toEqual(words);
    expect(spokenIn(found.container)).toEqual([`It: ${sentence}`]);
  });

  it('44 · negative usage draws an empty bar', async () => {
    const { container } = await bar({ consumed_units: -3, credited_units: 100 });
    expect(container.querySelector('.mf-usage-fill, .mf-usage-limit')).toBeNull();
  });

  it.each([NaN, Infinity, -Infinity, null, undefined])('48 · %s as a prop is a dash', (number) => {
    const { container } = render(
      <>
        <UsageBar name="It" consumedUnits={number} creditedUnits={100} />
        <Balance consumedUnits={number} creditedUnits={100} />
        <AmountDue amount={number} currency="usd" />
        <WalletBalance wallet={{ balance: number ?? null, currency: 'usd' }} />
      </>,
    );
    expect(container.textContent).toBe('It: usage not known right nowIt—Usage not known right now——Wallet (USD)—');
  });

  it('48 · an item whose units are the text "25" is left out, and the notice counts it', async () => {
    const { container } = await openPage({ faults: [otherItems('/meters/', ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest])] });
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(namesIn(container)).toHaveLength(4);
  });

  it('49 · minus zero is zero', async () => {
    const { container } = await openPage({
      prepare: (polar) => {
        const body = JSON.stringify({ items: [wireMeter({ name: 'It', consumed_units: 0, credited_units: 0, balance: 0 })], pagination: { total_count: 1, max_page: 1 } }).replace(/_units":0|balance":0/g, (zero) => zero.replace('0', '-0.0'));
        expect(body).toContain('"consumed_units":-0.0');
        polar.respond = ({ method, url }) => (method === 'GET' && url.includes('/meters/') ? new Response(body, { headers: { 'Access-Control-Allow-Origin': '*' } }) : undefined);
      },
    });
    await screen.findByText('It');
    render(<WalletBalance wallet={{ balance: -0, currency: 'usd' }} />);
    expect([barsIn(container)[0]?.[1], screen.getByText(/\$/).textContent]).toEqual(['0', '$0.00']);
    expect(document.body.textContent).not.toMatch(/[-−]0/);
    expect([formatQuantity(-0, 'en'), describeUsage({ consumedUnits: -0 }).consumed]).toEqual(['0', 0]);
  });
});

describe('money', () => {
  async function wallets(...given: Array<{ balance: number; currency: string }>) {
    const { container } = await openPage({ customer: 'cy', widget: <Billing />, faults: [otherItems('/wallets/', () => given.map((one, index) => wireWallet({ id: `wallet-${index}`, ...one })))] });
    await screen.findByText('Wallets');
    return [...container.querySelectorAll('.mf-wallet span:last-child')].map(({ textContent }) => textContent.replace(/\u00a0/g, ' '));
  }

  it.each<[string, number, string, string]>([
    ['50 · yen are whole', 12_300, 'jpy', '¥12,300'],
    ['51 · krónur have two decimals at Polar', 12_345, 'isk', 'ISK 123.45'],
    ['52 · no currency', 1234, '', '12.34'],
    ['52 · a truncated currency code', 1234, 'us', '12.34 us'],
    ['52 · a currency that is not a code', 1234, '<b>$</b>', '12.34 <b>$</b>'],
  ])('%s: a wallet shows the amount with the digits of its currency', async (_, balance, currency, written) => {
    expect(await wallets({ balance, currency })).toEqual([written]);
  });

  it('53 · dollars and euros are never added up', async () => {
    expect(await wallets({ balance: 1000, currency: 'usd' }, { balance: 900, currency: 'eur' })).toEqual(['$10.00', '€9.00']);
    const { container } = await openPage({ customer: 'fay', polar: { customers: [twice] }, widget: <Billing /> });
    await screen.findByText('Other');
    const totals = [...container.querySelectorAll('.mf-amount-figure')].map(({ textContent }) => textContent);
    expect(totals.toSorted()).toEqual(['$12.00', '€11.80']);
  });

  it('53 · a meter that is billed in both currencies shows no amount', async () => {
    const { container } = await openPage({ customer: 'fay', polar: { customers: [twice] } });
    await screen.findByText('Storage');
    expect(barsIn(container).find(([name]) => name === 'Storage')).toEqual(['Storage', '20 over', '120 of 100 used']);
  });

  it.each<[string, string, number, string]>([
    ['54 · a million-millionth of a cent', '0.000000000001', 4_500_000_000_000, '$0.05'],
    ['54 · a half that a float would lose', '0.145', 100, '$0.15'],
  ])('%s per unit is billed exactly', (_, unitAmount, consumed, amount) => {
    const meter = parseSubscriptionMeter(wireSubscriptionMeter({ consumed_units: consumed, credited_units: 0, amount: Math.round(Number(amount.slice(1)) * 100) }));
    const price = parsePrice(wirePriceMeteredUnit({ unit_amount: unitAmount, unit: 'scalar' }));
    const { container } = render(<Receipt meter={meter} price={price} currency="usd" />);
    expect(container).toHaveTextContent(`Cost so far, rounded${amount}`);
    expect(container).not.toHaveTextContent(/may still change/i);
  });

  it('55 · a bill without a charge preview shows its base price and no proration', async () => {
    const seed: CustomerSeed = { externalId: 'hal', name: 'Hal', email: 'hal@example.com', subscriptions: [{ plan: 'Flat', amount: 900, currency: 'usd', prorations: [{ label: 'Change of plan', amount: 100 }] }] };
    const { container, tries } = await openPage({ customer: 'hal', polar: { customers: [seed], chargePreview: false }, widget: <Billing /> });
    await screen.findByText('Base price');
    await waitFor(() => expect(tries('/charge-preview')).toBe(1));
    await settle();
    expect(container.querySelector('.mf-amount-figure')).toHaveTextContent('$9.00');
    expect(container.textContent).not.toMatch(/\$0|Change of plan/);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
