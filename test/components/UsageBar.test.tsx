import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, UsageBar, type UsageBarProps, UsageName, UsageStatus, UsageTrack, UsageValue } from '../../src';
import { parsePrice } from '../../src/core';
import { wirePriceMeteredUnit } from '../../src/testing';
import { spokenIn } from '../widgets/widgets';

const price = parsePrice(wirePriceMeteredUnit({ unit: 'scalar' }));

function draw(props: UsageBarProps): HTMLElement {
  const { container } = render(<UsageBar name="Images" {...props} />);
  return container.firstElementChild as HTMLElement;
}

function rangeOf(element: Element) {
  const read = (name: string) => element.getAttribute(`aria-value${name}`);
  return { min: read('min'), max: read('max'), now: read('now'), text: read('text') };
}

/** The widths of the solid part and of the estimate, and where the ticks stand. */
function drawnIn(root: Element) {
  const read = (selector: string, name: string) => root.querySelector(selector)?.getAttribute(name) ?? null;
  return { included: read('.mf-usage-fill', 'x2'), limit: read('.mf-usage-limit', 'x1'), expected: read('.mf-usage-expected', 'width'), today: read('.mf-usage-today', 'x1') };
}

describe('UsageBar for screen readers', () => {
  it.each<[string, UsageBarProps, string]>([
    ['credits that are left', { consumedUnits: 25, creditedUnits: 100 }, 'Images: 25 of 100 used, 75 left'],
    ['credits in a unit with a name', { consumedUnits: 3120, creditedUnits: 10_000, unit: 'emails' }, 'Images: 3,120 of 10,000 emails used, 6,880 left'],
    ['use beyond the credits', { consumedUnits: 120, creditedUnits: 100 }, 'Images: 120 of 100 used, 20 over'],
    ['use beyond the credits and its cost', { consumedUnits: 2_420_165, creditedUnits: 2e6, terms: { price }, cost: '$4.20', spoken: 'renews December 1' }, 'Images: 2.42 million of 2 million used, 420,165 over, $4.20 so far, renews December 1'],
    ['credits that are used up', { consumedUnits: 100, creditedUnits: 100, terms: { price: null } }, 'Images: 100 of 100 used, 0 left'],
    ['use that the host blocks', { consumedUnits: 5, creditedUnits: 5, terms: { price: null, whenSpent: 'blocked' } }, 'Images: 5 of 5 used, 0 left, use is blocked'],
    ['the cost of usage that is unknown', { consumedUnits: null, creditedUnits: 0, terms: { price }, cost: '$4.20' }, 'Images: usage not known right now, $4.20 so far'],
    ['pay as you go', { consumedUnits: 48_438, creditedUnits: 0, unit: 'requests', terms: { price }, cost: '$19.38' }, 'Images: 48,438 requests used, $19.38 so far'],
    ['a count', { consumedUnits: 1, creditedUnits: 0, terms: { price: null } }, 'Images: 1 unit used'],
    ['an unknown number', { consumedUnits: null, creditedUnits: 100 }, 'Images: usage not known right now'],
    ['floats without rounding noise', { consumedUnits: 0.30000000000000004, creditedUnits: 1 }, 'Images: 0.3 of 1 used, 0.7 left'],
    ['a note', { consumedUnits: 25, creditedUnits: 100, note: 'Renews Dec 1' }, 'Images: 25 of 100 used, 75 left, Renews Dec 1'],
  ])('reads %s as one sentence', (_, props, sentence) => {
    const root = draw(props);
    expect(spokenIn(root.parentElement!)).toEqual([sentence]);
    expect(screen.queryByRole('meter')).toBeNull();
  });

  it('doesn’t hide an action that is plain text from screen readers, because the sentence lacks it', () => {
    draw({ consumedUnits: 25, creditedUnits: 100, note: 'Renews Dec 1', action: 'Ask your admin' });
    expect(screen.getByText('Ask your admin').closest('[aria-hidden]')).toBeNull();
    expect(screen.getByText('Renews Dec 1').closest('[aria-hidden]')).not.toBeNull();
  });

  it('leaves a note that is an element, and the action, as they are', () => {
    draw({ consumedUnits: 25, creditedUnits: 100, note: <a href="/plans">Plans</a>, action: <button type="button">Top up</button> });
    expect(screen.getByRole('link', { name: 'Plans' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Top up' })).toBeInTheDocument();
  });
});

describe('UsageTrack for screen readers', () => {
  const track = (props: UsageBarProps) => draw({ ...props, children: (usage) => <UsageTrack usage={usage} /> });

  it.each<[string, UsageBarProps, string, string]>([
    ['within the credits', { consumedUnits: 25, creditedUnits: 100 }, '25', '25 of 100 used, 75 left'],
    ['over the credits: value clamped, numbers in the text', { consumedUnits: 120, creditedUnits: 100 }, '100', '120 of 100 used, 20 over'],
    ['below zero: value clamped, numbers in the text', { consumedUnits: -3, creditedUnits: 100 }, '0', '-3 of 100 used, 103 left'],
    ['at exactly the credits', { consumedUnits: 100, creditedUnits: 100 }, '100', '100 of 100 used, 0 left'],
    ['with large numbers in words', { consumedUnits: 2_412_350, creditedUnits: 5_000_000 }, '2412350', '2.41 million of 5 million used, 2.59 million left'],
    ['with floats: text without rounding noise', { consumedUnits: 0.30000000000000004, creditedUnits: 1 }, '0.30000000000000004', '0.3 of 1 used, 0.7 left'],
  ])('is a meter %s', (_, props, now, text) => {
    track(props);
    expect(rangeOf(screen.getByRole('meter', { name: 'Images' }))).toEqual({ min: '0', max: String(props.creditedUnits), now, text });
  });

  it.each<[string, UsageBarProps]>([
    ['no credits', { consumedUnits: 5, creditedUnits: 0 }],
    ['negative credits', { consumedUnits: 5, creditedUnits: -1 }],
    ['unknown credits', { consumedUnits: 5, creditedUnits: null }],
    ['unknown usage', { consumedUnits: null, creditedUnits: 100 }],
    ['NaN as usage', { consumedUnits: NaN, creditedUnits: 100 }],
    ['infinite credits', { consumedUnits: 5, creditedUnits: Infinity }],
  ])('renders nothing with %s', (_, props) => {
    expect(track(props)).toBeEmptyDOMElement();
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
    ['ends at a tick for the limit when usage is over', 120, 100, '83.33%', '83.33%'],
    ['shows a sliver for very little over', 1_000_001, 1e6, '98.5%', '98.5%'],
    ['shows a sliver for very little included', 1e9, 1, '1.5%', '1.5%'],
  ])('%s', (_, consumedUnits, creditedUnits, included, limit) => {
    expect(drawnIn(draw({ consumedUnits, creditedUnits }))).toEqual({ included, limit, expected: null, today: null });
  });

  it('marks today and the usage expected at the end of the period', () => {
    expect(drawnIn(draw({ consumedUnits: 25, creditedUnits: 100, elapsed: 0.8, expectedUnits: 31 }))).toEqual({ included: '25%', limit: null, expected: '31%', today: '80%' });
  });

  it('ends the estimate at the limit', () => {
    expect(drawnIn(draw({ consumedUnits: 90, creditedUnits: 100, expectedUnits: 112 }))).toMatchObject({ expected: '100%' });
  });

  it.each<[string, Partial<UsageBarProps>]>([
    ['for unknown numbers', { elapsed: null, expectedUnits: null }],
    ['for invalid numbers', { elapsed: -1, expectedUnits: NaN }],
    ['for an estimate of no more than the usage', { expectedUnits: 25 }],
    ['when usage is over the credits, because the bar then stands for the usage', { consumedUnits: 120, elapsed: 0.8, expectedUnits: 150 }],
  ])('draws no marks %s', (_, props) => {
    expect(drawnIn(draw({ consumedUnits: 25, creditedUnits: 100, ...props }))).toMatchObject({ expected: null, today: null });
  });
});

describe('UsageBar text', () => {
  const inWords = (root: Element) => [...root.children].filter((part) => !part.matches('svg, .mf-hidden')).map(({ textContent }) => textContent);

  it.each<[string, UsageBarProps, string[]]>([
    ['the units left', { consumedUnits: 25, creditedUnits: 100 }, ['Images', '75 left', '25 of 100 used']],
    ['the units over', { consumedUnits: 120, creditedUnits: 100 }, ['Images', '20 over', '120 of 100 used']],
    ['billed overage and its cost', { consumedUnits: 120, creditedUnits: 100, terms: { price }, cost: '$4.20' }, ['Images', '+$4.20 so far', '120 used\u00a0· 100 included\u00a0· 20 over']],
    ['billed overage with its rate', { consumedUnits: 120, creditedUnits: 100, terms: { price }, cost: '$4.20', rate: '$10 / 1M' }, ['Images', '+$4.20 so far', '120 used\u00a0· 100 included\u00a0· 20 over at $10 / 1M']],
    ['billed overage beyond one credit, without the unit, because its singular fits no other number', { consumedUnits: 2, creditedUnits: 1, unit: { unit: 'token' }, terms: { price }, cost: '$4.20' }, ['Images', '+$4.20 so far', '2 used\u00a0· 1 included\u00a0· 1 over']],
    ['billed overage while its cost is unknown', { consumedUnits: 120, creditedUnits: 100, terms: { price } }, ['Images', '20 over', '120 of 100 used\u00a0· overage is billed']],
    ['no cost of a meter whose price is unknown', { consumedUnits: 120, creditedUnits: 100, cost: '$4.20' }, ['Images', '20 over', '120 of 100 used']],
    ['spent credits', { consumedUnits: 100, creditedUnits: 100, terms: { price: null } }, ['Images', '0 left', 'All 100 used']],
    ['spent credits after which more is billed', { consumedUnits: 100, creditedUnits: 100, terms: { price }, rate: '$10 / 1M' }, ['Images', '0 left', 'All 100 used\u00a0· overage is billed at $10 / 1M']],
    ['spent credits after which use is blocked', { consumedUnits: 5, creditedUnits: 5, terms: { price: null, whenSpent: 'blocked' } }, ['Images', '0 left', 'All 5 used. Use is blocked.']],
    ['pay as you go', { consumedUnits: 5, creditedUnits: 0, terms: { price }, cost: '$0.50' }, ['Images', '$0.50 so far', '5 used\u00a0· pay as you go']],
    ['pay as you go with its unit and rate', { consumedUnits: 5, creditedUnits: 0, unit: 'requests', terms: { price }, cost: '$0.50', rate: '$0.10 / request' }, ['Images', '$0.50 so far', '5 requests\u00a0· pay as you go, $0.10 / request']],
    ['one unit of pay as you go, without a unit that is a plural', { consumedUnits: 1, creditedUnits: 0, unit: 'requests', terms: { price }, cost: '$0.10', rate: '$0.10 each' }, ['Images', '$0.10 so far', '1 used\u00a0· pay as you go, $0.10 each']],
    ['pay as you go while its cost is unknown', { consumedUnits: 5, creditedUnits: 0, terms: { price } }, ['Images', '5', 'Used so far\u00a0· pay as you go']],
    ['a plain count', { consumedUnits: 1, creditedUnits: 0, terms: { price: null } }, ['Images', '1', 'Used so far']],
    ['a count below zero, which is not “nothing used”', { consumedUnits: -3, creditedUnits: 0, terms: { price: null } }, ['Images', '-3', 'Used so far']],
    ['a plain count in its unit', { consumedUnits: 12, creditedUnits: 0, unit: 'projects', terms: { price: null } }, ['Images', '12 projects', 'Used so far']],
    ['zero left without credits if the host blocks use', { consumedUnits: 12, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, ['Images', '0 left', '12 used. Use is blocked.']],
    ['one spent credit in the singular', { consumedUnits: 1, creditedUnits: 1, unit: { unit: 'token' } }, ['Images', '0 left', '1 of 1 token used']],
    ['one credit left, without a unit that is a plural', { consumedUnits: 0, creditedUnits: 1, unit: 'emails' }, ['Images', '1 left', '0 of 1 used']],
    ['one scaled unit left, without a unit that is a plural', { consumedUnits: 120, creditedUnits: 180, unit: { unit: 'custom', customLabel: 'minutes', customMultiplier: 60 } }, ['Images', '1 left', '2 of 3 minutes used']],
    ['one scaled unit left, with a unit that has no plural', { consumedUnits: 2e9, creditedUnits: 3e9, unit: { unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 } }, ['Images', '1 GB left', '2 of 3 GB used']],
    ['usage with an unknown price in its unit', { consumedUnits: 34, creditedUnits: 0, unit: 'minutes' }, ['Images', '34 minutes', 'Used so far']],
    ['pay as you go in its unit while its cost is unknown', { consumedUnits: 34, creditedUnits: 0, unit: 'minutes', terms: { price } }, ['Images', '34 minutes', 'Used so far\u00a0· pay as you go']],
    ['a count with an unknown price', { consumedUnits: 5, creditedUnits: 0 }, ['Images', '5', 'Used so far']],
    ['large numbers in compact form', { consumedUnits: 2_412_350, creditedUnits: 2e6 }, ['Images', '412,350 over', '2.41M of 2M used']],
    ['a tiny quantity, never as zero', { consumedUnits: 1e-7, creditedUnits: 0 }, ['Images', '0.0000001', 'Used so far']],
    ['a dash for unknown usage, never zero', { consumedUnits: null, creditedUnits: 100 }, ['Images', '—', 'Usage not known right now']],
    ['a dash without any numbers', {}, ['Images', '—', 'Usage not known right now']],
    ['the server’s balance if it contradicts the numbers', { consumedUnits: 50, creditedUnits: 100, balance: -20 }, ['Images', '20 over', '50 of 100 used']],
  ])('shows %s', (_, props, words) => {
    expect(inWords(draw(props))).toEqual(words);
  });

  it.each([
    ['ar-EG', 0, '٠', 'Nothing used yet'],
    ['ar-EG', -3, '؜-٣', 'Used so far'],
    ['en-u-nu-adlm', 0, '𞥐', 'Nothing used yet'],
    ['en-u-nu-mathsans', 0, '𝟢', 'Nothing used yet'],
    ['en-u-nu-mathsans', -3, '-𝟥', 'Used so far'],
  ])('tells zero from other numbers in the digits of %s, for %i units', (locale, consumedUnits, ...words) => {
    const { container } = render(<LocalizationProvider locale={locale}><UsageBar name="Images" consumedUnits={consumedUnits} creditedUnits={0} terms={{ price: null }} /></LocalizationProvider>);
    expect(inWords(container.firstElementChild as HTMLElement)).toEqual(['Images', ...words]);
  });

  it('shows a note and an action after the status, if there are any', () => {
    expect(inWords(draw({ consumedUnits: 25, creditedUnits: 100, note: 'Renews Dec 1', action: 'Top up' }))).toEqual(['Images', '75 left', '25 of 100 used', 'Renews Dec 1', 'Top up']);
    expect(draw({ note: false, action: false }).querySelector('.mf-usage-note, .mf-usage-action')).toBeNull();
  });

  it('draws the words around the figure small, wherever a language puts them', () => {
    const small = (usageValue: (words: { figure: string }) => string) => {
      const { container } = render(
        <LocalizationProvider messages={{ usageValue }}>
          <UsageBar consumedUnits={25} creditedUnits={100} />
        </LocalizationProvider>,
      );
      return [...(container.querySelector('.mf-usage-value')?.childNodes ?? [])].map(({ nodeName, textContent }) => `${nodeName}: ${textContent}`);
    };
    expect(small(({ figure }) => `${figure} left`)).toEqual(['B: 75', 'SMALL:  left']);
    expect(small(({ figure }) => `noch ${figure}`)).toEqual(['SMALL: noch ', 'B: 75']);
    expect(small(() => 'plenty')).toEqual(['SMALL: plenty']);
  });

  it('cuts off a very long name, even in the sentence for screen readers', () => {
    const root = draw({ name: `${'x'.repeat(5000)}\u202E${'y'.repeat(5000)}`, consumedUnits: 1, creditedUnits: 2 });
    expect(inWords(root)[0]).toMatch(/^x{119}…$/);
    expect(spokenIn(root.parentElement!)[0]).toMatch(/^x{119}…: 1 of 2 used/);
  });

  it('shows “Usage” for a meter without a name', () => {
    expect(inWords(draw({ name: '', consumedUnits: 1, creditedUnits: 2 }))[0]).toBe('Usage');
  });
});

describe('UsageBar data attributes', () => {
  it.each<[string, UsageBarProps, [kind: string, state: string, tone: string]]>([
    ['an unknown price, over: neutral', { consumedUnits: 120, creditedUnits: 100 }, ['unknown', 'over', 'neutral']],
    ['no price, over: critical', { consumedUnits: 120, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'over', 'critical']],
    ['no price, from 80%: warning', { consumedUnits: 80, creditedUnits: 100, terms: { price: null } }, ['prepaid', 'near', 'warning']],
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
          <em>{`${usage.over} / ${usage.ratio} / ${usage.figure}`}</em>
        </>
      ),
    });
    expect([...root.children].map(({ tagName, textContent }) => [tagName.toLowerCase(), textContent])).toEqual([
      ['svg', ''],
      ['span', '120 of 100 used'],
      ['span', '20 over'],
      ['bdi', 'Images'],
      ['em', '20 / 1.2 / 20'],
    ]);
    expect(screen.getByTestId('track')).toHaveAttribute('class', 'mf-usage-track mine');
    expect(screen.getByTitle('120 of 100 used, 20 over')).toHaveTextContent('Images');
  });
});
