import type { ReactElement } from 'react';
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CreditSources, LocalizationProvider, type UnitProp } from '../../src';
import { parseCreditGrantList, parseCustomerMeter, parseSubscription } from '../../src/core';
import { wireCreditGrant, wireMeter, wirePage, wirePriceMeteredUnit, wireSubscription } from '../../src/testing';
import { describeConformance } from './conformance';

const wire = wireSubscription({ name: 'Lumen Pro', status: 'active', current_period_end: '2026-12-01T00:00:00Z' });
const subscriptions = [parseSubscription(wire)];
const credited = (last_credited_units: number) => ({ last_credited_units, last_credited_at: '2026-11-01T00:00:00+00:00' });
const grants = parseCreditGrantList(
  wirePage([
    wireCreditGrant({ id: 'plan', units: 500, rollover: true, subscription_id: wire.id, order_id: null, properties: credited(500) }),
    wireCreditGrant({ id: 'pack', units: 200, rollover: true, subscription_id: null, order_id: 'o', properties: credited(200) }),
  ]),
).items;

describeConformance('CreditSources', (host) => <CreditSources grants={grants} {...host} />, { root: 'ul', className: 'mf-credits' });

describe('CreditSources', () => {
  const linesOf = (element: ReactElement) => [...render(element).container.querySelectorAll('li .mf-hidden')].map(({ textContent }) => textContent);

  const rowsOf = (element: ReactElement) => [...render(element).container.querySelectorAll('li')].map((row) => [...row.querySelectorAll('[aria-hidden]')].map(({ textContent }) => textContent.replaceAll('\u00a0', ' ')));

  it('says in one sentence where credits come from, when they renew and whether they roll over', () => {
    expect(linesOf(<CreditSources grants={grants} subscriptions={subscriptions} />)).toEqual([
      '500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over',
      '200 bought, credited Nov 1, 2026; no renewal',
    ]);
  });

  it('shows each grant in a row, with dates without the year of `now`', () => {
    const meters = [parseCustomerMeter(wireMeter({ name: 'Image credits' }))];
    const pending = parseCreditGrantList([wireCreditGrant({ units: 20, subscription_id: wire.id, properties: {} })]).items;
    const now = new Date('2026-11-14T00:00:00Z');
    expect(rowsOf(<CreditSources grants={[...grants, ...pending]} subscriptions={subscriptions} meters={meters} now={now} />)).toEqual([
      ['Image credits', '500', 'From Lumen Pro · credited Nov 1 · renews Dec 1 · unused credits roll over'],
      ['Image credits', '200', 'Bought · credited Nov 1 · no renewal'],
      ['Image credits', '20', 'From Lumen Pro · not credited yet · renews Dec 1'],
    ]);
    // Without the name of the meter, the source is the title.
    expect(rowsOf(<CreditSources grants={grants} subscriptions={subscriptions} />)[0]).toEqual(['Lumen Pro', '500', 'Credited Nov 1, 2026 · renews Dec 1, 2026 · unused credits roll over']);
    expect(rowsOf(<CreditSources grants={[...grants, ...pending]} now={now} />)).toEqual([
      ['Granted', '500', 'Credited Nov 1 · unused credits roll over'],
      ['Bought', '200', 'Credited Nov 1 · no renewal'],
      ['Granted', '20', 'Not credited yet'],
    ]);
  });

  it('breaks lines between the details of a row, and begins none with a dot', () => {
    const { container } = render(<CreditSources grants={grants} subscriptions={subscriptions} meters={[parseCustomerMeter(wireMeter({ name: 'Image credits' }))]} />);
    expect(container.querySelector('.mf-usage-status')?.textContent.split(' ')).toEqual(['From', 'Lumen', 'Pro\u00a0·', 'credited\u00a0Nov\u00a01,\u00a02026\u00a0·', 'renews\u00a0Dec\u00a01,\u00a02026\u00a0·', 'unused\u00a0credits\u00a0roll\u00a0over']);
  });

  it('writes the month of a date as a word, because marks in Arabic numeric dates change the order of a left-to-right line', () => {
    const lines = linesOf(<LocalizationProvider locale="ar"><CreditSources grants={grants} /></LocalizationProvider>);
    expect(lines[0]).toContain('credited 1 نوفمبر 2026;');
  });

  it('leaves out a renewal date that has passed, and the name of an unknown product', () => {
    expect(linesOf(<CreditSources grants={grants} subscriptions={subscriptions} now={new Date('2026-12-01T00:00:01Z')} />)[0]).toBe('500 from Lumen Pro, credited Nov 1, 2026; unused credits roll over');
    expect(linesOf(<CreditSources grants={grants} />)[0]).toBe('500 granted, credited Nov 1, 2026; unused credits roll over');
  });

  it('shows the units of the latest credit, not those of a benefit that was changed since, and says if there is no credit yet', () => {
    const changed = parseCreditGrantList([wireCreditGrant({ units: 800, subscription_id: wire.id, properties: credited(500) })]).items;
    expect(linesOf(<CreditSources grants={changed} />)[0]).toMatch(/^500 granted, credited Nov 1/);
    const planned = parseCreditGrantList([wireCreditGrant({ units: 800, subscription_id: wire.id, properties: {} })]).items;
    expect(linesOf(<CreditSources grants={planned} />)).toEqual(['800 granted, not credited yet']);
    const undated = parseCreditGrantList([wireCreditGrant({ units: 800, subscription_id: wire.id, properties: { last_credited_units: 500 } })]).items;
    expect(linesOf(<CreditSources grants={undated} />)).toEqual(['500 granted']);
  });

  it.each<[string, Parameters<typeof wirePriceMeteredUnit>[0], UnitProp | undefined, number, string]>([
    ['tokens', { unit: 'token' }, undefined, 2_000_000, '2M tokens'],
    ['one token', { unit: 'token' }, undefined, 1, '1 token'],
    ['a custom label', { unit: { label: 'images' } }, undefined, 500, '500 images'],
    ['a custom label that names many units', { unit: { label: 'GB', multiplier: 1e9 } }, undefined, 60e9, '60 GB'],
    ['units without a name', { unit: 'scalar' }, undefined, 500, '500'],
    ['the host’s word for units', { unit: { label: 'GB', multiplier: 1e9 } }, 'bytes', 500, '500 bytes'],
  ])('writes %s by the rule for labels and multipliers', (_, price, unit, units, text) => {
    const priced = wirePriceMeteredUnit({ name: 'Storage', ...price });
    const subscription = wireSubscription({ prices: [priced] });
    const { items } = parseCreditGrantList([wireCreditGrant({ name: 'Storage', units, subscription_id: subscription.id, properties: {} })]);
    const host = unit === undefined ? undefined : { [priced.meter_id]: unit };
    expect(linesOf(<CreditSources grants={items} subscriptions={[parseSubscription(subscription)]} units={host} />)[0]).toMatch(new RegExp(`^${text} from `));
  });

  it('begins the sentence with the name of its meter, if `meters` contains the meter', () => {
    const meters = [parseCustomerMeter(wireMeter({ name: 'Image credits' }))];
    const both = [...grants, ...parseCreditGrantList([wireCreditGrant({ name: 'Storage', properties: {} })]).items];
    expect(linesOf(<CreditSources grants={both} meters={meters} />).map((line) => line.split(',')[0])).toEqual(['Image credits: 500 granted', 'Image credits: 200 bought', '500 granted']);
  });

  it('shows unknown units as a dash', () => {
    const { items } = parseCreditGrantList([{ ...wireCreditGrant({ properties: {} }), benefit: { id: 'b', properties: { meter_id: 'm', units: null } } }]);
    expect(linesOf(<CreditSources grants={items} />)[0]).toMatch(/^— granted/);
  });

  it('renders nothing if no grant is for the meter `meterId`', () => {
    const { container } = render(<CreditSources grants={grants} meterId="other" />);
    expect(container).toBeEmptyDOMElement();
  });
});
