import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Balance, Projection, Receipt, UsageBar, UsageHistory, WhatIf } from '../../src';
import { parsePrice } from '../../src/core';
import type { MeteredPrice } from '../../src/core/schemas/price';
import { wirePriceMeteredUnit } from '../../src/testing';
import { spokenIn } from '../widgets/widgets';

/** Polar's own example: bytes with the label "GB", at 0.00000001 cents a byte. */
const bytes = parsePrice(wirePriceMeteredUnit({ unit: { label: 'GB', multiplier: 1e9 }, unit_amount: '1.0000E-8' })) as MeteredPrice;
const requests = parsePrice(wirePriceMeteredUnit({ unit: { label: 'request', multiplier: 1000 }, unit_amount: '0.500000000000' })) as MeteredPrice;
const stored = { consumedUnits: 70e9, creditedUnits: 60e9, amount: 100 };
const gigabytes = { unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 };
const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const on = (day: number) => new Date(Date.UTC(2026, 10, day));

describe('Bytes with the label GB', () => {
  it('are shown as GB by UsageBar, and to screen readers', () => {
    const { container } = render(<UsageBar name="Storage" {...stored} terms={{ price: bytes }} />);
    expect(container.querySelector('.mf-usage-value')).toHaveTextContent(/^10 GB over$/);
    expect(container.querySelector('.mf-usage-status')).toHaveTextContent(/^70 of 60 GB used · overage is billed$/);
    expect(spokenIn(container)).toEqual(['Storage: 70 of 60 GB used, 10 GB over']);
  });

  it('keep their fractions', () => {
    const { container } = render(<UsageBar name="Storage" consumedUnits={1.5e9} creditedUnits={60e9} terms={{ price: bytes }} />);
    expect(container.querySelector('.mf-usage-value')).toHaveTextContent(/^58.5 GB left$/);
    expect(container.querySelector('.mf-usage-status')).toHaveTextContent(/^1.5 of 60 GB used$/);
  });

  it('are never 0 while there are any', () => {
    const { container } = render(<UsageBar name="Storage" consumedUnits={1} creditedUnits={60e9} terms={{ price: bytes }} />);
    expect(container.querySelector('.mf-usage-status')).toHaveTextContent(/^0.000000001 of 60 GB used$/);
    expect(spokenIn(container)).toEqual(['Storage: 0.000000001 of 60 GB used, 60 GB left']);
  });

  it('are shown as GB by Balance', () => {
    expect(render(<Balance {...stored} unit={gigabytes} />).container).toHaveTextContent(/^10 GB over$/);
    expect(render(<Balance consumedUnits={58.5e9} creditedUnits={60e9} unit={gigabytes} />).container).toHaveTextContent(/^1.5 GB left$/);
  });

  it('are bytes again where the host names the unit', () => {
    expect(render(<Balance {...stored} terms={{ price: bytes }} unit="bytes" />).container).toHaveTextContent(/^10B bytes over$/);
  });

  it('are billed per GB by Receipt', () => {
    const { container } = render(<Receipt meter={stored} price={bytes} currency="usd" />);
    const rows = [...container.querySelectorAll('.mf-line')].map((row) => [...row.children].map(({ textContent }) => textContent).filter((text) => text !== ''));
    expect(rows).toEqual([
      ['Used', '70 GB'],
      ['−', 'Included', '60'],
      ['=', 'Over', '10'],
      ['×', '$0.10\u00a0/\u00a0GB', '$1.00'],
      ['Cost so far', '$1.00'],
    ]);
    expect(container.querySelector('.mf-hidden')).toHaveTextContent('70 GB used, 60 included. 10 billable at $0.10 / GB: $1.00.');
  });

  it('keep every digit in Receipt', () => {
    const { container } = render(<Receipt meter={{ ...stored, consumedUnits: 60_123_456_789, amount: 1 }} price={bytes} currency="usd" />);
    expect(container).toHaveTextContent('Over0.123456789×$0.10 / GB$0.0123456789');
  });

  it('are estimated in GB by Projection', () => {
    const { container } = render(<Projection meter={{ ...stored, consumedUnits: 35e9 }} period={period} now={on(16)} price={bytes} currency="usd" />);
    expect(container).toHaveTextContent('About 70 GB by Dec 1≈ $1.00');
  });

  it('move in round steps of GB in WhatIf', () => {
    render(<WhatIf meter={stored} price={bytes} currency="usd" />);
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')?.replace('\u2060', '')).toBe('25 more GB: $3.50 in total (+$2.50)');
    fireEvent.change(screen.getByRole('slider'), { target: { value: '1' } });
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')?.replace('\u2060', '')).toBe('5 more GB: $1.50 in total (+$0.50)');
  });

  it('move in steps of half a GB in WhatIf if none are used yet', () => {
    render(<WhatIf meter={{ consumedUnits: 0, creditedUnits: 0, amount: 0 }} price={bytes} currency="usd" />);
    fireEvent.change(screen.getByRole('slider'), { target: { value: '1' } });
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')?.replace('\u2060', '')).toBe('0.5 more GB: $0.05 in total (+$0.05)');
  });

  it('are shown as GB by UsageHistory', () => {
    const quantities = [1, 2].map((day) => ({ timestamp: on(day), quantity: day * 1.5e9 }));
    const { container } = render(<UsageHistory history={{ quantities, total: 4.5e9 }} unit={gigabytes} creditedUnits={4e9} />);
    expect(container.querySelector('.mf-history-text')).toHaveTextContent('4.5 GB');
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', 'Mon, Nov 2, 2026: 3 GB');
    expect([...container.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['1.5', '3']);
    expect(container).toHaveTextContent('For credits to last the whole period: 2 GB a day');
  });
});

describe('A label for a thousand units', () => {
  it('divides counts by a thousand and multiplies prices by it', () => {
    const meter = { consumedUnits: 12_500, creditedUnits: 0, amount: 6250 };
    const { container } = render(
      <>
        <UsageBar name="Requests" {...meter} terms={{ price: requests }} />
        <Receipt meter={meter} price={requests} currency="usd" />
      </>,
    );
    expect(container.querySelector('.mf-usage-value')).toHaveTextContent(/^12.5 request$/);
    expect(container).toHaveTextContent('12.5 request×$5 / request$62.50');
  });
});

describe('Tokens', () => {
  it('are counted one by one and priced by the million', () => {
    const tokens = parsePrice(wirePriceMeteredUnit()) as MeteredPrice;
    const { container } = render(<Receipt meter={{ consumedUnits: 250_000, creditedUnits: 0, amount: 250 }} price={tokens} currency="usd" />);
    expect(container).toHaveTextContent('250,000 tokens');
    expect(container).toHaveTextContent('250,000 tokens×$10 / 1M tokens$2.50');
  });
});
