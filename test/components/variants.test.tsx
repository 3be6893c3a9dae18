import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UsageNumber, type UsageNumberProps, UsageRing, type UsageRingProps, UsageStack } from '../../src';

const draw = (element: React.ReactElement) => render(element).container.firstElementChild as HTMLElement;
const ring = (props: UsageRingProps) => draw(<UsageRing name="Images" {...props} />);
const share = (root: Element) => root.querySelector('.mf-ring-share')?.textContent;
const arc = (root: Element) => root.querySelector('.mf-ring-fill')?.getAttribute('stroke-dasharray');
/** What screen readers read: everything that isn't hidden from them. */
const spoken = (root: Element) => [...root.children].filter((part) => part.getAttribute('aria-hidden') !== 'true').map(({ textContent }) => textContent);

describe('UsageRing', () => {
  it.each<[string, UsageRingProps, string, string | undefined]>([
    ['a quarter', { consumedUnits: 25, creditedUnits: 100 }, '25%', '25 75'],
    ['no arc for nothing used', { consumedUnits: 0, creditedUnits: 100 }, '0%', undefined],
    ['a visible arc for a little', { consumedUnits: 0.5, creditedUnits: 100 }, '<1%', '2 98'],
    ['a visible gap for a little that is left', { consumedUnits: 99.9, creditedUnits: 100 }, '99%', '98 2'],
    ['the whole ring when all is used', { consumedUnits: 100, creditedUnits: 100 }, '100%', '100 0'],
    ['the whole ring and the true share beyond the credits', { consumedUnits: 150, creditedUnits: 100 }, '150%', '100 0'],
  ])('shows %s', (_, props, text, dashes) => {
    const root = ring(props);
    expect(share(root)).toBe(text);
    expect(arc(root) ?? undefined).toBe(dashes);
  });

  it.each<[string, UsageRingProps, string]>([
    ['has no credits', { consumedUnits: 12, creditedUnits: 0, terms: { price: null } }, 'Images12'],
    ['is unknown', {}, 'Images—'],
  ])('has no ring if the meter %s', (_, props, text) => {
    const root = ring(props);
    expect(root.querySelector('svg')).toBeNull();
    expect([...root.children].slice(1).map(({ textContent }) => textContent).join('')).toBe(text);
  });

  it('is one sentence to a screen reader', () => {
    expect(spoken(ring({ consumedUnits: 75, creditedUnits: 100, spoken: 'renews December 1' }))).toEqual(['Images: 75 of 100 used, 25 left, renews December 1']);
  });
});

describe('UsageNumber', () => {
  it.each<[string, UsageNumberProps, string]>([
    ['what is left', { consumedUnits: 75, creditedUnits: 100 }, '25 left'],
    ['a dash for unknown numbers', {}, '—'],
  ])('shows %s, and the name below', (_, props, value) => {
    const root = draw(<UsageNumber name="Images" {...props} />);
    expect([...root.querySelectorAll('[aria-hidden]')].map(({ textContent }) => textContent)).toEqual([value, 'Images']);
  });

  it('is one sentence to a screen reader', () => {
    expect(spoken(draw(<UsageNumber name="Images" consumedUnits={75} creditedUnits={100} />))).toEqual(['Images: 75 of 100 used, 25 left']);
  });
});

describe('UsageStack', () => {
  const gigabytes = { unit: 'custom', customLabel: 'GB', customMultiplier: 1 } as const;
  const meters = [
    { meterId: 'a', consumedUnits: 182, meter: { name: 'Pictures' } },
    { meterId: 'b', consumedUnits: 121, meter: { name: 'Videos' } },
    { meterId: 'c', consumedUnits: 81, meter: { name: '' } },
  ];
  const stack = (change: Partial<React.ComponentProps<typeof UsageStack>> = {}) => draw(<UsageStack name="Storage" meters={meters} creditedUnits={512} unit={gigabytes} {...change} />);
  const parts = (root: Element) => [...root.querySelectorAll('.mf-stack-part')].map((part) => [part.getAttribute('data-part'), part.getAttribute('width')]);

  it('shows what is left of the allowance, a part for each meter and a legend in the same colors', () => {
    const root = stack();
    expect(root.querySelector('.mf-usage-value')).toHaveTextContent('128 left');
    expect(root.querySelector('.mf-usage-status')).toHaveTextContent('384 of 512 GB used');
    expect(parts(root)).toEqual([['first', '35.55%'], ['second', '23.63%'], ['third', '15.82%']]);
    expect([...root.querySelectorAll('li')].map((item) => [item.dataset['part'], item.textContent])).toEqual([['first', 'Pictures 182'], ['second', 'Videos 121'], ['third', 'Usage 81']]);
  });

  it('shows the name of a meter that is passed as `name`, without a `meter` object', () => {
    const root = stack({ meters: [{ name: 'Pictures', consumedUnits: 1 }] });
    expect([...root.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['Pictures 1']);
  });

  it('leaves out a plural if a meter has used one of the units, because its singular is unknown', () => {
    const unit = { unit: 'custom', customLabel: 'sheets', customMultiplier: 100 } as const;
    const counts = [100, 100.000001, 200, 0].map((consumedUnits) => ({ name: 'Pages', consumedUnits }));
    const root = stack({ meters: counts, unit });
    expect([...root.querySelectorAll('.mf-stack-units')].map(({ textContent }) => textContent)).toEqual(['1', '1', '2 sheets', '0 sheets']);
  });

  it('shows a dash for what is left, and no parts, if one meter is unknown', () => {
    const root = stack({ meters: [meters[0]!, { consumedUnits: null, meter: { name: 'Videos' } }] });
    expect(root.querySelector('.mf-usage-value')).toHaveTextContent('—');
    expect(parts(root)).toEqual([]);
    expect(root).toHaveAttribute('data-state', 'unknown');
    expect([...root.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['Pictures 182', 'Videos —']);
  });

  it('warns when the allowance is nearly used up and there is no price for more', () => {
    expect(stack({ creditedUnits: 400, terms: { price: null } })).toHaveAttribute('data-tone', 'warning');
  });

  it('is one sentence and a list to a screen reader', () => {
    expect(spoken(stack())).toEqual(['Storage: 384 of 512 GB used, 128 left', 'Pictures 182Videos 121Usage 81']);
  });
});
