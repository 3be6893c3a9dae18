import type { ReactElement } from 'react';
import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CreditSources } from '../../src';
import { parseCreditGrantList, parseSubscription } from '../../src/core';
import { wireCreditGrant, wirePage, wireSubscription } from '../../src/testing';
import { describeConformance } from './conformance';

const wire = wireSubscription({ name: 'Lumen Pro', status: 'active', current_period_end: '2026-12-01T00:00:00Z' });
const subscriptions = [parseSubscription(wire)];
const properties = { last_credited_units: 500, last_credited_at: '2026-11-01T00:00:00+00:00' };
const grants = parseCreditGrantList(
  wirePage([
    wireCreditGrant({ id: 'plan', units: 500, rollover: true, subscription_id: wire.id, order_id: null, properties }),
    wireCreditGrant({ id: 'pack', units: 200, rollover: true, subscription_id: null, order_id: 'o', properties }),
  ]),
).items;

describeConformance('CreditSources', (host) => <CreditSources grants={grants} {...host} />, { root: 'ul', className: 'mf-credits' });

describe('CreditSources', () => {
  const linesOf = (element: ReactElement) => [...render(element).container.querySelectorAll('li')].map(({ textContent }) => textContent);

  it('shows where credits come from, when they renew and whether they roll over', () => {
    expect(linesOf(<CreditSources grants={grants} subscriptions={subscriptions} />)).toEqual([
      '500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over',
      '200 bought, credited Nov 1, 2026; no renewal',
    ]);
  });

  it('leaves out a renewal date that has passed, and the name of an unknown product', () => {
    expect(linesOf(<CreditSources grants={grants} subscriptions={subscriptions} now={new Date('2026-12-01T00:00:01Z')} />)[0]).toBe('500 from Lumen Pro, credited Nov 1, 2026; unused credits roll over');
    expect(linesOf(<CreditSources grants={grants} />)[0]).toBe('500 granted, credited Nov 1, 2026; unused credits roll over');
  });

  it('renders nothing without credits', () => {
    const { container } = render(<CreditSources grants={grants} meterId="other" />);
    expect(container).toBeEmptyDOMElement();
  });
});
