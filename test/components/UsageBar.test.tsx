import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UsageBar, type UsageBarProps, UsageName, UsageStatus, UsageTrack, UsageValue } from '../../src';
import { parsePrice } from '../../src/core';
import { wirePriceMeteredUnit } from '../../src/testing';

const price = parsePrice(wirePriceMeteredUnit({ unit: 'scalar' }));

function draw(props: UsageBarProps): HTMLElement {
  const { container } = render(<UsageBar name="Images" {...props} />);
  return container.firstElementChild as HTMLElement;
}

function rangeOf(element: Element) {
  const read = (name: string) => element.getAttribute(`aria-value${name}`);
  return { min: read('min'), max: read('max'), now: read('now'), text: read('text') };
}

/** The width of the solid part, and where the striped part starts and ends. */
function drawnIn(root: Element) {
  const read = (selector: string, name: string) => root.querySelector(selector)?.getAttribute(name) ?? null;
  return { included: read('.mf-usage-fill', 'width'), overFrom: read('.mf-usage-over', 'x1'), overTo: read('.mf-usage-over', 'x2') };
}

describe('UsageBar for screen readers', () => {
  it.each<[string, UsageBarProps, string, string]>([
    ['within the credits', { consumedUnits: 25, creditedUnits: 100 }, '25', '25 of 100 units, 75 left'],
    ['over the credits: value clamped, exact numbers in the text', { consumedUnits: 120, creditedUnits: 100 }, '100', '120 of 100 units, 20 over'],
    ['below zero: value clamped, exact numbers in the text', { consumedUnits: -3, creditedUnits: 100 }, '0', '-3 of 100 units, 103 left'],
    ['at exactly the credits', { consumedUnits: 100, creditedUnits: 100 }, '100', '100 of 100 units, 0 left'],
    ['with large numbers: every digit', { consumedUnits: 2_412_350, creditedUnits: 5_000_000 }, '2412350', '2,412,350 of 5,000,000 units, 2,587,650 left'],
    ['with floats: text without rounding noise', { consumedUnits: 0.30000000000000004, creditedUnits: 1 }, '0.30000000000000004', '0.3 of 1 unit, 0.7 left'],
  ])('is a meter %s', (_, props, now, text) => {
    draw(props);
    const meter = screen.getByRole('meter', { name: 'Images' });
    expect(rangeOf(meter)).toEqual({ min: '0', max: String(props.creditedUnits), now, text });
  });

  it.each<[string, UsageBarProps]>([
    ['no credits', { consumedUnits: 5, creditedUnits: 0 }],
    ['negative credits', { consumedUnits: 5, creditedUnits: -1 }],
    ['unknown credits', { consumedUnits: 5, creditedUnits: null }],
    ['unknown usage', { consumedUnits: null, creditedUnits: 100 }],
    ['NaN as usage', { consumedUnits: NaN, creditedUnits: 100 }],
    ['infinite credits', { consumedUnits: 5, creditedUnits: Infinity }],
  ])('is not a meter with %s', (_, props) => {
    const root = draw(props);
    expect(screen.queryByRole('meter')).toBeNull();
    expect(root.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(drawnIn(root)).toEqual({ included: null, overFrom: null, overTo: null });
  });
});

describe('UsageBar bar', () => {
  it.each<[string, number, number, string | null, string | null]>([
    ['is empty when nothing is used', 0, 100, null, null],
    ['is empty below zero', -3, 100, null, null],
    ['is as long as the share used', 25, 100, '25%', null],
    ['shows a sliver for very little usage', 1, 1e6, '1.5%', null],
    ['shows a sliver for the smallest possible usage', 5e-324, 1, '1.5%', null],
    ['is not full while one unit is left', 999_999, 1e6, '98.5%', null],
    ['is full when all credits are used', 100, 100, '100%', null],
    ['divides its width between included and over', 120, 100, '83.33%', '83.33%'],
    ['shows a sliver for very little over', 1_000_001, 1e6, '98.5%', '98.5%'],
    ['shows a sliver for very little included', 1e9, 1, '1.5%', '1.5%'],
  ])('%s', (_, consumedUnits, creditedUnits, included, overFrom) => {
    const overTo = overFrom === null ? null : '100%';
    expect(drawnIn(draw({ consumedUnits, creditedUnits }))).toEqual({ included, overFrom, overTo });
  });
});

describe('UsageBar text', () => {
  const inWords = (root: Element) => [...root.children].filter(({ tagName }) => tagName !== 'svg').map(({ textContent }) => textContent);

  it.each<[string, UsageBarProps, string[]]>([
    ['the units left', { consumedUnits: 25, creditedUnits: 100 }, ['Images', '25 of 100 units', '75 left · 25% used']],
    ['the units over', { consumedUnits: 120, creditedUnits: 100 }, ['Images', '120 of 100 units', '20 over']],
    ['billed overage', { consumedUnits: 120, creditedUnits: 100, terms: { price } }, ['Images', '120 of 100 units', '20 over, billed as you go']],
    ['spent credits', { consumedUnits: 100, creditedUnits: 100, terms: { price: null } }, ['Images', '100 of 100 units', '0 left']],
    ['pay as you go', { consumedUnits: 5, creditedUnits: 0, terms: { price } }, ['Images', '5 units', 'Pay as you go']],
    ['a plain count', { consumedUnits: 1, creditedUnits: 0, terms: { price: null } }, ['Images', '1 unit', '1 used']],
    ['zero left without credits if the host blocks use', { consumedUnits: 12, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, ['Images', '12 units', '0 left']],
    ['a count with an unknown price', { consumedUnits: 5, creditedUnits: 0 }, ['Images', '5 units', 'Used so far']],
    ['large numbers in compact form', { consumedUnits: 2_412_350, creditedUnits: 2e6 }, ['Images', '2.41M of 2M units', '412,350 over']],
    ['a tiny quantity, never as zero', { consumedUnits: 1e-7, creditedUnits: 0 }, ['Images', '0.0000001 units', 'Used so far']],
    ['a dash for unknown usage, never zero', { consumedUnits: null, creditedUnits: 100 }, ['Images', '— of 100 units', 'Not available right now']],
    ['dashes without any numbers', {}, ['Images', '— of — units', 'Not available right now']],
    ['the server’s balance if it contradicts the numbers', { consumedUnits: 50, creditedUnits: 100, balance: -20 }, ['Images', '50 of 100 units', '20 over']],
  ])('shows %s', (_, props, words) => {
    expect(inWords(draw(props))).toEqual(words);
  });

  it('shows a note after the status, if there is one', () => {
    expect(inWords(draw({ consumedUnits: 25, creditedUnits: 100, note: 'Renews Dec 1' }))).toEqual(['Images', '25 of 100 units', '75 left · 25% used', 'Renews Dec 1']);
    expect(draw({ note: false }).querySelector('.mf-usage-note')).toBeNull();
  });

  it('cuts off a very long name, also as the name of the meter', () => {
    const root = draw({ name: `${'x'.repeat(5000)}\u202E${'y'.repeat(5000)}`, consumedUnits: 1, creditedUnits: 2 });
    expect(inWords(root)[0]).toMatch(/^x{119}…$/);
    expect(screen.getByRole('meter').getAttribute('aria-label')).toHaveLength(120);
  });

  it('shows “Usage” for a meter without a name', () => {
    draw({ name: '', consumedUnits: 1, creditedUnits: 2 });
    expect(screen.getByRole('meter', { name: 'Usage' })).toBeInTheDocument();
  });
});

describe('UsageBar data attributes', () => {
  it.each<[string, UsageBarProps, [kind: string, state: string, tone: string]]>([
    ['an unknown price, over: neutral', { consumedUnits: 120, creditedUnits: 100 }, ['unknown', 'over', 'neutral']],
    ['no price, over: critical', { consumedUnits: 120, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'over', 'critical']],
    ['no price, from 80 %: warning', { consumedUnits: 80, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'near', 'warning']],
    ['a price, over: neutral', { consumedUnits: 120, creditedUnits: 100, terms: { price } }, ['included', 'over', 'neutral']],
    ['a price, but the host blocks: critical', { consumedUnits: 100, creditedUnits: 100, terms: { price, whenSpent: 'blocked' } }, ['included', 'spent', 'critical']],
    ['a price, no credits', { consumedUnits: 5, creditedUnits: 0, terms: { price } }, ['payAsYouGo', 'within', 'neutral']],
    ['no price, no credits', { consumedUnits: 0, creditedUnits: 0, terms: { price: null } }, ['counter', 'idle', 'neutral']],
    ['unknown usage', { consumedUnits: null, creditedUnits: 100, terms: { price } }, ['included', 'unknown', 'neutral']],
  ])('follow from %s', (_, props, [kind, state, tone]) => {
    const root = draw(props);
    expect(root).toHaveAttribute('data-kind', kind);
    expect(root).toHaveAttribute('data-state', state);
    expect(root).toHaveAttribute('data-tone', tone);
  });
});

describe('UsageBar with a custom layout', () => {
  it('passes the usage and its texts to the parts', () => {
    const root = draw({
      consumedUnits: 120,
      creditedUnits: 100,
      note: 'not shown',
      children: (usage) => (
        <>
          <UsageTrack usage={usage} className="mine" data-testid="track" />
          <UsageStatus usage={usage} className="mine" />
          <UsageValue usage={usage} id="value" />
          <UsageName usage={usage} title={usage.text} />
          <em>{`${usage.over} / ${usage.ratio} / ${usage.balanceText}`}</em>
        </>
      ),
    });
    expect([...root.children].map(({ tagName, textContent }) => [tagName.toLowerCase(), textContent])).toEqual([
      ['svg', ''],
      ['span', '20 over'],
      ['span', '120 of 100 units'],
      ['bdi', 'Images'],
      ['em', '20 / 1.2 / 20 units over'],
    ]);
    expect(screen.getByTestId('track')).toHaveAttribute('class', 'mf-usage-track mine');
    expect(screen.getByTitle('120 of 100 units, 20 over')).toHaveTextContent('Images');
  });
});
