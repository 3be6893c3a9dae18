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

/** What is drawn in the bar: the solid part's width and where the striped part begins. */
function drawnIn(root: Element) {
  const read = (selector: string, name: string) => root.querySelector(selector)?.getAttribute(name) ?? null;
  return { included: read('.mf-usage-fill', 'width'), overFrom: read('.mf-usage-over', 'x1'), overTo: read('.mf-usage-over', 'x2') };
}

describe('a screen reader', () => {
  it.each<[string, UsageBarProps, string, string]>([
    ['within the credits', { consumedUnits: 25, creditedUnits: 100 }, '25', '25 of 100 units, 75 left'],
    ['over, with the value kept in its range and the truth in words', { consumedUnits: 120, creditedUnits: 100 }, '100', '120 of 100 units, 20 over'],
    ['below zero', { consumedUnits: -3, creditedUnits: 100 }, '0', '-3 of 100 units, 103 left'],
    ['at the very end', { consumedUnits: 100, creditedUnits: 100 }, '100', '100 of 100 units, 0 left'],
    ['every digit of large numbers', { consumedUnits: 2_412_350, creditedUnits: 5_000_000 }, '2412350', '2,412,350 of 5,000,000 units, 2,587,650 left'],
    ['floats without their noise', { consumedUnits: 0.30000000000000004, creditedUnits: 1 }, '0.30000000000000004', '0.3 of 1 unit, 0.7 left'],
  ])('hears of a meter %s', (_, props, now, text) => {
    draw(props);
    const meter = screen.getByRole('meter', { name: 'Images' });
    expect(rangeOf(meter)).toEqual({ min: '0', max: String(props.creditedUnits), now, text });
  });

  it.each<[string, UsageBarProps]>([
    ['no credits', { consumedUnits: 5, creditedUnits: 0 }],
    ['negative credits', { consumedUnits: 5, creditedUnits: -1 }],
    ['credits that are not known', { consumedUnits: 5, creditedUnits: null }],
    ['consumption that is not known', { consumedUnits: null, creditedUnits: 100 }],
    ['a number that is none', { consumedUnits: NaN, creditedUnits: 100 }],
    ['credits without end', { consumedUnits: 5, creditedUnits: Infinity }],
  ])('hears of no meter where there is no range: %s', (_, props) => {
    const root = draw(props);
    expect(screen.queryByRole('meter')).toBeNull();
    expect(root.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(drawnIn(root)).toEqual({ included: null, overFrom: null, overTo: null });
  });
});

describe('the bar', () => {
  it.each<[string, number, number, string | null, string | null]>([
    ['is empty when nothing is used', 0, 100, null, null],
    ['is empty below zero', -3, 100, null, null],
    ['is as long as what is used', 25, 100, '25%', null],
    ['is a sliver for almost nothing', 1, 1e6, '1.5%', null],
    ['is a sliver for the smallest something', 5e-324, 1, '1.5%', null],
    ['is not full until it is', 999_999, 1e6, '98.5%', null],
    ['is full when all is used', 100, 100, '100%', null],
    ['shares its full width between included and over', 120, 100, '83.33%', '83.33%'],
    ['shows a sliver of over', 1_000_001, 1e6, '98.5%', '98.5%'],
    ['shows a sliver of what was included', 1e9, 1, '1.5%', '1.5%'],
  ])('%s', (_, consumedUnits, creditedUnits, included, overFrom) => {
    const overTo = overFrom === null ? null : '100%';
    expect(drawnIn(draw({ consumedUnits, creditedUnits }))).toEqual({ included, overFrom, overTo });
  });
});

describe('a customer reads', () => {
  const inWords = (root: Element) => [...root.children].filter(({ tagName }) => tagName !== 'svg').map(({ textContent }) => textContent);

  it.each<[string, UsageBarProps, string[]]>([
    ['what is left', { consumedUnits: 25, creditedUnits: 100 }, ['Images', '25 of 100 units', '75 left · 25% used']],
    ['how far over', { consumedUnits: 120, creditedUnits: 100 }, ['Images', '120 of 100 units', '20 over']],
    ['that overage is billed', { consumedUnits: 120, creditedUnits: 100, terms: { price } }, ['Images', '120 of 100 units', '20 over, billed as used']],
    ['that nothing is left', { consumedUnits: 100, creditedUnits: 100, terms: { price: null } }, ['Images', '100 of 100 units', '0 left']],
    ['what is paid as it goes', { consumedUnits: 5, creditedUnits: 0, terms: { price } }, ['Images', '5 units', 'Pay as you go']],
    ['a plain count', { consumedUnits: 1, creditedUnits: 0, terms: { price: null } }, ['Images', '1 unit', '1 used']],
    ['that nothing is left without credits where the host blocks use', { consumedUnits: 12, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, ['Images', '12 units', '0 left']],
    ['a count of which nothing is known', { consumedUnits: 5, creditedUnits: 0 }, ['Images', '5 units', 'Used so far']],
    ['large numbers in short', { consumedUnits: 2_412_350, creditedUnits: 2e6 }, ['Images', '2.41M of 2M units', '412,350 over']],
    ['never zero for something', { consumedUnits: 1e-7, creditedUnits: 0 }, ['Images', '0.0000001 units', 'Used so far']],
    ['a dash for what is not known, never zero', { consumedUnits: null, creditedUnits: 100 }, ['Images', '— of 100 units', 'Not available right now']],
    ['a dash where nothing at all is known', {}, ['Images', '— of — units', 'Not available right now']],
    ['the server’s balance where it disagrees', { consumedUnits: 50, creditedUnits: 100, balance: -20 }, ['Images', '50 of 100 units', '20 over']],
  ])('%s', (_, props, words) => {
    expect(inWords(draw(props))).toEqual(words);
  });

  it('a note after the status, where there is one', () => {
    expect(inWords(draw({ consumedUnits: 25, creditedUnits: 100, note: 'Renews Dec 1' }))).toEqual(['Images', '25 of 100 units', '75 left · 25% used', 'Renews Dec 1']);
    expect(draw({ note: false }).querySelector('.mf-usage-note')).toBeNull();
  });

  it('the beginning of a name without end, and no more, also in the bar', () => {
    const root = draw({ name: `${'x'.repeat(5000)}\u202E${'y'.repeat(5000)}`, consumedUnits: 1, creditedUnits: 2 });
    expect(inWords(root)[0]).toMatch(/^x{119}…$/);
    expect(screen.getByRole('meter').getAttribute('aria-label')).toHaveLength(120);
  });

  it('a name also where there is none', () => {
    draw({ name: '', consumedUnits: 1, creditedUnits: 2 });
    expect(screen.getByRole('meter', { name: 'Usage' })).toBeInTheDocument();
  });
});

describe('what credits mean', () => {
  it.each<[string, UsageBarProps, [kind: string, state: string, tone: string]]>([
    ['nothing is known about billing: no colour', { consumedUnits: 120, creditedUnits: 100 }, ['unknown', 'over', 'neutral']],
    ['no price, over: alarm', { consumedUnits: 120, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'over', 'critical']],
    ['no price, from 80 %: warning', { consumedUnits: 80, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'near', 'warning']],
    ['a price, over: calm', { consumedUnits: 120, creditedUnits: 100, terms: { price } }, ['included', 'over', 'neutral']],
    ['a price, but the shop blocks: alarm', { consumedUnits: 100, creditedUnits: 100, terms: { price, whenSpent: 'blocked' } }, ['included', 'spent', 'critical']],
    ['a price, no credits', { consumedUnits: 5, creditedUnits: 0, terms: { price } }, ['payAsYouGo', 'within', 'neutral']],
    ['neither', { consumedUnits: 0, creditedUnits: 0, terms: { price: null } }, ['counter', 'idle', 'neutral']],
    ['numbers that are not known', { consumedUnits: null, creditedUnits: 100, terms: { price } }, ['included', 'unknown', 'neutral']],
  ])('%s', (_, props, [kind, state, tone]) => {
    const root = draw(props);
    expect(root).toHaveAttribute('data-kind', kind);
    expect(root).toHaveAttribute('data-state', state);
    expect(root).toHaveAttribute('data-tone', tone);
  });
});

describe('a page that lays a bar out anew', () => {
  it('gets the parts and everything they say', () => {
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
