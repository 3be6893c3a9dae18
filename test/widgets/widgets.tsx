import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { PortalProvider, type PortalProviderProps } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import type { Polar } from '../react/polar';

/** Renders a widget for a customer, without refreshes by default. */
export function showTo(polar: Polar, customer: string, widget: ReactElement, options: Partial<PortalProviderProps> = {}) {
  const queryClient = new QueryClient();
  const page = (
    <PortalProvider source={polar.source(customer)} scope={customer} refreshEvery={0} queryClient={queryClient} timeZone="UTC" {...options}>
      {widget}
    </PortalProvider>
  );
  return { ...render(page), queryClient };
}

/** The visible text of each bar, in order: name, value, status and note. */
export function barsIn(container: Element): string[][] {
  const bars = [...container.querySelectorAll('li .mf-usage')];
  return bars.map((bar) => [...bar.children].filter((part) => !part.matches('svg, .mf-hidden, .mf-usage-action')).map(({ textContent }) => textContent ?? ''));
}

/** What a screen reader reads of each bar: all of its text that is not hidden from assistive technology. */
export function spokenIn(container: Element): string[] {
  const bars = [...container.querySelectorAll('.mf-usage')];
  return bars.map((bar) => [...bar.children].filter((part) => !part.matches('[aria-hidden=true]')).map(({ textContent }) => textContent).join(' '));
}

/** Every text of each bill, one for each line that the customer sees, without estimates and without what a metered line unfolds into. */
export function billTextsIn(container: Element): Record<string, string[]> {
  const bills = [...container.querySelectorAll('article')].map((bill) => {
    const parts = bill.querySelectorAll('.mf-summary-title, .mf-summary > .mf-hint, :scope > .mf-hint, .mf-summary > .mf-amount > *, .mf-bill-group > .mf-amount > *, .mf-line:not(.mf-details .mf-line)');
    const texts = [...parts].map((part) => (part.matches('.mf-line') ? `${part.firstElementChild?.textContent}: ${part.lastElementChild?.textContent}` : part.textContent));
    return [bill.querySelector('h3')?.textContent ?? '', texts.map((text) => text?.replace(/\s/g, ' ') ?? '')] as const;
  });
  return Object.fromEntries(bills);
}

export function namesIn(container: Element): string[] {
  return [...container.querySelectorAll('li .mf-usage-name')].map(({ textContent }) => textContent ?? '');
}

/** A customer with two plans that price the same meter differently. */
export const twice: CustomerSeed = {
  externalId: 'fay',
  name: 'Fay',
  email: 'fay@example.com',
  meters: [
    { name: 'Storage', consumed: 120, credited: 100 },
    { name: 'Backups', consumed: 120, credited: 100 },
  ],
  subscriptions: [
    { plan: 'One', amount: 1000, currency: 'usd', prices: [{ meter: 'Storage', unitAmount: '5' }, { meter: 'Backups', unitAmount: '5' }] },
    { plan: 'Other', amount: 1000, currency: 'eur', prices: [{ meter: 'Storage', unitAmount: '9' }] },
  ],
};
