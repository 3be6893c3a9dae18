import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, WhatIf, type WhatIfProps } from '../../src';
import type { PriceOfMeter } from '../../src/core/explain';
import { type MeteredPrice, parsePrice } from '../../src/core/schemas/price';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../../src/testing';
import { describeConformance } from './conformance';

const tokens = parsePrice(wirePriceMeteredUnit()) as MeteredPrice;
const emails = parsePrice(wirePriceMeteredTiers()) as MeteredPrice;
const used = { consumedUnits: 2_412_350, creditedUnits: 2_000_000, amount: 412 };

function draw(props: Partial<WhatIfProps> = {}): Element | null {
  return render(<WhatIf meter={used} price={tokens} currency="usd" {...props} />).container.firstElementChild;
}

const slider = () => screen.getByRole('slider');
const sentence = () => slider().getAttribute('aria-valuetext')?.replace('\u2060', '');
/** Each row: what is added, and what it costs. */
const rows = () => [...document.querySelectorAll('.mf-outlook')].map((row) => [...row.children].map(({ textContent }) => textContent?.replace('\u2060', '')));
const moveTo = (position: number) => fireEvent.change(slider(), { target: { value: String(position) } });

describeConformance('WhatIf at the cap', (host) => <WhatIf meter={used} price={emails} currency="usd" {...host} />, { root: 'div', className: 'mf-whatif' });

describe('WhatIf', () => {
  it('starts with the cost of a round number of units', () => {
    draw();
    expect(sentence()).toBe('1M more tokens: $14.12 in total (+$10.00)');
    expect(rows()).toEqual([['With 1M more tokens', '$14.12'], ['What if you use more tokens?', '+$10.00']]);
  });

  it('names no unit for one more where only the plural is known', () => {
    draw({ price: { ...tokens, meter: { id: 'm', name: 'M', unit: 'custom', customLabel: 'emails' } }, most: 20 });
    moveTo(1);
    expect(sentence()).toMatch(/^1 more: /);
    expect(rows()[0]?.[0]).toBe('With 1 more');
    moveTo(2);
    expect(rows()[0]?.[0]).toBe('With 2 more emails');
  });

  it('updates the cost as the slider moves', () => {
    draw();
    const sentences = [0, 1, 20].map((position) => {
      moveTo(position);
      const [[units, amount] = [], [, difference] = []] = rows();
      expect(`With ${sentence()}`).toBe(`${units}: ${amount} in total (${difference})`);
      expect(document.querySelector('.mf-slider-fill')).toHaveAttribute('width', `${position * 5}%`);
      return sentence();
    });
    expect(sentences).toEqual(['0 more tokens: $4.12 in total (+$0.00)', '200,000 more tokens: $6.12 in total (+$2.00)', '4M more tokens: $44.12 in total (+$40.00)']);
  });

  it('is a native slider with a name, reached by Tab, that announces the cost', async () => {
    draw();
    await userEvent.tab();
    expect(slider()).toHaveFocus();
    expect(slider()).toHaveAccessibleName('What if you use more tokens?');
    expect([slider().tagName, slider().getAttribute('type'), slider().getAttribute('min'), slider().getAttribute('max')]).toEqual(['INPUT', 'range', '0', '20']);
    moveTo(2);
    expect(slider().getAttribute('aria-valuetext')?.replace('\u2060', '')).toBe('400,000 more tokens: $8.12 in total (+$4.00)');
    // The slider announces the text, so the output must not announce it again.
    expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'off');
  });

  it('uses the remaining credits first', () => {
    draw({ meter: { consumedUnits: 0, creditedUnits: 5_000_000 } });
    expect(sentence()).toBe('2.5M more tokens: $0.00 in total (+$0.00)');
    moveTo(20);
    expect(sentence()).toBe('10M more tokens: $50.00 in total (+$50.00)');
  });

  it('shows a lower cost when a cheaper volume rate is reached', () => {
    const price = parsePrice(wirePriceMeteredTiers({ cap_amount: null, tiers: { type: 'volume', tiers: [{ bound: 1000, unit_amount: '2' }, { bound: null, unit_amount: '1' }] } }));
    draw({ price, meter: { consumedUnits: 1000, creditedUnits: 0 } });
    expect(sentence()).toBe('250 more emails: $12.50 in total (−$7.50)');
    expect(screen.getByText('This reaches a lower price for all your units.')).toBeInTheDocument();
  });

  it.each<[number, string]>([
    [2000, '100 more tokens'],
    [1, '1 more token'],
    [1_000_000, '50,000 more tokens'],
    [70, '5 more tokens'],
    [NaN, '1 more token'],
    [-5, '1 more token'],
  ])('with most={%s} moves in steps of "%s"', (most, step) => {
    draw({ most });
    moveTo(1);
    expect(sentence()).toMatch(new RegExp(`^${step}: `));
  });

  it('shows the distance to the next rate and to the cap', () => {
    draw({ price: emails, meter: { consumedUnits: 10_000, creditedUnits: 5000 }, most: 20_000 });
    moveTo(0);
    expect(screen.getByText('Rate changes at 5,000 more emails · Cap of $50.00 at 84,990 more emails')).toBeInTheDocument();
    // Exactly at the bound of a tier there is no distance.
    moveTo(5);
    expect(screen.getByText('Cap of $50.00 at 84,990 more emails')).toBeInTheDocument();
    moveTo(20);
    expect(screen.getByText('Cap of $50.00 at 84,990 more emails')).toBeInTheDocument();
  });

  it('shows the way to the cap with all digits, because rounded it could be the slider’s own position', () => {
    draw({ price: { ...emails, kind: 'unit', amountType: 'metered_unit', unitAmount: '0.001', capAmount: 5000 } as never, meter: { consumedUnits: 3_997_000, creditedUnits: 0 } });
    moveTo(5);
    expect(screen.getByText('Cap of $50.00 at 1,002,500 more emails')).toBeInTheDocument();
  });

  it('shows how many units the credits still cover, and the distance to the next rate only once they are used up', () => {
    draw({ price: emails, meter: { consumedUnits: 3120, creditedUnits: 10_000 }, most: 20_000 });
    moveTo(2);
    expect(screen.getByText(/^Your credits would then cover another 4,880 emails · Cap of \$50\.00 at [\d,]+ more emails$/)).toBeInTheDocument();
    moveTo(7);
    expect(screen.getByText(/^Rate changes at 16,880 more emails · /)).toBeInTheDocument();
  });

  it('notes when the slider reaches the cap, and has no slider if the cap is already reached', () => {
    draw({ price: emails, meter: { consumedUnits: 80_000, creditedUnits: 0 } });
    moveTo(1);
    expect(screen.getByText('Cap of $50.00 at 9,990 more emails')).toBeInTheDocument();
    moveTo(5);
    expect(sentence()).toBe('25,000 more emails: $50.00 in total (+$5.00)');
    expect(screen.getByText('This reaches the cap, so more usage this period costs nothing.')).toBeInTheDocument();
    cleanup();
    const root = draw({ price: emails, meter: { consumedUnits: 200_000, creditedUnits: 0 } });
    expect(root?.textContent).toBe("You've reached the cap, so more usage this period costs nothing.");
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('uses the locale and messages of the provider', () => {
    render(
      <LocalizationProvider locale="de" messages={{ whatIf: ({ extra, amount }) => `${extra}: ${amount}`, unitName: () => 'Token' }}>
        <WhatIf meter={used} price={{ ...tokens, priceCurrency: 'eur' }} currency="eur" />
      </LocalizationProvider>,
    );
    expect(sentence()?.replace(/\u00a0/g, ' ')).toBe('1 Mio.: 14,12 €');
  });
});

describe('WhatIf without an explanation', () => {
  it.each<[string, PriceOfMeter, Partial<WhatIfProps>]>([
    ['without a price', undefined, {}],
    ['with `null` as price', null, {}],
    ['with several prices', [tokens, emails], {}],
    ['with a fixed price', parsePrice(wirePriceFixed()), {}],
    ['with an unknown kind of price', { id: 'p', kind: 'other', amountType: 'by_the_moon' }, {}],
    ['with a negative cap', { ...tokens, capAmount: -1 }, {}],
    ['for unknown usage', tokens, { meter: { ...used, consumedUnits: null } }],
    ['for NaN as usage', tokens, { meter: { ...used, consumedUnits: NaN } }],
    ['for unknown credits', tokens, { meter: { ...used, creditedUnits: null } }],
    ['for a fractional unit on tiers', emails, { meter: { ...used, consumedUnits: 2_000_000.5 } }],
  ])('renders nothing %s', (_, price, props) => {
    expect(draw({ price, ...props })).toBeNull();
  });
});
