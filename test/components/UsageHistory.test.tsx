import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalizationProvider, type LocalizationProviderProps, UsageHistory, type UsageHistoryProps } from '../../src';
import { DrawnHistory } from '../../src/components/DrawnHistory';

/** Four days with 10, 20, 30 and 40 units. */
const history = {
  quantities: [10, 20, 30, 40].map((quantity, day) => ({ timestamp: new Date(Date.UTC(2026, 10, 10 + day)), quantity })),
  total: 100,
};

function draw(props: Partial<UsageHistoryProps> = {}, dir = 'ltr', messages: LocalizationProviderProps['messages'] = {}) {
  const { container } = render(
    <LocalizationProvider messages={messages}>
      <div dir={dir}>
        <UsageHistory history={history} {...props} />
      </div>
    </LocalizationProvider>,
  );
  const chart = container.querySelector<HTMLElement>('.mf-history-chart');
  if (chart === null) throw new Error('The history has no chart.');
  return { chart, text: () => container.querySelector('.mf-history-text')?.textContent, slider: screen.getByRole('slider'), container };
}

/** Moves a pointer to a place of the chart, which is 400 pixels wide. A `MouseEvent` has no `pointerType`. */
function point(chart: HTMLElement, clientX: number, kind: 'pointermove' | 'pointerdown' | 'pointercancel' | 'pointerout' = 'pointermove', pointerType = 'mouse'): void {
  const event = new MouseEvent(kind, { bubbles: true, clientX, relatedTarget: document.body });
  Object.defineProperty(event, 'pointerType', { value: pointerType });
  fireEvent(chart, event);
}

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(100, 0, 400, 80));
});

it.each([
  ['the highest bar as such', 40, 'Usage by day Highest: 40 units'],
  ['the sum of the bars', 100, 'Usage by day 100 units'],
  ['the lowest bar', 10, 'Usage by day 10 units'],
])('UsageHistory shows a total that is %s', (_, total, text) => {
  expect(draw({ history: { ...history, total } }).text()).toBe(text);
});

it('UsageHistory names the only bar with usage as the total, not as the highest', () => {
  const quantities = history.quantities.map((one, index) => ({ ...one, quantity: index === 1 ? 20 : 0 }));
  expect(draw({ history: { quantities, total: 20 } }).text()).toBe('Usage by day 20 units');
});

describe('a history split by value', () => {
  it('has no hatch where the parts of a bar are unknown, because the legend explains none', () => {
    const hatched = (more?: object) => {
      const { container, unmount } = render(<DrawnHistory history={history} creditedUnits={50} {...(more && { more })} />);
      const count = container.querySelectorAll('.mf-history-over').length;
      unmount();
      return count;
    };
    expect(hatched()).toBeGreaterThan(0);
    expect(hatched({ inside: () => false, legend: () => null })).toBe(0);
  });
});

describe('UsageHistory', () => {
  it('names its interval and the total until a bar is chosen', () => {
    expect(draw().text()).toBe('Usage by day 100 units');
  });

  it.each([[100, '10 units'], [250, '20 units'], [310, '30 units'], [499, '40 units'], [-50, '10 units'], [9999, '40 units']])('shows the bar under a pointer at %d pixels: %s', (x, value) => {
    const { chart, text } = draw();
    point(chart, x);
    expect(text()).toMatch(new RegExp(`${value}$`));
  });

  it.each([
    ['right to left with texts that do', { locale: 'ar' }, 'ltr', /40 units$/],
    ['left to right with English texts', {}, 'rtl', /10 units$/],
  ])('runs %s, whatever the direction of the page', (_, messages, dir, found) => {
    const { chart, text } = draw({}, dir, messages);
    point(chart, 110);
    expect(text()).toMatch(found);
  });

  it('shows the total again when a mouse leaves, and keeps the bar that a finger chose', () => {
    const { chart, text } = draw();
    point(chart, 310, 'pointermove');
    point(chart, 310, 'pointerout');
    expect(text()).toMatch(/100 units$/);
    point(chart, 310, 'pointerdown', 'touch');
    point(chart, 310, 'pointerout', 'touch');
    expect(text()).toMatch(/30 units$/);
  });

  it('shows the total again after a finger on the chart scrolls the page', () => {
    const { chart, text } = draw();
    point(chart, 310, 'pointerdown', 'touch');
    point(chart, 310, 'pointercancel', 'touch');
    point(chart, 310, 'pointerout', 'touch');
    expect(text()).toMatch(/100 units$/);
  });

  it('shows the total again after a second tap on the same bar', () => {
    const { chart, text } = draw();
    const tap = (x: number) => {
      point(chart, x, 'pointerdown', 'touch');
      point(chart, x, 'pointerout', 'touch');
    };
    tap(310);
    tap(210);
    expect(text()).toMatch(/20 units$/);
    tap(210);
    expect(text()).toMatch(/100 units$/);
  });

  it('keeps the bar that the focused slider chose when a mouse passes over the chart', () => {
    const { chart, text, slider } = draw();
    act(() => slider.focus());
    fireEvent.change(slider, { target: { value: '1' } });
    point(chart, 310, 'pointermove');
    expect(text()).toMatch(/20 units$/);
    point(chart, 310, 'pointerout');
    expect(text()).toMatch(/20 units$/);
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('20 units'));
    act(() => slider.blur());
    point(chart, 310, 'pointermove');
    expect(text()).toMatch(/30 units$/);
  });

  it('goes from bar to bar with the slider, begins at the latest, and forgets the choice when it loses focus', () => {
    const { text, slider } = draw({ now: new Date('2026-11-12T10:00:00Z') });
    fireEvent.focus(slider);
    expect(text()).toMatch(/30 units$/);
    fireEvent.change(slider, { target: { value: '1' } });
    expect(text()).toMatch(/20 units$/);
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('20 units'));
    fireEvent.blur(slider);
    expect(text()).toMatch(/^Usage by day/);
  });

  it('says in words that there is nothing to draw', () => {
    const { container } = render(<UsageHistory history={{ quantities: [], total: 0 }} />);
    expect(container).toHaveTextContent(/^No history yet$/);
    expect(container.querySelector('.mf-history-chart')).toBeNull();
  });

  it('draws each bar in the middle of its share of the width, and a column for today', () => {
    const lengthsOf = (container: Element, selector: string) => [...container.querySelectorAll(selector)].map((bar) => ['x', 'width', 'height'].map((name) => bar.getAttribute(name)));
    const { container } = draw({ now: new Date('2026-11-12T10:00:00Z') });
    expect(lengthsOf(container, '.mf-history-bar')).toEqual([['3.5%', '18%', '33.33%'], ['28.5%', '18%', '66.67%'], ['53.5%', '18%', '100%']]);
    expect(lengthsOf(container, '.mf-history-today')).toEqual([['50%', '25%', '100%']]);
  });

  it('lists each day with its exact units in a table for screen readers', () => {
    const large = { quantities: [1_234_567, 20].map((quantity, day) => ({ timestamp: new Date(Date.UTC(2026, 10, 10 + day)), quantity })), total: 1_234_587 };
    const { text } = draw({ history: large });
    expect(screen.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([['Nov 10, 2026', '1,234,567'], ['Nov 11, 2026', '20']]);
    expect(text()).toBe('Usage by day 1.23M units');
  });

  it.each([
    [1_239_999, 20_000, '309K'],
    [267, 1, '66.7'],
    // 4.1 / 0.01 is 409.99999999999994.
    [16.4, 1, '4.1'],
  ])('rounds down, to three digits, the pace at which credits of %d last', (creditedUnits, factor, pace) => {
    const scaled = { quantities: history.quantities.map((one) => ({ ...one, quantity: one.quantity * factor })), total: 100 * factor };
    const { container } = draw({ creditedUnits, history: scaled });
    expect(container.querySelector('[data-key="line"]')?.textContent).toBe(`For credits to last the whole period: ${pace} a day`);
  });
});
