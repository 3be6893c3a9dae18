import type { ReactNode } from 'react';
import { later } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { WidgetSlots } from './slotsOf';
import { billingQueries } from './prefetch';
import { amountDueSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-amount-due': MeterfaceAmountDue;
  }
}

// Outside of the class, so that all elements share one component.
const LaterAmounts = later(async () => (await import('./billing')).billing.DueAmounts, 1);

/** `<meterface-amount-due>`: what the customer owes next. Its code is downloaded when the first one is on the page. */
export class MeterfaceAmountDue extends (MeterfaceElement as WithSettings<typeof amountDueSettings>) {
  static override readonly settings = amountDueSettings;

  constructor() {
    super(billingQueries);
  }

  protected override content(props: WidgetSlots): ReactNode {
    return <LaterAmounts {...props} />;
  }
}
